// Reads the document that stands in the page and shows it.
import { render } from "preact";
import { readReport } from "./report";
import { App } from "./views/app";
import { WorldsApp } from "./views/worlds";
import { languages, preferred } from "./words";
import { isStressReport } from "./worlds";
import "./style.css";

function start(): void {
  const place = document.getElementById("page");
  const text = document.getElementById("report")?.textContent ?? "";
  if (place === null) return;
  const language = preferred(navigator.languages);
  // What the document is decides what is shown: a plan, or plans in many worlds.
  let page;
  try {
    const document = readReport(text);
    page = isStressReport(document) ? <WorldsApp report={document} language={language} /> : <App report={document} language={language} />;
  } catch (error) {
    place.textContent = languages[language].broken + (error instanceof Error ? error.message : String(error));
    return;
  }
  render(page, place);
}

start();
