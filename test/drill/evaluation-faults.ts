import type { AlertRecords, EvaluationRecord, RuleRecord } from "./alert-records.ts";
import type { Violation } from "./drill-work.ts";
import { groupBy } from "./group-by.ts";

/** No tick of a rule was evaluated twice or out of turn, and each is one of its schedule. */
export function evaluationFaults({ rules, evaluations }: AlertRecords): Violation[] {
  const byRule = groupBy(evaluations, ({ rule_id: id }) => id);
  return rules.flatMap((rule) => {
    const list = (byRule.get(rule.rule_id) ?? []).toSorted((a, b) => a.number - b.number);
    const counted =
      list.length === rule.evaluations
        ? []
        : [`rule ${rule.rule_id} counts ${rule.evaluations} evaluations, and ${list.length} were`];
    return [...counted, ...list.flatMap((one, index) => faultsOf(rule, one, list[index - 1]))];
  });
}

function faultsOf(
  { seconds }: RuleRecord,
  { rule_id: rule, tick, number }: EvaluationRecord,
  before: EvaluationRecord | undefined,
): Violation[] {
  const name = `evaluation ${number} of rule ${rule} at ${new Date(tick).toISOString()}`;
  const [offset = 0, , every = 1] = seconds.split(/[-/]/).map(Number);
  return [
    ...(number === (before?.number ?? 0) + 1 ? [] : [`${name} follows ${before?.number}`]),
    ...(tick > (before?.tick ?? 0) ? [] : [`${name} is not later than the one before`]),
    ...(tick % 1_000 === 0 && ((tick / 1_000) % 60) % every === offset
      ? []
      : [`${name} is no tick of ${seconds}`]),
  ];
}
