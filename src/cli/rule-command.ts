import type { RuleLine } from "../domain/alerting/alert-notes.ts";
import type { Rule } from "../domain/alerting/rule.ts";
import { conditionWords, windowWords } from "../slack/views/alerts/rule-words.ts";
import { scheduleWords } from "../slack/views/schedule-words.ts";
import { listRuleLines } from "../usecases/alerting/list-rules.ts";
import { readRule } from "../usecases/alerting/read-rule.ts";
import { addRule, removeRule } from "../usecases/alerting/save-rule.ts";
import { ruleJson } from "./alert-json.ts";
import { type CommandRun, Refused, WrongUsage } from "./command-run.ts";
import { jsonFile } from "./json-file.ts";

export async function ruleAddCommand(run: CommandRun, file: string): Promise<number> {
  const rule = await ruleFromFile(run, file);
  const product = await run.product();
  const { db } = product.database;
  const scope = await product.scope(run.actor);
  const { ruleId, added } = await addRule(db, scope, rule);
  if (run.json) run.print({ rule: { id: ruleId, name: rule.name }, added });
  else {
    const words = added ? "is in force" : "was in force already; nothing has changed";
    run.output.out(`Rule ${ruleId}, "${rule.name}", ${words}.\n`);
  }
  return 0;
}

export async function ruleListCommand(run: CommandRun): Promise<number> {
  const product = await run.product();
  const rules = await listRuleLines(product.database.db, await product.scope(run.actor));
  if (run.json) run.print({ rules: rules.map(ruleJson) });
  else if (rules.length === 0) {
    run.output.out("No rule is in force. Add one: trimtab rule add FILE.\n");
  } else {
    for (const line of rules) run.output.out(`${lineWords(line)}\n`);
  }
  return 0;
}

function lineWords({ ruleId, rule, zone, open, muted }: RuleLine): string {
  const what = `${conditionWords(rule, {})}, ${windowWords(rule)}`;
  const when = `${scheduleWords(rule.schedule)} ${zone}, to ${rule.channel}`;
  const state = `${open} open${muted === undefined ? "" : ", muted"}`;
  return `${String(ruleId).padStart(4)}  ${rule.name}: ${what}; ${when}; ${state}`;
}

/** The highest number that the database gives out. */
const MOST_RULES = 2_147_483_647;

export async function ruleRemoveCommand(run: CommandRun, id: string): Promise<number> {
  const ruleId = Number(id);
  if (!Number.isInteger(ruleId) || ruleId < 1 || ruleId > MOST_RULES) {
    throw new WrongUsage(`"${id}" is not the number of a rule; "trimtab rule list" says them.`);
  }
  const product = await run.product();
  await removeRule(product.database.db, await product.scope(run.actor), ruleId);
  if (run.json) run.print({ removed: ruleId });
  else run.output.out(`Rule ${ruleId} is not in force any more.\n`);
  return 0;
}

/** A rule out of a JSON file; every fault is named, with its field. */
export async function ruleFromFile(run: CommandRun, file: string): Promise<Rule> {
  const reading = readRule(await jsonFile(run, file));
  if (reading.kind === "read") return reading.rule;
  const faults = reading.faults.map(({ field, message }) => `  ${field}: ${message}`);
  throw new Refused([`${file} is not a rule:`, ...faults].join("\n"));
}
