// Reads the document that stands in the page and shows it.
import { render } from "preact";
import { readReport, type Report } from "./report";
import { App } from "./views/app";
import { languages, preferred } from "./words";
import "./style.css";

function start(): void {
  const place = document.getElementById("page");
  const text = document.getElementById("report")?.textContent ?? "";
  if (place === null) return;
  const language = preferred(navigator.languages);
  let report: Report;
  try {
    report = readReport(text);
  } catch (error) {
    place.textContent = languages[language].broken + (error instanceof Error ? error.message : String(error));
    return;
  }
  render(<App report={report} language={language} />, place);
}

start();
