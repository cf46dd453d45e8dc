import type { AccountTrouble } from "../domain/alerting/alert.ts";
import { counted } from "../slack/views/format.ts";
import { listAlerts } from "../usecases/alerting/list-alerts.ts";
import { listRuleLines } from "../usecases/alerting/list-rules.ts";
import { unreadableRules } from "../usecases/alerting/stored-rules.ts";
import type { Product } from "../wiring/product.ts";
import type { Finding } from "./doctor.ts";

/** How it is with the alert rules: what is watched, whose channel is lost, which accounts cannot be judged. */
export async function alertFindings(product: Product): Promise<Finding[]> {
  const { db } = product.database;
  const scope = await product.scope("job:doctor");
  const rules = await listRuleLines(db, scope);
  const { alerts, accounts } = await listAlerts(db, scope);
  const unread = (await unreadableRules(db, scope)).map(({ ruleId, fault }): Finding => ({
    part: "alerts",
    state: "bad",
    message: `rule ${ruleId} cannot be read and watches nothing: ${fault}.`,
    next: `Run trimtab rule remove ${ruleId}, and add it anew.`,
  }));
  if (rules.length === 0) {
    return [
      ...unread,
      {
        part: "alerts",
        state: "note",
        message: "no rule watches the campaigns.",
        next: "Type /perf rules in Slack, or run trimtab rule add FILE.",
      },
    ];
  }
  const lost = rules.flatMap(({ rule, channelTrouble }): Finding[] =>
    channelTrouble === undefined
      ? []
      : [
          {
            part: "alerts",
            state: "bad",
            message: `"${rule.name}" has lost its channel ${rule.channel}: ${channelTrouble}.`,
            next: "Give the rule another channel, or invite the app again and save the rule.",
          },
        ],
  );
  const troubled = accounts.map(({ account, trouble }): Finding => ({
    part: "alerts",
    state: "note",
    message: `"${account.name}" ${TROUBLES[trouble].message}.`,
    next: TROUBLES[trouble].next,
  }));
  const watched: Finding = {
    part: "alerts",
    state: "ok",
    message: `${counted(rules.length, "rule")} in force, ${counted(alerts.length, "alert")} open.`,
    next: null,
  };
  return [watched, ...unread, ...lost, ...troubled];
}

const TROUBLES: Readonly<
  Record<AccountTrouble, { readonly message: string; readonly next: string }>
> = {
  stale_data: { message: "cannot be judged: its data are stale", next: "Load a newer export." },
  tracking_broken: {
    message: "cannot be judged: its tracking looks broken",
    next: "Check the conversion tracking.",
  },
  tracking_gap: {
    message: "has other conversions on the platform than in the team's own tracking",
    next: "Compare the platform's conversion report with the tracker's.",
  },
};
