import type { Rule } from "../../domain/alerting/rule.ts";
import { readRule } from "../../usecases/alerting/read-rule.ts";
import type { Scope } from "../../usecases/scope.ts";
import { channelOf, type Click, type ClickedView, openModal } from "../click.ts";
import { readRuleForm } from "../forms/read-rule-form.ts";
import { updateModal } from "../forms/update-modal.ts";
import { type Form, parseForm, type Press } from "../ids.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { type RuleForm, ruleModal } from "../views/alerts/rule-modal.ts";
import { pageOf, rulesView } from "../views/alerts/rules-view.ts";
import { sentenceView } from "../views/sentence-view.ts";

export type RulePress = Extract<Press, { action: `rule.${string}` }>;

export function isRulePress(press: Press): press is RulePress {
  return press.action.startsWith("rule.");
}

/** What is pressed on a list of rules, on an alert about its rule, or in a rule's modal. */
export async function answerRulePress(
  edge: SlackEdge,
  scope: Scope,
  { press, click }: { readonly press: RulePress; readonly click: Click },
): Promise<void> {
  const { rules } = edge.desk.alerts;
  switch (press.action) {
    case "rule.list":
      return listed(edge, scope, { click, offset: press.offset });
    case "rule.mute":
    case "rule.unmute": {
      const { ruleId } = press;
      const { rule } = await rules.show(scope, ruleId);
      const muted = press.action === "rule.mute" ? { until: undefined } : null;
      await rules.mute(scope, { ruleId, muted });
      await edge.deliver();
      if (click.ephemeral)
        return listed(edge, scope, { click, offset: await pageWith(edge, scope, ruleId) });
      return click.respond(mutedView(rule, muted !== null));
    }
    case "rule.remove": {
      const offset = await pageWith(edge, scope, press.ruleId);
      await rules.remove(scope, press.ruleId);
      await edge.deliver();
      return listed(edge, scope, { click, offset });
    }
    case "rule.presets":
      if (click.place.channel === undefined) return click.respond(sentenceView(NO_CHANNEL));
      await rules.addReadyMade(scope, { channel: click.place.channel });
      return listed(edge, scope, { click, offset: 0 });
    case "rule.new":
      return openModal(click, ruleModal({ ...channelOf(click), zone: scope.zone }));
    case "rule.edit": {
      const { ruleId } = press;
      const { rule } = await rules.show(scope, ruleId);
      return openModal(click, ruleModal({ ...channelOf(click), ruleId, rule, zone: scope.zone }));
    }
    case "rule.preview":
      return click.view === undefined
        ? undefined
        : preview(edge, scope, { click, view: click.view });
  }
}

const NO_CHANNEL =
  "Which channel is to get the alerts? Type `/perf rules` there, and add the rules in the answer.";

async function listed(
  edge: SlackEdge,
  scope: Scope,
  { click, offset }: { readonly click: Click; readonly offset: number },
): Promise<void> {
  const lines = await edge.desk.alerts.rules.list(scope);
  const view = rulesView(lines, { now: scope.now, offset });
  await click.respond(view, { replace: click.ephemeral });
}

/** The list is shown again where the rule stands in it. */
async function pageWith(edge: SlackEdge, scope: Scope, ruleId: number): Promise<number> {
  return pageOf(await edge.desk.alerts.rules.list(scope), ruleId);
}

function mutedView(rule: Rule, muted: boolean) {
  return sentenceView(
    muted
      ? `The rule “${rule.name}” says nothing any more, until somebody unmutes it in /perf rules. It goes on looking.`
      : `The rule “${rule.name}” speaks again.`,
  );
}

/** Shows in the open modal what the inputs mean and would have done, first that it is being worked out. */
async function preview(
  edge: SlackEdge,
  scope: Scope,
  { click, view }: { readonly click: Click; readonly view: ClickedView },
): Promise<void> {
  const form = parseForm(view.callbackId, view.metadata);
  if (form?.form !== "rule.save") return;
  const before = await savedRule(edge, scope, form);
  const { draft, json } = readRuleForm(view.values, before);
  const shown: RuleForm = {
    ...(form.ruleId === undefined ? {} : { ruleId: form.ruleId }),
    ...(form.channel === undefined ? {} : { channel: form.channel }),
    zone: scope.zone,
    before,
    draft,
  };
  const reading = readRule(json);
  if (reading.kind === "faulty") {
    const faults = reading.faults.filter(({ field }) => field !== "name");
    if (faults.length > 0) return update(click, view, { ...shown, faults });
  }
  const rule = reading.kind === "read" ? reading.rule : namedRule(json);
  if (rule === undefined) return;
  const hash = await updateModal(click, view, ruleModal({ ...shown, rule, preview: "working" }));
  if (hash === undefined) return;
  const found = await edge.desk.alerts.rules.preview(scope, rule).catch((error: unknown) => ({
    fault: error instanceof Error ? error.message : String(error),
  }));
  await update(click, { ...view, hash }, { ...shown, rule, preview: found });
}

/** A rule that has no name yet can be tried all the same. */
function namedRule(json: unknown): Rule | undefined {
  const reading = readRule({ ...(typeof json === "object" ? json : {}), name: "New rule" });
  return reading.kind === "read" ? reading.rule : undefined;
}

/** The rule as it is saved; undefined for a new one. */
export async function savedRule(
  edge: SlackEdge,
  scope: Scope,
  { ruleId }: Extract<Form, { form: "rule.save" }>,
): Promise<Rule | undefined> {
  return ruleId === undefined ? undefined : (await edge.desk.alerts.rules.show(scope, ruleId)).rule;
}

async function update(click: Click, view: ClickedView, form: RuleForm): Promise<void> {
  await updateModal(click, view, ruleModal(form));
}
