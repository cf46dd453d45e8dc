import type { Rule } from "../../domain/alerting/rule.ts";
import { readRule } from "../../usecases/alerting/read-rule.ts";
import { savedRule } from "../flows/rule-flow.ts";
import type { Form } from "../ids.ts";
import type { Respond } from "../respond.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { pageOf, rulesView } from "../views/alerts/rules-view.ts";
import type { FormReading } from "./read-forms.ts";
import { blockOfField, readRuleForm } from "./read-rule-form.ts";
import type { StateValues } from "./state-values.ts";

type RuleForm = Extract<Form, { form: "rule.save" }>;

/** The rule that a modal was sent with, or what is wrong, beside each input. */
export async function readSentRule(
  edge: SlackEdge,
  sent: { readonly form: RuleForm; readonly user: string; readonly values: StateValues },
): Promise<FormReading<Rule>> {
  const scope = await edge.scope(sent.user);
  const before = await savedRule(edge, scope, sent.form);
  const { json, fieldBlocks, errors } = readRuleForm(sent.values, before);
  if (Object.keys(errors).length > 0) return { kind: "faulty", errors };
  const reading = readRule(json);
  if (reading.kind === "read") return { kind: "read", value: reading.rule };
  const faults = reading.faults.map(
    ({ field, message }) => [blockOfField(fieldBlocks, field), message] as const,
  );
  return { kind: "faulty", errors: Object.fromEntries(faults) };
}

/** Puts the rule in force, and shows the list that it is in. */
export async function saveSentRule(
  edge: SlackEdge,
  sent: {
    readonly form: RuleForm;
    readonly user: string;
    readonly rule: Rule;
    readonly respond: Respond;
  },
): Promise<void> {
  const scope = await edge.scope(sent.user);
  const { rules } = edge.desk.alerts;
  const { rule, form } = sent;
  const ruleId = form.ruleId ?? (await rules.add(scope, rule)).ruleId;
  if (form.ruleId !== undefined) await rules.edit(scope, { ruleId, rule });
  const lines = await rules.list(scope);
  await sent.respond(rulesView(lines, { now: scope.now, offset: pageOf(lines, ruleId) }));
}
