import type { CampaignFinding, Findings } from "../domain/budget/plan/explain.ts";
import { silenceSentence } from "../domain/budget/plan/silence-sentence.ts";
import type { BindingLimit, Plan, Suggestion } from "../domain/budget/plan/suggestion.ts";
import type { Portfolio } from "../domain/budget/portfolio.ts";
import { moneyJson } from "./summary-json.ts";

/** A suggestion for people. */
export function suggestionText(portfolio: Portfolio, suggestion: Suggestion): string {
  const { asOf, currency } = portfolio;
  const lines =
    suggestion.kind === "shift"
      ? planLines(portfolio, suggestion.plan, suggestion.findings)
      : [silenceSentence(suggestion.silence, currency), ...testLines(suggestion, currency)];
  return [
    `Budgets per day in ${currency}, data up to ${asOf}.`,
    ...lines,
    ...withheldLines(suggestion),
    "",
  ].join("\n");
}

/** So many are named; JSON names them all. */
const MOST_NAMED = 20;

function withheldLines({ withheld }: Suggestion): string[] {
  const unspent = withheld.filter(({ reason }) => reason === "not-spending");
  const held = withheld.filter(({ reason }) => reason !== "not-spending");
  return [...unspentLines(unspent.map(({ campaign }) => campaign)), ...heldLines(held)];
}

/** A plan may well take from them. */
function unspentLines(campaigns: readonly string[]): string[] {
  if (campaigns.length === 0) return [];
  const more = campaigns.length - MOST_NAMED;
  const named = campaigns.slice(0, MOST_NAMED).join(", ");
  const others = more > 0 ? ` and ${more} more` : "";
  return [`Given no more, as they do not spend the budget that they have: ${named}${others}.`];
}

function heldLines(held: Suggestion["withheld"]): string[] {
  if (held.length === 0) return [];
  const more = held.length - MOST_NAMED;
  return [
    "Held back:",
    ...held.slice(0, MOST_NAMED).map(({ campaign, reason }) => `  ${campaign}: ${reason}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function planLines(portfolio: Portfolio, plan: Plan, findings: Findings): string[] {
  const { currency } = portfolio;
  const found = new Map(findings.campaigns.map((finding) => [finding.campaign, finding]));
  const binds = new Map(plan.budgets.map(({ campaign, binds: limit }) => [campaign, limit]));
  return [
    ...plan.moves.flatMap(({ from, to, amount }) => [
      `${from ?? "new money"} → ${to ?? "saved"}: ${moneyJson(amount, currency)}`,
      ...[to, from].flatMap((id) => {
        const finding = id === null ? undefined : found.get(id);
        return finding === undefined ? [] : [`  ${reasonOf(finding, binds.get(finding.campaign))}`];
      }),
    ]),
    expectedLine(portfolio, plan),
    ...(findings.incompleteDays > 0
      ? [
          `The last ${findings.incompleteDays} days have not all their conversions yet and were scaled up.`,
        ]
      : []),
  ];
}

function reasonOf(finding: CampaignFinding, binds: BindingLimit | undefined): string {
  const { campaign, marginalReturn, averageReturn, budgetChanges } = finding;
  const limit = binds === undefined ? "" : `; limited by ${LIMITS[binds]}`;
  return `${campaign}: the next 1 brings ${figure(marginalReturn.before)}, the average one ${figure(averageReturn)} (from ${budgetChanges} budget changes${limit})`;
}

const LIMITS: Readonly<Record<BindingLimit, string>> = {
  step: "the step",
  floor: "its floor",
  ceiling: "its ceiling",
  fixed: "its fixed budget",
  group: "its group",
  "not-spending": "what it can spend",
};

function expectedLine({ goal, currency }: Portfolio, { expected, valueNow }: Plan): string {
  const { gain, low, high, probability } = expected;
  const of = goal === "value" ? currency : "conversions";
  return `Expected ${signed(gain)} ${of} a day (${figure(low)} … ${figure(high)}) on ${figure(valueNow)} ${of} a day; it gains with ${probabilityWords(probability)} probability.`;
}

/** What rounds to certainty is said as a bound. */
function probabilityWords(probability: number): string {
  if (probability > 0.99) return "more than 99 %";
  if (probability < 0.01) return "less than 1 %";
  return `${Math.round(probability * 100)} %`;
}

function testLines(
  { silence }: Extract<Suggestion, { kind: "nothing" }>,
  currency: string,
): string[] {
  if (silence.kind !== "too-little-information" || silence.testShift === undefined) return [];
  return [
    "A test shift to learn from, to be taken back afterwards:",
    ...silence.testShift.moves.map(
      ({ from, to, amount }) => `  ${from ?? ""} → ${to ?? ""}: ${moneyJson(amount, currency)}`,
    ),
  ];
}

function figure(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(2);
}

function signed(value: number): string {
  return `${value >= 0 ? "+" : ""}${figure(value)}`;
}
