import type { World } from "./world.ts";
import { trueValue } from "./world.ts";

/** What an engine said of a world: new budgets in the order of the truth's campaigns, and what it promised. */
export interface Answer {
  readonly budgets: readonly number[];
  readonly expected?:
    | {
        readonly gain: number;
        readonly low: number;
        readonly high: number;
        readonly probability: number;
      }
    | undefined;
}

/** One world's mark. */
export interface Mark {
  readonly scenario: string;
  readonly isNull: boolean;
  readonly speaks: boolean;
  readonly touched: number;
  /** True gain a day; 0 when silent. */
  readonly gain: number;
  /** Gain over what perfect knowledge gains; NaN in a world with nothing to gain. */
  readonly capture: number;
  /** Gain in percent of the value now. */
  readonly gainPercent: number;
  readonly violates: boolean;
  readonly expected: Answer["expected"];
}

export function markAnswer({ scenario, truth }: World, { budgets, expected }: Answer): Mark {
  const { campaigns, currentValue, oracleGain, isNull, total } = truth;
  const changed = campaigns.filter(
    (one, i) => Math.abs((budgets[i] ?? 0) - one.currentBudget) > 1e-6,
  );
  const speaks = changed.length > 0;
  const gain = speaks ? trueValue(campaigns, budgets) - currentValue : 0;
  const spent = budgets.reduce((sum, budget) => sum + budget, 0);
  const offTotal = Math.abs(spent - total) > 0.01 * campaigns.length + 1e-6 * total;
  const offLimit = campaigns.some(
    ({ min, max }, i) => (budgets[i] ?? 0) < min - 0.011 || (budgets[i] ?? 0) > max + 0.011,
  );
  return {
    scenario,
    isNull,
    speaks,
    touched: changed.length,
    gain,
    capture: isNull ? Number.NaN : gain / oracleGain,
    gainPercent: (100 * gain) / currentValue,
    violates: speaks && (offTotal || offLimit),
    expected: speaks ? expected : undefined,
  };
}

/** The bar's columns over many worlds. */
export interface Score {
  readonly worlds: number;
  readonly capture: number;
  readonly captureError: number;
  readonly median: number;
  readonly speaks: number;
  readonly harm: number;
  readonly falseOverall: number;
  readonly falseUnconfounded: number;
  readonly nullLoss: number;
  readonly touched: number;
  readonly violations: number;
  readonly statedOverTrue: number;
  readonly covered: number;
  readonly below: number;
  readonly stated: number;
  readonly came: number;
}

export function scoreMarks(marks: readonly Mark[]): Score {
  const real = marks.filter((mark) => !mark.isNull);
  const nulls = marks.filter((mark) => mark.isNull);
  const captures = real.map((mark) => mark.capture);
  const promised = real.flatMap(({ expected, gain }) =>
    expected === undefined ? [] : [{ ...expected, true: gain }],
  );
  return {
    worlds: marks.length,
    capture: mean(captures),
    captureError: deviation(captures) / Math.sqrt(captures.length),
    median: median(captures),
    speaks: share(real, (mark) => mark.speaks),
    harm: share(real, (mark) => mark.speaks && mark.gain < 0),
    falseOverall: share(nulls, (mark) => mark.speaks),
    falseUnconfounded: share(
      nulls.filter((mark) => mark.scenario !== "null_conf"),
      (mark) => mark.speaks,
    ),
    nullLoss: -mean(nulls.map((mark) => mark.gainPercent)),
    touched: mean(real.filter((mark) => mark.speaks).map((mark) => mark.touched)),
    violations: marks.filter((mark) => mark.violates).length,
    statedOverTrue: total(promised.map((one) => one.gain)) / total(promised.map((one) => one.true)),
    covered: share(promised, (one) => one.low <= one.true && one.true <= one.high),
    below: share(promised, (one) => one.true < one.low),
    stated: mean(promised.map((one) => one.probability)),
    came: share(promised, (one) => one.true > 0),
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function mean(values: readonly number[]): number {
  return total(values) / values.length;
}

function share<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.filter(holds).length / all.length;
}

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(total(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
