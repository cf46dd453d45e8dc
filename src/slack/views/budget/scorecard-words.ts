import type { Scorecard, ScorecardVerdict } from "../../../domain/budget/scorecard/scorecard.ts";
import { counted } from "../format.ts";
import { gainWords, type GainUnit, goalWords, signedFigure } from "./gain-words.ts";

/** The four words; noise has neither arrow nor colour. */
export const VERDICT_WORDS: Readonly<Record<ScorecardVerdict, string>> = {
  better: "better",
  worse: "worse",
  "too-early": "too early to tell",
  "too-noisy": "too noisy to tell",
};

/**
 * `Day 14: too noisy to tell. Promised +$44 a day, measured +$12 (−$60 … +$84, four times in five) against the $3,401
 * that the old budgets would have brought, from 12 settled days and 5 campaigns that were left alone.`
 */
export function scorecardWords(card: Scorecard, unit: GainUnit): string {
  const { measured, maturedDays, controls } = card;
  const lead = `Day ${card.day}: ${VERDICT_WORDS[card.verdict]}. Promised ${gainWords(card.promised, unit)} a day`;
  const from = `${counted(maturedDays, "settled day")} and ${counted(controls, "campaign")} that ${controls === 1 ? "was" : "were"} left alone`;
  if (measured === undefined) return `${lead}; nothing can be measured yet, with ${from}.`;
  const { gain, low, high, counterfactual } = measured;
  return (
    `${lead}, measured ${gainWords(gain, unit)} (${signedFigure(low, unit)} … ${signedFigure(high, unit)}, four times in five) ` +
    `against the ${goalWords(counterfactual, unit)} a day that the old budgets would have brought, from ${from}.`
  );
}
