import { PERIOD_EXAMPLES } from "../../domain/period.ts";
import { mrkdwnName } from "../mrkdwn.ts";
import { buttons } from "./buttons.ts";
import type { SlackMessage } from "./slack-message.ts";
import { header, notes, paragraph } from "./text-objects.ts";

export interface HelpRequest {
  /** What was typed and not understood. */
  readonly unknown?: string;
}

const COMMANDS: readonly (readonly [string, string])[] = [
  ["/perf", "all campaigns, the last 7 days"],
  ["/perf brand us", "one campaign; a part of its name is enough"],
  ["/perf brand us 30d", "the same for another period"],
  ["/perf top roas 30d", "a ranking: cpa, roas, spend, conversions, ctr …"],
  ["/perf compare brand us vs brand uk mtd", "two campaigns side by side"],
  ["/perf alerts", "what is open now"],
  ["/perf why brand us", "why a campaign is quiet, or not"],
  ["/perf rules", "what is watched; new rules"],
  ["/perf shift", "a budget shift worth making, or why there is none"],
  ["/perf shift record", "what earlier shifts promised and brought"],
  ["/perf shift settings", "when shifts are proposed, and who may approve"],
  ["/perf import", "load an export from an ad platform"],
  ["/perf settings", "time zone and accounts"],
  ["/perf help", "this page"],
];

/** What can be typed, with examples. */
export function helpView({ unknown }: HelpRequest = {}): SlackMessage {
  const lead =
    unknown === undefined
      ? []
      : [paragraph(`I do not understand “${mrkdwnName(unknown, 150)}”. This is what I know:`)];
  const lines = COMMANDS.map(([command, meaning]) => `\`${command}\` – ${meaning}`);
  return {
    text: "Type /perf for all campaigns, /perf and a name for one, /perf top, /perf compare A vs B, /perf alerts, /perf rules, /perf shift, or /perf import.",
    blocks: [
      header("What you can type"),
      ...lead,
      paragraph(lines.join("\n")),
      paragraph(
        `*Periods*: ${PERIOD_EXAMPLES}. ` +
          "`7d` is the last 7 complete days in the ad account's time zone.",
      ),
      ...notes([
        'A name may be in quotes, as in `/perf "top sellers"`: needed only where it is also a command.',
        "CPA is spend per conversion, ROAS is conversion value per spend. – means that there is nothing to divide by, or that no conversion value is tracked.",
      ]),
      ...buttons([
        { label: "All campaigns", press: { action: "perf.overview", period: "7d" } },
        { label: "Open alerts", press: { action: "alert.list" } },
        { label: "Rules", press: { action: "rule.list", offset: 0 } },
        { label: "See a shift", press: { action: "shift.ask" } },
        { label: "Import a file", press: { action: "import.open" } },
        { label: "Settings", press: { action: "settings.open" } },
      ]),
    ],
  };
}
