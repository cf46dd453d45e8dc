import { describe, expect, test } from "vitest";

import { measure } from "../../../src/domain/summary.ts";
import { NO_TOTALS } from "../../../src/domain/totals.ts";
import type { DataVisualizationBlock } from "../../../src/slack/views/data-visualization.ts";
import type { SlackMessage } from "../../../src/slack/views/slack-message.ts";
import { summaryView } from "../../../src/slack/views/summary-view.ts";
import { days, NOW, summaryOf } from "./samples.ts";

const now = { now: NOW };
const read = (message: SlackMessage): string => JSON.stringify(message.blocks);
const chartOf = (message: SlackMessage): DataVisualizationBlock | undefined =>
  message.blocks.find((block) => block.type === "data_visualization");
const labelsOf = (message: SlackMessage): string[] =>
  message.blocks.flatMap((block) =>
    block.type === "actions"
      ? block.elements.map((one) => ("text" in one && one.text ? one.text.text : ""))
      : [],
  );
const noResults = days("2026-11-15", "2026-11-21").map((day) => ({
  ...day,
  conversions: 0,
  valueMicros: 0n,
}));

describe("a campaign's summary", () => {
  test("says everything in one sentence to those who see no blocks", () => {
    expect(summaryView(summaryOf(), now).text).toBe(
      "Brand Search US, last 7 days (15–21 Nov 2026): CPA $35.95, no change against the 7 days before, " +
        "19.8% over the $30.00 target (missed), $737.00 spent.",
    );
  });

  test("is not read by a ROAS target of whose value nothing is tracked", () => {
    const daily = days("2026-11-15", "2026-11-21").map((day) => ({ ...day, valueMicros: 0n }));
    const target = { metric: "roas", ratio: 3 } as const;
    const previous = { ...measure([]), range: { from: "2026-11-08", to: "2026-11-14" } };
    const silent = summaryOf("7d", { daily, target, previous, withoutValue: true });
    const message = summaryView(silent, now);

    expect(message.text).toContain("CPA $35.95");
    expect(message.text).toContain("Its ROAS target says nothing: no conversion value is tracked.");
    expect(read(message)).toContain("*ROAS*\\n–\\ntarget 3.00×");
    expect(read(message)).not.toMatch(/0\.00×|missed/);
    const late = { ...silent, freshness: { lastDay: "2026-11-19", loadedAt: NOW } };
    expect(read(summaryView(late, now))).toContain("*ROAS*\\n–\\ntarget 3.00×");
  });

  const settled = {
    basis: "learnt",
    through: "2026-11-18",
    unsettledDays: 3,
    share: 0.618,
    corrected: {
      conversions: { figure: 25.4, low: 22.6, high: 29.1 },
      value: undefined,
      cpa: { figure: 29.02, low: 25.33, high: 32.61 },
      roas: undefined,
    },
  } as const;

  test("marks the days that are still filling up, with the corrected figure and its range", () => {
    const message = read(summaryView(summaryOf("7d", { settled }), now));

    expect(message).toContain(
      "The last 3 days (from 19 Nov 2026) are still filling up: about 62% of their conversions are in. " +
        "Corrected: CPA about $29.02 ($25.33 to $32.61) instead of $35.95; conversions about 25 (23 to 29) instead of 21.",
    );
    expect(message).toContain("Learnt from what earlier days of this account showed");
  });

  test("marks the points of the chart that will still move", () => {
    const marks = (unsettledDays: number) => {
      const view = summaryView(summaryOf("7d", { settled: { ...settled, unsettledDays } }), now);
      const labels = chartOf(view)?.chart.series[0]?.data.map(({ label }) => label) ?? [];
      return labels.filter((label) => label.endsWith("⏳"));
    };

    expect(marks(3)).toEqual(["19 Nov ⏳", "20 Nov ⏳", "21 Nov ⏳"]);
    expect(marks(0)).toEqual([]);
  });

  test.for([
    ["a settled period", { ...settled, unsettledDays: 0 }, "filling up", false],
    ["an account of which nothing is known", undefined, "filling up", false],
    ["days that fill the period", { ...settled, unsettledDays: 7 }, "All days are still", true],
    [
      "one day",
      { ...settled, unsettledDays: 1, through: "2026-11-20" },
      "1 day (from 21 Nov 2026) is",
      true,
    ],
    ["sales that wait for approval", { ...settled, share: 1 }, "may still change.", true],
    [
      "the platform's window",
      { ...settled, basis: "platform" },
      "By the window that Google Ads documents",
      true,
    ],
  ] as const)("says of %s what is true", ([, what, words, said]) => {
    expect(read(summaryView(summaryOf("7d", { settled: what }), now)).includes(words)).toBe(said);
  });

  test("draws the target as a second, constant line", () => {
    const chart = chartOf(summaryView(summaryOf(), now));

    expect(chart?.chart.series.map(({ name }) => name)).toEqual(["CPA", "Target"]);
    expect(chart?.chart.series[1]?.data.map(({ value }) => value)).toEqual(Array(7).fill(30));
  });

  test("without a conversion says so, shows no CPA and draws spend", () => {
    const message = summaryView(
      summaryOf("7d", { daily: noResults, current: measure(noResults) }),
      now,
    );

    expect(message.text).toContain("Spent $737.00, no conversion.");
    expect(read(message)).toContain("*CPA*\\n–  was $35.95\\ntarget $30.00");
    expect(chartOf(message)?.title).toBe("Spend by day, Brand Search US");
    expect(read(message)).toContain("fewer than two points have a CPA");
  });

  test("with one day that has a CPA draws spend: one point makes no line", () => {
    const daily = noResults.map((day, index) => (index === 3 ? { ...day, conversions: 2 } : day));
    const message = summaryView(summaryOf("7d", { daily, current: measure(daily) }), now);

    expect(chartOf(message)?.chart.series.map(({ name }) => name)).toEqual(["Spend"]);
    expect(read(message)).toContain("The chart shows spend");
  });

  test("leaves out of the chart the days that have no CPA, and says how many", () => {
    const daily = days("2026-11-15", "2026-11-21").map((day, index) =>
      index < 2 ? { ...day, conversions: 0 } : day,
    );
    const message = summaryView(summaryOf("7d", { daily, current: measure(daily) }), now);

    expect(chartOf(message)?.chart.axis_config.categories).toEqual([
      "17 Nov",
      "18 Nov",
      "19 Nov",
      "20 Nov",
      "21 Nov",
    ]);
    expect(read(message)).toContain("The chart leaves out 2 days without a CPA.");
  });

  test("of a long period has equal points, and says where the chart begins", () => {
    const message = summaryView(summaryOf("90d"), now);

    expect(chartOf(message)?.chart.axis_config.categories).toHaveLength(18);
    expect(chartOf(message)?.title).toContain("CPA by 5 days");
    expect(read(summaryView(summaryOf("2026-10"), now))).toContain(
      "The chart begins 1 day into the period",
    );
  });

  test("of days without data names the last day that has some, and offers the week up to it", () => {
    const message = summaryView(
      summaryOf("7d", {
        daily: [],
        current: measure([]),
        freshness: { lastDay: "2026-10-31", loadedAt: NOW },
      }),
      now,
    );

    expect(message.text).toBe(
      "Brand Search US: No numbers for the last 7 days (15–21 Nov 2026). The last day with data is 31 Oct 2026.",
    );
    expect(labelsOf(message)[0]).toBe("7 days to 31 Oct 2026");
    expect(read(message)).toContain("2026-10-25..2026-10-31");
  });

  test("of an idle campaign in an account with data offers no earlier week", () => {
    const message = summaryView(summaryOf("7d", { daily: [], current: measure([NO_TOTALS]) }), now);

    expect(message.text).toContain("Nothing was spent and nothing happened");
    expect(labelsOf(message)).toEqual([
      "30 days",
      "Month to date",
      "Set target",
      "Share to channel",
    ]);
  });

  test("from a file without days says that there is one total and draws nothing", () => {
    const total = measure(days("2026-11-15", "2026-11-21"));
    const message = summaryView(
      summaryOf("7d", { grain: "period", daily: [], current: total }),
      now,
    );

    expect(chartOf(message)).toBeUndefined();
    expect(read(message)).toContain("one total for exactly these days, no daily numbers");
  });

  test("offers every usual period but the one that is shown", () => {
    expect(labelsOf(summaryView(summaryOf("30d"), now))).toEqual([
      "7 days",
      "Month to date",
      "Set target",
      "Share to channel",
    ]);
  });

  test("that was shared says by whom, and is not shared again", () => {
    const message = summaryView(summaryOf(), { ...now, sharedBy: "U123" });

    expect(read(message)).toContain("Shared by <@U123>");
    expect(labelsOf(message)).not.toContain("Share to channel");
  });

  test("of a campaign that only spends shows no rates of things never counted", () => {
    const daily = noResults.map((day) => ({ ...day, clicks: 0, impressions: 0 }));
    const message = summaryView(
      summaryOf("7d", {
        daily,
        current: measure(daily),
        previous: { ...summaryOf().previous, ...measure([]) },
      }),
      now,
    );

    expect(read(message)).not.toMatch(/ROAS|CTR|Conv\. rate|CPC/);
  });
});
