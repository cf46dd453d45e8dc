import type { Expected } from "../domain/budget/honest-range.ts";
import type { Move } from "../domain/budget/plan/pair-moves.ts";
import { silenceSentence } from "../domain/budget/plan/silence-sentence.ts";
import type { PlannedBudget, Suggestion } from "../domain/budget/plan/suggestion.ts";
import type { Portfolio } from "../domain/budget/portfolio.ts";
import { currencyDigits, type Micros } from "../domain/money.ts";
import { moneyJson } from "./summary-json.ts";

/** A suggestion for programs: money as decimal strings, budgets in the order of the portfolio's campaigns. */
export function suggestionJson(
  portfolio: Portfolio,
  suggestion: Suggestion,
  { explain }: { readonly explain: boolean },
) {
  const { asOf, currency, goal } = portfolio;
  const plan = suggestion.kind === "shift" ? suggestion.plan : undefined;
  const budgets = suggestion.kind === "shift" ? suggestion.plan.budgets : suggestion.budgets;
  return {
    asOf,
    currency,
    goal,
    budgets: budgetsJson(portfolio, budgets),
    moves: plan === undefined ? [] : movesJson(plan.moves, currency),
    expected: expectedJson(plan?.expected, portfolio),
    withheld: suggestion.withheld,
    nothing: suggestion.kind === "nothing" ? silenceSentence(suggestion.silence, currency) : null,
    ...(suggestion.kind === "nothing" ? { silence: silenceJson(portfolio, suggestion) } : {}),
    ...(explain ? { explain: explainJson(portfolio, suggestion) } : {}),
  };
}

function budgetsJson({ campaigns, currency }: Portfolio, budgets: readonly PlannedBudget[]) {
  const planned = new Map(budgets.map((budget) => [budget.campaign, budget]));
  return campaigns.flatMap(({ id }) => {
    const budget = planned.get(id);
    if (budget === undefined) return [];
    return [
      {
        campaign: id,
        before: moneyJson(budget.beforeMicros, currency),
        after: moneyJson(budget.afterMicros, currency),
        binds: budget.binds ?? null,
      },
    ];
  });
}

function movesJson(moves: readonly Move<Micros>[], currency: string) {
  return moves.map(({ from, to, amount }) => ({ from, to, amount: moneyJson(amount, currency) }));
}

/** Per day; a gain of value is money, a gain of conversions a number. Without a plan nothing is gained. */
function expectedJson(expected: Expected | undefined, portfolio: Portfolio) {
  const { gain, low, high } = expected ?? { gain: 0, low: 0, high: 0 };
  return {
    gain: amountJson(gain, portfolio),
    low: amountJson(low, portfolio),
    high: amountJson(high, portfolio),
    probability: expected?.probability ?? null,
  };
}

function amountJson(amount: number, { goal, currency }: Portfolio): string | number {
  if (goal === "conversions") return Math.round(amount * 1e4) / 1e4;
  return amount.toFixed(Math.max(2, currencyDigits(currency)));
}

function silenceJson(portfolio: Portfolio, suggestion: Extract<Suggestion, { kind: "nothing" }>) {
  const { silence, best } = suggestion;
  const { currency } = portfolio;
  const keptBack = best === undefined ? null : expectedJson(best.expected, portfolio);
  if (silence.kind !== "too-little-information") return { ...silence, keptBack };
  const { testShift, ...reason } = silence;
  if (testShift === undefined) return { ...reason, keptBack, testShift: null };
  return {
    ...reason,
    keptBack,
    testShift: {
      budgets: budgetsJson(portfolio, testShift.budgets),
      moves: movesJson(testShift.moves, currency),
      share: testShift.share,
    },
  };
}

function explainJson(portfolio: Portfolio, { findings, ...suggestion }: Suggestion) {
  if (findings === undefined) return null;
  const plan = suggestion.kind === "shift" ? suggestion.plan : suggestion.best;
  const binds = new Map(plan?.budgets.map(({ campaign, binds: limit }) => [campaign, limit]));
  return {
    ...findings,
    valueNow: plan === undefined ? null : amountJson(plan.valueNow, portfolio),
    campaigns: findings.campaigns.map((finding) => ({
      ...finding,
      binds: binds.get(finding.campaign) ?? null,
    })),
  };
}
