import type { QuietReasons, QuietRule } from "../../../domain/alerting/alert-notes.ts";
import { platformName } from "../../../domain/platform.ts";
import { dateMrkdwn, mrkdwnName, plainName } from "../../mrkdwn.ts";
import { type ButtonInput, buttons } from "../buttons.ts";
import { counted, type NumberStyle, numberStyle } from "../format.ts";
import { dayWords } from "../period-words.ts";
import { unitWords } from "../provenance.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "../slack-message.ts";
import { header, notes, paragraph, plainNote } from "../text-objects.ts";
import { alertState } from "./alert-state.ts";
import { conditionWords } from "./rule-words.ts";
import { verdictWords } from "./verdict-words.ts";
import { rangeDays } from "./window-words.ts";

/** Rules that are shown one by one: their text stays below what Slack takes of a message. */
const SHOWN_RULES = 12;
const NAMED_ELSEWHERE = 8;
const OPENED = 4;

/** Why a campaign is quiet, or not: every rule that looks at it, the value, the limit, and what withheld. */
export function quietView(reasons: QuietReasons, options: ViewOptions): SlackMessage {
  const { campaign, currency, zone, lastDay, rules, elsewhere } = reasons;
  const style = numberStyle(currency, options.locale);
  const lead = leadWords(reasons);
  const shown = rules.slice(0, SHOWN_RULES);
  const left = rules.length - shown.length;
  return {
    text: `${mrkdwnName(campaign.name, 100)}: ${lead}`,
    blocks: [
      header(campaign.name),
      plainNote([platformName(campaign.platform), plainName(campaign.account, 100)]),
      paragraph(lead),
      ...shown.map((line) => paragraph(ruleText(line, { ...options, style }))),
      ...notes([
        left > 0 ? `${counted(left, "more rule")} not listed.` : undefined,
        elsewhereWords(elsewhere),
        `${unitWords(currency, zone)} · ${lastDay === undefined ? "no numbers loaded yet" : `data through ${dayWords(lastDay)}`}`,
      ]),
      ...actions(reasons),
    ],
  };
}

function leadWords({ rules }: QuietReasons): string {
  if (rules.length === 0) {
    return "No rule looks at this campaign, so it is never the subject of an alert. Add a rule, or widen the campaigns of one.";
  }
  const firing = rules.filter(({ phase }) => phase === "firing").length;
  const looks = `${counted(rules.length, "rule")} ${rules.length === 1 ? "looks" : "look"} at it`;
  return firing === 0
    ? `${looks}, and none has an open alert.`
    : `${looks}; ${counted(firing, "alert")} open.`;
}

function ruleText(
  line: QuietRule,
  { now, style, locale }: ViewOptions & { readonly style: NumberStyle },
): string {
  const { rule, window, nextTick } = line;
  const condition = conditionWords(rule, { currency: style.currency, locale });
  return [
    `*${mrkdwnName(rule.name, 100)}*  ${condition}${window === undefined ? "" : `, ${rangeDays(window.range)}`}`,
    verdictWords(line, style),
    handlingWords(line, now),
    nextTick === undefined ? "No next check." : `Next check ${dateMrkdwn(nextTick)}.`,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** Who silenced it, where somebody has. */
function handlingWords({ handling, episodeId }: QuietRule, now: number): string {
  const standing = { phase: "firing", flapping: false, handling, over: undefined } as const;
  const { sentence } = alertState(standing, now);
  return episodeId === undefined && handling.muted === undefined ? "" : sentence;
}

function elsewhereWords(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const named = names.slice(0, NAMED_ELSEWHERE).map((name) => mrkdwnName(name, 60));
  const more = names.length - named.length;
  const looks = names.length === 1 ? "looks" : "look";
  return `${counted(names.length, "rule")} ${looks} at other campaigns alone: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}

function actions({ rules }: QuietReasons): MessageBlock[] {
  const open = rules.flatMap(({ episodeId, phase, rule }): ButtonInput[] =>
    episodeId === undefined || phase !== "firing"
      ? []
      : [
          {
            label: `Open “${plainName(rule.name, 24)}”`,
            press: { action: "alert.open", episodeId },
            says: `Open the alert of ${plainName(rule.name, 40)}`,
          },
        ],
  );
  return buttons([
    ...open.slice(0, OPENED),
    { label: "Rules", press: { action: "rule.list", offset: 0 } },
    { label: "New rule", press: { action: "rule.new" } },
  ]);
}
