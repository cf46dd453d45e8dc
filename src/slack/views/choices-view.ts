import type { CampaignLabel } from "../../domain/campaign.ts";
import { platformName } from "../../domain/platform.ts";
import type { Press } from "../ids.ts";
import { mrkdwnName, plainName } from "../mrkdwn.ts";
import { buttons } from "./buttons.ts";
import { counted } from "./format.ts";
import type { SlackMessage } from "./slack-message.ts";
import { notes, paragraph } from "./text-objects.ts";

export interface Choice {
  readonly campaign: CampaignLabel;
  /** The platform's own id; shown where nothing else tells two apart. */
  readonly externalId?: string | undefined;
  /** What choosing it asks for: a summary, or the comparison that was begun. */
  readonly press: Press;
}

export interface Choices {
  /** What the person typed for the name. */
  readonly query: string;
  /** `several` names hold the text; `similar` names are near it, and none holds it. */
  readonly kind: "several" | "similar";
  /** The likeliest first; the first ten are offered. */
  readonly choices: readonly Choice[];
  /** How many campaigns fit in all. */
  readonly total: number;
}

const OFFERED = 10;
const MAX_LABEL = 75;
const MAX_ACCOUNT = 30;
const MAX_ACCOUNT_BESIDE_ID = 20;
const MAX_ID = 20;

/** Several campaigns fit: a button for each, and nothing is guessed. */
export function choicesView({ query, kind, choices, total }: Choices): SlackMessage {
  const offered = choices.slice(0, OFFERED);
  const asked = mrkdwnName(query, 80);
  const lead =
    kind === "several"
      ? `${counted(total, "campaign")} ${total === 1 ? "fits" : "fit"} “${asked}”. Which one?`
      : `No campaign is named “${asked}”. Did you mean one of these?`;
  const left = total - offered.length;
  const labels = labelsOf(offered);
  return {
    text: `${lead} ${offered.map(({ campaign }) => mrkdwnName(campaign.name, 60)).join(", ")}`,
    blocks: [
      paragraph(lead),
      ...buttons(
        offered.map(({ campaign, press }, index) => ({
          label: labels[index] ?? campaign.name,
          press,
          says: `Choose ${plainName(campaign.name, 60)}`,
        })),
      ),
      ...notes([
        left > 0 ? `${counted(left, "more campaign")}: type more of the name.` : undefined,
        'A name with spaces may be quoted: `/perf "Brand US" 30d`',
      ]),
    ],
  };
}

/** Name, platform and account; where that is alike the platform's id as well; and numbers where even that is. */
function labelsOf(choices: readonly Choice[]): string[] {
  const short = choices.map((choice) => labelOf(choice, ""));
  const labels = choices.map((choice, index) => {
    const label = short[index] ?? "";
    const alike = short.filter((other) => other === label).length > 1;
    const { externalId } = choice;
    return alike && externalId !== undefined ? labelOf(choice, externalId) : label;
  });
  const repeated = new Set(labels).size < labels.length;
  return repeated ? labels.map((label, index) => `${index + 1}. ${label}`) : labels;
}

/** The name is cut first, so that the rest still tells two apart. */
function labelOf({ campaign }: Choice, id: string): string {
  const { name, platform, account } = campaign;
  const where = ` · ${platformName(platform)}, ${plainName(account, id === "" ? MAX_ACCOUNT : MAX_ACCOUNT_BESIDE_ID)}`;
  const all = id === "" ? where : `${where} · ${plainName(id, MAX_ID)}`;
  return `${plainName(name, MAX_LABEL - 4 - all.length)}${all}`;
}
