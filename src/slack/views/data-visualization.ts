import type { types } from "@slack/bolt";

import { cutText, plainName } from "../mrkdwn.ts";

/** Slack's native chart, which its published types do not know yet. Messages only, at most two in one. */
export interface DataVisualizationBlock extends types.Block {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart: LineChart;
}

interface LineChart {
  readonly type: "line";
  readonly series: readonly ChartSeries[];
  readonly axis_config: {
    readonly categories: readonly string[];
    readonly x_label: string;
    readonly y_label: string;
  };
}

interface ChartSeries {
  readonly name: string;
  readonly data: readonly { readonly label: string; readonly value: number }[];
}

/** A line a series; every series has exactly one value for each category. */
export interface LineChartInput {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly categories: readonly string[];
  readonly lines: readonly { readonly name: string; readonly values: readonly number[] }[];
}

export const MAX_CHARTS = 2;

const TITLE = 50;
const LABEL = 20;

export function lineChart(input: LineChartInput): DataVisualizationBlock {
  const categories = input.categories.map((category) => cutText(category, LABEL));
  return {
    type: "data_visualization",
    title: plainName(input.title, TITLE),
    chart: {
      type: "line",
      series: input.lines.map(({ name, values }) => ({
        name: plainName(name, LABEL),
        data: categories.map((label, index) => ({ label, value: values[index] ?? 0 })),
      })),
      axis_config: {
        categories,
        x_label: cutText(input.xLabel, TITLE),
        y_label: cutText(input.yLabel, TITLE),
      },
    },
  };
}
