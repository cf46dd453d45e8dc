import type { ChartModel, Series } from "./chart-model.ts";
import type { Scale } from "./chart-plot.tsx";
import { seriesColor } from "./chart-style.ts";

interface ChartMarksProps {
  readonly model: ChartModel;
  readonly scale: Scale;
  readonly at: number | null;
}

/** The lines, areas or bars of every series; the first series lies on top. */
export function ChartMarks({ model, scale, at }: ChartMarksProps) {
  const drawn = model.series.map((series, index) => ({ series, index })).toReversed();
  return drawn.map(({ series, index }) => {
    const color = seriesColor(index, series.constant);
    if (model.kind === "bar" && !series.constant) {
      return <Bars key={series.name} {...{ model, scale, index, color }} />;
    }
    return (
      <g key={series.name}>
        {model.kind === "area" && !series.constant && (
          <path d={areaPath(series, scale)} fill={color} fillOpacity="0.14" />
        )}
        <path
          d={linePath(series, scale)}
          fill="none"
          stroke={color}
          strokeWidth={series.constant ? 1.75 : 2.5}
          strokeDasharray={series.constant ? "6 4" : undefined}
          strokeLinejoin="round"
          strokeLinecap="round"
        />
        {!series.constant && <Dots {...{ series, scale, color, at }} />}
      </g>
    );
  });
}

/** A straight line from point to point, broken where a point is missing. */
function linePath({ values }: Series, scale: Scale): string {
  return values
    .map((value, index) => {
      if (value === undefined) return "";
      const pen = index === 0 || values[index - 1] === undefined ? "M" : "L";
      return `${pen}${scale.x(index).toFixed(1)} ${scale.y(value).toFixed(1)}`;
    })
    .join("");
}

function areaPath(series: Series, scale: Scale): string {
  const end = scale.x(series.values.length - 1).toFixed(1);
  const base = scale.y(0).toFixed(1);
  return `${linePath(series, scale)}L${end} ${base}L${scale.x(0).toFixed(1)} ${base}Z`;
}

interface DotsProps {
  readonly series: Series;
  readonly scale: Scale;
  readonly color: string;
  readonly at: number | null;
}

function Dots({ series, scale, color, at }: DotsProps) {
  return series.values.map((value, index) =>
    value === undefined ? null : (
      <circle
        key={index}
        cx={scale.x(index)}
        cy={scale.y(value)}
        r={index === at ? 5 : 3}
        fill={index === at ? color : "#fff"}
        stroke={color}
        strokeWidth="2"
      />
    ),
  );
}

interface BarsProps {
  readonly model: ChartModel;
  readonly scale: Scale;
  readonly index: number;
  readonly color: string;
}

function Bars({ model, scale, index, color }: BarsProps) {
  const barSeries = model.series.filter((series) => !series.constant);
  const series = model.series[index];
  const slot = series === undefined ? 0 : barSeries.indexOf(series);
  const width = (scale.band * 0.7) / barSeries.length;
  return (series?.values ?? []).map((value, at) => {
    const [end, base] = [scale.y(value ?? 0), scale.y(0)];
    return (
      <rect
        key={at}
        x={scale.x(at) - scale.band * 0.35 + slot * width}
        y={Math.min(end, base)}
        width={Math.max(1, width - 1)}
        height={Math.abs(end - base)}
        fill={color}
      />
    );
  });
}
