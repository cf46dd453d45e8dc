import type { Day } from "../../day.ts";
import type { Infeasible } from "./budget-limits.ts";
import type { Silence } from "./suggestion.ts";

/** Why there is no suggestion, in one sentence for a person. Money is in major units of the currency. */
export function silenceSentence(silence: Silence, currency: string): string {
  switch (silence.kind) {
    case "already-balanced":
      return balancedSentence(silence);
    case "too-little-information":
      return littleSentence(silence);
    case "gain-too-small":
      return smallSentence(silence);
    case "nothing-to-move":
      return `A shift needs two campaigns that may be moved, and there ${silence.movable === 1 ? "is one" : "are none"}.`;
    case "infeasible":
      return infeasibleSentence(silence.infeasible, currency);
    case "data-unsettled":
      if ("newest" in silence) return staleSentence(silence.newest);
      return `Only ${silence.usableDays} of the last 14 days have spend and most of their conversions; ${silence.least} are needed.`;
    case "tracking-broken":
      return `Tracking looks broken: ${round(silence.conversions)} conversions in the last ${silence.days} usable days, where about ${round(silence.expected)} were to be expected.`;
  }
}

type Of<Kind extends Silence["kind"]> = Extract<Silence, { kind: Kind }>;

function balancedSentence({ probability, unsure }: Of<"already-balanced">): string {
  return unsure === undefined
    ? `Budgets look balanced already: with ${percent(probability)} probability no shift would gain anything.`
    : `Budgets may well be balanced already: that is the likeliest reason why the best shift would gain with only ${percent(unsure.probability)} probability, where ${percent(unsure.least)} is asked for.`;
}

function littleSentence({ unsure, testShift }: Of<"too-little-information">): string {
  const tells =
    testShift === undefined ? "a budget changed on purpose would tell" : "a test shift would tell";
  return unsure === undefined
    ? `Budgets have hardly varied, so the data cannot tell which campaigns would use more; ${tells}.`
    : `There is too little information to be sure: the best shift would gain with ${percent(unsure.probability)} probability, and ${percent(unsure.least)} is asked for; ${tells}.`;
}

function smallSentence({ share, least, unsure }: Of<"gain-too-small">): string {
  const gain = `The best shift would gain ${percent(share)} of what comes in a day`;
  return unsure === undefined
    ? `${gain}, less than the ${percent(least)} that is worth a change.`
    : `${gain}, too little to be told from noise: it gains with ${percent(unsure.probability)} probability, and ${percent(unsure.least)} is asked for. Ask again in a week.`;
}

function staleSentence(newest: Day | undefined): string {
  return newest === undefined
    ? "There are no numbers to go by yet: load an export first."
    : `The newest numbers are of ${newest}: load what has come since.`;
}

function infeasibleSentence(infeasible: Infeasible, currency: string): string {
  const money = (amount: number) => `${amount.toFixed(2)} ${currency}`;
  switch (infeasible.kind) {
    case "bounds-conflict":
      return `"${infeasible.campaign}" may not go below ${money(infeasible.low)} nor above ${money(infeasible.high)}: its limits contradict each other.`;
    case "total-below-minimums":
      return `The total of ${money(infeasible.total)} is below what the campaigns must get at least, ${money(infeasible.minimums)}.`;
    case "total-above-maximums":
      return `The total of ${money(infeasible.total)} is above what the campaigns may get at most, ${money(infeasible.maximums)}.`;
    case "group-cap-below-minimums":
      return `Group "${infeasible.group}" may get ${money(infeasible.cap)} at most, and its campaigns must get ${money(infeasible.minimums)} at least.`;
    case "group-floor-above-maximums":
      return `Group "${infeasible.group}" must get ${money(infeasible.floor)} at least, and its campaigns may get ${money(infeasible.maximums)} at most.`;
    case "group-bounds-conflict":
      return `Group "${infeasible.group}" has a floor of ${money(infeasible.floor)} above its cap of ${money(infeasible.cap)}.`;
    case "total-above-group-caps":
      return `The total of ${money(infeasible.total)} is above what the group caps leave room for, ${money(infeasible.caps)}.`;
    case "total-below-group-floors":
      return `The total of ${money(infeasible.total)} is below what the group floors ask for, ${money(infeasible.floors)}.`;
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}

function round(value: number): string {
  return value.toFixed(0);
}
