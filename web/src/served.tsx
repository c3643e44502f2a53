// The page that `entente serve` shows: it asks the server that it came from, and nobody else.
import { render } from "preact";
import { Served } from "./views/served";
import { preferred } from "./words";
import "./style.css";
import "./served.css";

const place = document.getElementById("page");
if (place !== null) render(<Served language={preferred(navigator.languages)} />, place);
