import type { Day } from "../../day.ts";
import type { Infeasible } from "./budget-limits.ts";
import type { Shortfall } from "./gates.ts";
import type { Silence } from "./suggestion.ts";

/** Why there is no suggestion, for a marketer, and what to do next. Money is in major units of the currency. */
export function silenceSentence(silence: Silence, currency: string): string {
  switch (silence.kind) {
    case "already-balanced":
      return balancedSentence(silence);
    case "too-little-information":
      return littleSentence(silence);
    case "gain-too-small":
      return smallSentence(silence);
    case "nothing-to-move":
      return `A shift needs two campaigns whose budgets may be moved, and there ${silence.movable === 1 ? "is one" : "are none"}. Unlock another, or wait until those that were changed lately have rested.`;
    case "infeasible":
      return infeasibleSentence(silence.infeasible, currency);
    case "data-unsettled":
      if ("newest" in silence) return staleSentence(silence.newest);
      return `Only ${silence.usableDays} of the last 14 days have spend and most of their conversions; ${silence.least} are needed. Load what is missing, or ask again in a few days.`;
    case "tracking-broken":
      return `Tracking looks broken: ${round(silence.conversions)} conversions in the last ${silence.days} usable days, where about ${round(silence.expected)} were to be expected. Check tags and conversion imports before any budget is moved.`;
  }
}

type Of<Kind extends Silence["kind"]> = Extract<Silence, { kind: Kind }>;

function balancedSentence({ probability, unsure }: Of<"already-balanced">): string {
  return unsure === undefined
    ? `Budgets look balanced already: the chance that no shift would gain anything is ${percent(probability)}. Leave them as they are.`
    : `No shift is sure enough to gain: the chance of the best one is ${chances(unsure)}. Most likely budgets are close to balanced already. ${LEAVE}`;
}

function littleSentence({ unsure, testShift }: Of<"too-little-information">): string {
  const tells =
    testShift === undefined
      ? "Change one on purpose, by a fifth for two weeks, and ask again."
      : "A test shift would tell.";
  return unsure === undefined
    ? `Budgets have hardly varied, so the data cannot tell which campaigns would use more. ${tells}`
    : `No shift is sure enough to gain: the chance of the best one is ${chances(unsure)}. Budgets have varied too little to be surer. ${tells}`;
}

function smallSentence({ share, least, unsure }: Of<"gain-too-small">): string {
  const gain = `The best shift would gain only ${percent(share)} of a day's results`;
  return unsure === undefined
    ? `${gain}, less than the ${percent(least)} that is worth a change. Leave budgets as they are.`
    : `${gain}, too little to be told from noise: the chance that it gains at all is ${chances(unsure)}. ${LEAVE}`;
}

const LEAVE = "Leave budgets as they are, and ask again in a week.";

function chances({ probability, least }: Shortfall): string {
  return `${percent(probability)}, and ${percent(least)} is asked for`;
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
      return `"${infeasible.campaign}" may not go below ${money(infeasible.low)} nor above ${money(infeasible.high)}: its limits contradict each other. Correct one of them.`;
    case "total-below-minimums":
      return `The total of ${money(infeasible.total)} is below what the campaigns must get at least, ${money(infeasible.minimums)}. Raise the total, or lower minimums.`;
    case "total-above-maximums":
      return `The total of ${money(infeasible.total)} is above what the campaigns may get at most, ${money(infeasible.maximums)}. Lower the total, or raise maximums.`;
    case "group-cap-below-minimums":
      return `Group "${infeasible.group}" may get ${money(infeasible.cap)} at most, and its campaigns must get ${money(infeasible.minimums)} at least. Raise its cap, or lower minimums.`;
    case "group-floor-above-maximums":
      return `Group "${infeasible.group}" must get ${money(infeasible.floor)} at least, and its campaigns may get ${money(infeasible.maximums)} at most. Lower its floor, or raise maximums.`;
    case "group-bounds-conflict":
      return `Group "${infeasible.group}" has a floor of ${money(infeasible.floor)} above its cap of ${money(infeasible.cap)}. Correct one of them.`;
    case "total-above-group-caps":
      return `The total of ${money(infeasible.total)} is above what the group caps leave room for, ${money(infeasible.caps)}. Lower the total, or raise a cap.`;
    case "total-below-group-floors":
      return `The total of ${money(infeasible.total)} is below what the group floors ask for, ${money(infeasible.floors)}. Raise the total, or lower a floor.`;
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}

function round(value: number): string {
  return value.toFixed(0);
}
