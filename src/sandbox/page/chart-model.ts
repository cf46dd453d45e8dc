import { type Fields, isRecord } from "../is-record.ts";
import { field, fieldList, records } from "./text-object.ts";

export interface Series {
  readonly name: string;
  /** In the order of the categories; undefined where the series has no point. */
  readonly values: readonly (number | undefined)[];
  /** The same value everywhere, as a target is: drawn as a dashed line. */
  readonly constant: boolean;
}

export interface ChartModel {
  readonly title: string;
  readonly kind: "line" | "bar" | "area";
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  readonly xLabel: string;
  readonly yLabel: string;
}

/** Reads a `data_visualization` block; undefined for one without axes, as a pie. */
export function chartModel(block: Fields): ChartModel | undefined {
  const chart = isRecord(block["chart"]) ? block["chart"] : {};
  const kind = chart["type"];
  if (kind !== "line" && kind !== "bar" && kind !== "area") return undefined;
  const axes = isRecord(chart["axis_config"]) ? chart["axis_config"] : {};
  const categories = fieldList(axes, "categories");
  return {
    title: field(block, "title"),
    kind,
    categories,
    series: [chart["series"]]
      .flat()
      .filter(isRecord)
      .map((each) => seriesOf(each, categories)),
    xLabel: field(axes, "x_label"),
    yLabel: field(axes, "y_label"),
  };
}

function seriesOf(series: Fields, categories: readonly string[]): Series {
  const points = records(series, "data");
  const byLabel = new Map(points.map((point) => [field(point, "label"), Number(point["value"])]));
  const values = categories.map((category) => byLabel.get(category));
  const constant = values.length > 1 && new Set(values).size === 1;
  return { name: field(series, "name"), values, constant };
}
