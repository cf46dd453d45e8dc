import { isDay } from "../domain/day.ts";
import { counted } from "../slack/views/format.ts";
import { backtestRule } from "../usecases/alerting/backtest-rule.ts";
import { backtestJson } from "./alert-json.ts";
import { type CommandRun, WrongUsage } from "./command-run.ts";
import { ruleFromFile } from "./rule-command.ts";

export interface BacktestOptions {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** What a rule would have done on the stored days. */
export async function backtestCommand(run: CommandRun, options: BacktestOptions): Promise<number> {
  for (const day of [options.from, options.to]) {
    if (!isDay(day)) throw new WrongUsage(`"${day}" is not a day. Write it as 2026-11-24.`);
  }
  if (options.from > options.to) {
    throw new WrongUsage(`--from ${options.from} is after --to ${options.to}. Swap them.`);
  }
  const rule = await ruleFromFile(run, options.rule);
  const product = await run.product();
  const scope = await product.scope(run.actor);
  const { from, to } = options;
  const backtest = await backtestRule(product.database.db, scope, { rule, range: { from, to } });
  if (run.json) {
    run.print(backtestJson(rule.name, backtest));
    return 0;
  }
  const { transitions, evaluations, notifications } = backtest;
  const fired = transitions.filter((turn) => turn.to === "firing");
  const campaigns = new Set(fired.map(({ campaignId }) => campaignId));
  run.output.out(
    `"${rule.name}" would have fired ${counted(fired.length, "time")} on ${counted(campaigns.size, "campaign")} in ${counted(evaluations, "evaluation")}, with ${counted(notifications, "message")}.\n`,
  );
  for (const turn of transitions) {
    const at = new Date(turn.at).toISOString().slice(0, 16);
    run.output.out(`${at}  ${turn.campaign}: ${turn.from} → ${turn.to}: ${turn.reason}\n`);
  }
  return 0;
}
