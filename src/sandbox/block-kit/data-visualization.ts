import { z } from "zod";

import { LIMITS } from "./limits.ts";
import { identifier } from "./text-objects.ts";

const label = z.string().min(1).max(LIMITS.chart.label);
const axisLabel = z.string().min(1).max(LIMITS.chart.axisLabel).optional();

function unique<Item>(name: string, keyOf: (item: Item) => string) {
  return {
    check: (items: readonly Item[]) => new Set(items.map(keyOf)).size === items.length,
    fault: `${name} must be unique`,
  };
}

const categories = unique("categories", (each: string) => each);
const names = unique("series names", (each: { name: string }) => each.name);
const segments = unique("segment labels", (each: { label: string }) => each.label);

const series = z.strictObject({
  name: label,
  data: z
    .array(z.strictObject({ label, value: z.number() }))
    .min(1)
    .max(LIMITS.chart.points),
});

function axisChart<const Kind extends string>(kind: Kind) {
  return z
    .strictObject({
      type: z.literal(kind),
      series: z
        .array(series)
        .min(1)
        .max(LIMITS.chart.series)
        .refine((list) => names.check(list), names.fault),
      axis_config: z.strictObject({
        categories: z
          .array(label)
          .min(1)
          .max(LIMITS.chart.points)
          .refine((list) => categories.check(list), categories.fault),
        x_label: axisLabel,
        y_label: axisLabel,
      }),
    })
    .check(({ value, issues }) => {
      const wanted = value.axis_config.categories.toSorted().join("\n");
      value.series.forEach(({ data }, index) => {
        const found = data.map((point) => point.label);
        if (found.toSorted().join("\n") === wanted) return;
        const message = "must have exactly one point for each category";
        const path = ["series", index, "data"];
        issues.push({ code: "custom", message, path, input: found });
      });
    });
}

const pie = z.strictObject({
  type: z.literal("pie"),
  segments: z
    .array(z.strictObject({ label, value: z.number().positive() }))
    .min(1)
    .max(LIMITS.chart.segments)
    .refine((list) => segments.check(list), segments.fault),
});

export const dataVisualization = z.strictObject({
  type: z.literal("data_visualization"),
  block_id: identifier.optional(),
  title: z.string().min(1).max(LIMITS.chart.title),
  chart: z.discriminatedUnion("type", [
    axisChart("line"),
    axisChart("bar"),
    axisChart("area"),
    pie,
  ]),
});
