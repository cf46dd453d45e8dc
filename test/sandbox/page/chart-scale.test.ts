import fc from "fast-check";
import { expect, test } from "vitest";

import { chartModel } from "../../../src/sandbox/page/chart-model.ts";
import { chartTicks, labelledEvery, niceTicks } from "../../../src/sandbox/page/chart-scale.ts";

test("ticks are evenly spaced, few, and hold every figure between them", () => {
  const figure = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(figure, figure, (a, b) => {
      const [least, most] = [Math.min(a, b), Math.max(a, b)];
      fc.pre(most - least > 1e-6 * Math.max(1, Math.abs(most), Math.abs(least)));
      const ticks = niceTicks(least, most);
      const slack = (most - least) * 1e-6;
      expect(ticks[0]).toBeLessThanOrEqual(least + slack);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most - slack);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }),
  );
});

test.for([
  [0, 100, [0, 25, 50, 75, 100]],
  [0, 0.3, [0, 0.1, 0.2, 0.3]],
  [31, 58, [30, 40, 50, 60]],
  [0, 0, [0, 0.25]],
] as const)("from %d to %d stands %j", ([least, most, ticks]) => {
  expect(niceTicks(least, most)).toEqual(ticks);
});

test.for([
  ["line", [38, 58], 35],
  ["line", [5, 58], 0],
  ["bar", [38, 58], 0],
  ["line", [-5, 58], -20],
] as const)("a %s of %j begins at %d", ([type, [first, second], least]) => {
  const model = chartModel(chart(type, [first, second]));

  expect(model && chartTicks(model)[0]).toBe(least);
});

test("a series in another order is put in the order of the categories, and a target is constant", () => {
  const model = chartModel(chart("line", [1, 2]));

  expect(model?.series).toEqual([
    { name: "CPA", values: [1, 2], constant: false },
    { name: "Target", values: [50, 50], constant: true },
  ]);
});

test("a pie has no axes", () => {
  expect(chartModel({ chart: { type: "pie", segments: [] } })).toBeUndefined();
});

test.for([
  [7, 700, 1],
  [20, 560, 2],
  [20, 250, 5],
] as const)("%i labels on %i pixels: every %i", ([count, width, every]) => {
  expect(labelledEvery(count, width, 52)).toBe(every);
});

function chart(type: string, [first, second]: readonly [number, number]) {
  const data = [
    { label: "B", value: second },
    { label: "A", value: first },
  ];
  const target = data.map(({ label }) => ({ label, value: 50 }));
  return {
    title: "CPA by day",
    chart: {
      type,
      series: [
        { name: "CPA", data },
        { name: "Target", data: target },
      ],
      axis_config: { categories: ["A", "B"] },
    },
  };
}
