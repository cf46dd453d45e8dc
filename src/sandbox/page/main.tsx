import "slack-blocks-to-jsx/dist/style.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/message.css";
import "./styles/blocks.css";
import "./styles/data.css";
import "./styles/chart.css";
import "./styles/form.css";
import { createRoot } from "react-dom/client";

import { Start } from "./start.tsx";

const place = document.querySelector("#page");
if (place !== null) createRoot(place).render(<Start />);
