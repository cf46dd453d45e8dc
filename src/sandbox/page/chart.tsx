import { type KeyboardEvent, useId, useState } from "react";

import type { ChartModel } from "./chart-model.ts";
import { ChartPlot } from "./chart-plot.tsx";
import { figureWords, seriesColor } from "./chart-style.ts";
import { useWidth } from "./use-width.ts";

/** A line, bar or area chart with its axes, a legend, and the figures under the pointer or as a table. */
export function Chart({ model }: { readonly model: ChartModel }) {
  const [width, measure] = useWidth(560);
  const [at, setAt] = useState<number | null>(null);
  const titleId = useId();
  const last = model.categories.length - 1;
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") setAt(null);
    if (step === undefined) return;
    event.preventDefault();
    setAt(at === null ? last : Math.min(last, Math.max(0, at + step)));
  };
  return (
    <figure className="chart" data-testid="chart">
      <figcaption id={titleId}>{model.title}</figcaption>
      <Legend model={model} />
      <div
        ref={measure}
        className="chart-plot"
        role="group"
        tabIndex={0}
        aria-labelledby={titleId}
        aria-description="The arrow keys move from point to point; a table of the figures follows."
        onKeyDown={move}
        onBlur={() => setAt(null)}
        onPointerLeave={() => setAt(null)}
      >
        <ChartPlot model={model} width={width} at={at} onPoint={setAt} />
        <Readout model={model} at={at} />
      </div>
      <details className="chart-figures">
        <summary>Figures</summary>
        <FigureTable model={model} />
      </details>
    </figure>
  );
}

function Legend({ model }: { readonly model: ChartModel }) {
  return (
    <ul className="chart-legend">
      {model.series.map(({ name, constant }, index) => (
        <li key={name}>
          <svg width="22" height="10" aria-hidden>
            <line
              x1="1"
              x2="21"
              y1="5"
              y2="5"
              stroke={seriesColor(index, constant)}
              strokeWidth="3"
              strokeDasharray={constant ? "5 3" : undefined}
            />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

interface ReadoutProps {
  readonly model: ChartModel;
  readonly at: number | null;
}

function Readout({ model, at }: ReadoutProps) {
  const share = ((at ?? 0) + 0.5) / model.categories.length;
  // Beside the point, on the side with more room.
  const side =
    share > 0.5
      ? { right: `${(1 - share) * 90 + 6}%` }
      : { left: `calc(${share * 90 + 6}% + 20px)` };
  return (
    <div className="chart-readout" style={side} aria-live="polite" hidden={at === null}>
      <strong>{at === null ? "" : model.categories[at]}</strong>
      {at !== null &&
        model.series.map(({ name, values, constant }, index) => (
          <span key={name}>
            <i style={{ background: seriesColor(index, constant) }} />
            {name} <b>{figureWords(values[at])}</b>
          </span>
        ))}
    </div>
  );
}

function FigureTable({ model }: { readonly model: ChartModel }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{model.xLabel || "Point"}</th>
          {model.series.map(({ name }) => (
            <th key={name} scope="col" className="numeric">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {model.categories.map((category, index) => (
          <tr key={category}>
            <th scope="row">{category}</th>
            {model.series.map(({ name, values }) => (
              <td key={name} className="numeric">
                {figureWords(values[index])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
