import type { CampaignLine } from "../../domain/summary.ts";
import { plainName } from "../mrkdwn.ts";
import { buttons } from "./buttons.ts";
import { accountWords } from "./campaign-table.ts";
import type { MessageBlock } from "./slack-message.ts";

const OPENED = 5;

/** Buttons that open the first campaigns of a list. */
export function campaignButtons(lines: readonly CampaignLine[], period: string): MessageBlock[] {
  return buttons(
    lines.slice(0, OPENED).map((line) => ({
      label: plainName(line.campaign.name, 24),
      press: { action: "perf.show", campaignId: line.campaign.id, period },
      says: `Show ${plainName(line.campaign.name, 40)}, ${accountWords(line)}`,
    })),
  );
}
