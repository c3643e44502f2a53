// Reads the document that stands in the page and shows it.
import { render } from "preact";
import { readReport } from "./report";
import { App } from "./views/app";
import { SimulationApp } from "./views/simulation";
import { WorldsApp } from "./views/worlds";
import { languages, preferred } from "./words";
import { isSimulationReport } from "./simulation";
import { isStressReport } from "./worlds";
import "./style.css";

function start(): void {
  const place = document.getElementById("page");
  const text = document.getElementById("report")?.textContent ?? "";
  if (place === null) return;
  const language = preferred(navigator.languages);
  // What the document is decides what is shown: a plan, plans in many worlds, or how carrying one out would go.
  let page;
  try {
    const document = readReport(text);
    if (isStressReport(document)) page = <WorldsApp report={document} language={language} />;
    else if (isSimulationReport(document)) page = <SimulationApp report={document} language={language} />;
    else page = <App report={document} language={language} />;
  } catch (error) {
    place.textContent = languages[language].broken + (error instanceof Error ? error.message : String(error));
    return;
  }
  render(page, place);
}

start();
