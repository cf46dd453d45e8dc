import type { PointerEvent } from "react";

import { ChartMarks } from "./chart-marks.tsx";
import type { ChartModel } from "./chart-model.ts";
import { chartTicks, labelledEvery } from "./chart-scale.ts";
import { tickWords } from "./chart-style.ts";

const HEIGHT = 220;
const LABEL_WIDTH = 52;
const PIXELS_PER_LETTER = 6.5;

/** Where values and categories lie, in pixels. */
export interface Scale {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  /** The width that each category takes up. */
  readonly band: number;
  x(index: number): number;
  y(value: number): number;
}

interface ChartPlotProps {
  readonly model: ChartModel;
  readonly width: number;
  readonly at: number | null;
  readonly onPoint: (index: number) => void;
}

export function ChartPlot({ model, width, at, onPoint }: ChartPlotProps) {
  const ticks = chartTicks(model);
  const scale = scaleOf(model, ticks, width);
  const point = (event: PointerEvent<SVGSVGElement>): void => {
    const offset = event.clientX - event.currentTarget.getBoundingClientRect().left - scale.left;
    const index = Math.floor(offset / scale.band);
    onPoint(Math.min(model.categories.length - 1, Math.max(0, index)));
  };
  const height = HEIGHT + (model.xLabel === "" ? 0 : 16);
  return (
    <svg width={width} height={height} aria-hidden onPointerMove={point} onPointerDown={point}>
      {model.yLabel !== "" && (
        <text className="chart-axis-name" x={0} y={10}>
          {model.yLabel}
        </text>
      )}
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? "chart-base" : "chart-grid"}
            x1={scale.left}
            x2={scale.right}
            y1={scale.y(tick)}
            y2={scale.y(tick)}
          />
          <text className="chart-tick" x={scale.left - 8} y={scale.y(tick) + 4} textAnchor="end">
            {tickWords(tick)}
          </text>
        </g>
      ))}
      <CategoryLabels model={model} scale={scale} />
      {at !== null && (
        <line
          className="chart-guide"
          x1={scale.x(at)}
          x2={scale.x(at)}
          y1={scale.y(ticks.at(-1) ?? 0)}
          y2={scale.bottom}
        />
      )}
      <ChartMarks model={model} scale={scale} at={at} />
      {model.xLabel !== "" && (
        <text className="chart-axis-name" x={scale.right} y={height - 3} textAnchor="end">
          {model.xLabel}
        </text>
      )}
    </svg>
  );
}

function scaleOf({ categories, yLabel }: ChartModel, ticks: number[], width: number): Scale {
  const longest = Math.max(...ticks.map((tick) => tickWords(tick).length));
  const left = 14 + longest * PIXELS_PER_LETTER;
  const right = width - 14;
  const top = yLabel === "" ? 10 : 26;
  const bottom = HEIGHT - 24;
  const band = (right - left) / Math.max(1, categories.length);
  const [least = 0, most = 1] = [ticks[0], ticks.at(-1)];
  return {
    left,
    right,
    bottom,
    band,
    x: (index) => left + (index + 0.5) * band,
    y: (value) => bottom - ((value - least) / (most - least || 1)) * (bottom - top),
  };
}

interface CategoryLabelsProps {
  readonly model: ChartModel;
  readonly scale: Scale;
}

function CategoryLabels({ model, scale }: CategoryLabelsProps) {
  const { categories } = model;
  const longest = Math.max(...categories.map((category) => category.length));
  const labelWidth = Math.max(LABEL_WIDTH, longest * PIXELS_PER_LETTER + 8);
  const every = labelledEvery(categories.length, scale.right - scale.left, labelWidth);
  return categories.map((category, index) =>
    (categories.length - 1 - index) % every === 0 ? (
      <text
        key={category}
        className="chart-tick"
        x={scale.x(index)}
        y={scale.bottom + 17}
        textAnchor="middle"
      >
        {category}
      </text>
    ) : null,
  );
}
