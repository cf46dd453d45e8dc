import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { kpisOf } from "../../../src/domain/kpi.ts";
import { NO_TOTALS } from "../../../src/domain/totals.ts";
import { changeWords } from "../../../src/slack/views/change-words.ts";
import {
  counted,
  formatAmount,
  formatCount,
  formatFigure,
  formatMoney,
  formatMultiple,
  formatPercent,
  formatRoughCount,
  numberStyle,
} from "../../../src/slack/views/format.ts";
import { beforeWords, periodWords, rangeWords } from "../../../src/slack/views/period-words.ts";
import { targetGap } from "../../../src/slack/views/target-gap.ts";
import { period } from "./samples.ts";

const usd = numberStyle("USD", undefined);

describe("figures", () => {
  test.for([
    [1_234_500_000n, "USD", "en-US", "$1,234.50"],
    [1_234_500_000n, "JPY", "en-US", "¥1,235"],
    [1_234_500_000n, "EUR", "de-DE", "1.234,50\u00A0€"],
    [-5_000n, "USD", "en-US", "-$0.01"],
    [999_999_999_999_990_000n, "USD", "en-US", "$999,999,999,999.99"],
    [12_345_678_901_234_560_000n, "USD", "en-US", "$12,345,678,901,234.56"],
  ] as const)("%s micros of %s in %s are %s", ([micros, currency, locale, shown]) => {
    expect(formatMoney(micros, numberStyle(currency, locale))).toBe(shown);
  });

  test.for([
    ["a cheap click", formatAmount(0.0034, usd), "$0.0034"],
    ["a dear one", formatAmount(3.456, usd), "$3.46"],
    ["a share", formatPercent(0.02349, "en-US"), "2.35%"],
    ["a multiple", formatMultiple(3.417, "en-US"), "3.42×"],
    ["conversions by the roughest of guesses", formatRoughCount(0.01349, "en-US"), "0.013"],
    ["next to none", formatRoughCount(-1e-99, "en-US"), "0"],
    ["fractional conversions", formatCount(1428.257, "en-US"), "1,428.26"],
    ["no figure", formatFigure("cpa", undefined, usd), "–"],
    ["one of something", counted(1, "day"), "1 day"],
    ["many", counted(2000, "currency", "currencies"), "2,000 currencies"],
    ["a language nobody speaks", formatMoney(1_000_000n, numberStyle("USD", "x!")), "$1.00"],
  ] as const)("%s", ([, shown, expected]) => {
    expect(shown).toBe(expected);
  });

  test("money keeps every cent, however much it is", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), (cents) => {
        const digits = formatMoney(cents * 10_000n, usd).replaceAll(/\D/g, "");

        expect(BigInt(digits)).toBe(cents);
      }),
    );
  });
});

describe("a change", () => {
  test.for([
    ["cpa", 45, 40, "▲ 12.5% (worse)"],
    ["cpa", 36, 40, "▼ 10% (better)"],
    ["roas", 3.3, 3, "▲ 10% (better)"],
    ["roas", 2.7, 3, "▼ 10% (worse)"],
    ["spend", 45, 40, "▲ 12.5%"],
    ["cpa", 40.2, 40, "▲ 0.5%"],
    ["cpa", 40.001, 40, "no change"],
    ["conversions", 5, 0, "new"],
    ["conversions", 0, 0, ""],
    ["conversions", 0, 5, "▼ 100% (worse)"],
    ["cpa", undefined, 12.3, "was $12.30"],
    ["cpa", undefined, undefined, ""],
    ["spend", 1e9, 1, "▲ 9,999%+"],
  ] as const)("of %s to %s from %s reads “%s”", ([metric, now, before, words]) => {
    expect(changeWords({ metric, now, before }, usd)).toBe(words);
  });
});

describe("a target", () => {
  const kpis = kpisOf({
    ...NO_TOTALS,
    spendMicros: 90_000_000n,
    conversions: 2,
    valueMicros: 270_000_000n,
  });
  test.for([
    [{ metric: "cpa", micros: 40_000_000n }, "12.5% over the $40.00 target (missed)", 0.125],
    [{ metric: "cpa", micros: 50_000_000n }, "10% under the $50.00 target (met)", -0.1],
    [{ metric: "cpa", micros: 45_000_000n }, "on the $45.00 target", 0],
    [{ metric: "roas", ratio: 2.5 }, "20% over the 2.50× target (met)", -0.2],
    [{ metric: "roas", ratio: 4 }, "25% under the 4.00× target (missed)", 0.25],
  ] as const)("%o reads “%s”", ([target, words, missedBy]) => {
    const gap = targetGap(target, kpis, usd);

    expect(gap?.words).toBe(words);
    expect(gap?.missedBy).toBeCloseTo(missedBy, 10);
  });

  test("has no distance from a KPI that is undefined", () => {
    expect(targetGap({ metric: "cpa", micros: 1n }, kpisOf(NO_TOTALS), usd)).toBeUndefined();
  });
});

describe("a period", () => {
  test.for([
    ["7d", "last 7 days (15–21 Nov 2026)"],
    ["1d", "last day (21 Nov 2026)"],
    ["today", "today (22 Nov 2026)"],
    ["mtd", "month to date (1–22 Nov 2026)"],
    ["30d", "last 30 days (23 Oct – 21 Nov 2026)"],
    ["2026-10", "1–31 Oct 2026"],
    ["2025-12-28..2026-01-03", "28 Dec 2025 – 3 Jan 2026"],
  ] as const)("%s is “%s”", ([key, words]) => {
    expect(periodWords(period(key))).toBe(words);
  });

  test("one day needs no dash, and the day before it no number", () => {
    expect(rangeWords({ from: "2026-11-01", to: "2026-11-01" })).toBe("1 Nov 2026");
    expect(beforeWords({ from: "2026-11-01", to: "2026-11-01" })).toBe("the day before");
    expect(beforeWords({ from: "2026-11-01", to: "2026-11-02" })).toBe("the 2 days before");
  });
});
