import { Temporal } from "temporal-polyfill";

import { instantOf, isDay } from "../domain/day.ts";
import { counted } from "../slack/views/format.ts";
import type { CheckReport } from "../usecases/alerting/check-report.ts";
import { checkRules, isFarAhead } from "../usecases/alerting/check-rules.ts";
import type { Scope } from "../usecases/scope.ts";
import { checkJson } from "./alert-json.ts";
import { type CommandRun, WrongUsage } from "./command-run.ts";

/** One evaluation of all rules, as of an instant or now. */
export async function checkCommand(run: CommandRun, at: string | undefined): Promise<number> {
  const product = await run.product();
  const scope = await product.scope(run.actor);
  const started = performance.now();
  const instant = at === undefined ? scope.now : instantFrom(at, scope);
  const report = await checkRules(product.database.db, scope, { at: instant });
  if (run.json) run.print(checkJson(report, performance.now() - started));
  else run.output.out(checkText(report));
  if (report.rules === 0) {
    run.output.err(
      "No rule was evaluated: there is none, or all have been at this instant or a later one.\n",
    );
  }
  return 0;
}

/** An ISO instant; without a zone it is read in the workspace's, a day alone is its beginning. */
function instantFrom(text: string, scope: Scope): number {
  const { zone } = scope;
  const instant = isDay(text) ? instantOf(text, zone) : (exactly(text) ?? onTheWall(text, zone));
  if (instant === undefined || instant < EARLIEST || instant >= LATEST) {
    throw new WrongUsage(`"${text}" is not an instant. Write it as 2026-11-24T09:00:00Z.`);
  }
  if (isFarAhead(instant, scope)) {
    throw new WrongUsage(`"${text}" is more than two days ahead. Rules are checked as of now.`);
  }
  return instant;
}

/** Days are of the years from 1900 to 2999. */
const EARLIEST = instantOf("1900-01-01", "UTC");
const LATEST = instantOf("2999-12-31", "UTC");

function exactly(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function onTheWall(text: string, zone: string): number | undefined {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function checkText(report: CheckReport): string {
  const { withheld } = report;
  const counts = Object.entries(withheld).filter(([, count]) => count > 0);
  const quiet = counts.map(([reason, count]) => `${count} ${reason.replace("_", " ")}`);
  return [
    `${counted(report.rules, "rule")}, ${report.evaluated} looked at, ${report.pending} pending.`,
    ...report.opened.map((one) => `opened    ${one.campaign}: ${one.rule}: ${one.reason}`),
    ...report.resolved.map((one) => `resolved  ${one.campaign}: ${one.rule}: ${one.reason}`),
    ...(quiet.length === 0 ? [] : [`withheld  ${quiet.join(", ")}`]),
    ...report.withoutValue.map(
      ({ rule, campaigns, reason }) =>
        `no value  ${rule}, ${counted(campaigns, "campaign")}: ${reason}`,
    ),
    "",
  ].join("\n");
}
