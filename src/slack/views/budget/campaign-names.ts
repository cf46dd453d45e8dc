import type { CampaignLabel } from "../../../domain/campaign.ts";
import { platformName } from "../../../domain/platform.ts";
import { mrkdwnName, plainName } from "../../mrkdwn.ts";

/** What campaigns are called in one message. */
export interface CampaignNames {
  /** In mrkdwn. */
  readonly markup: (id: number | null | undefined) => string;
  /** For plain text. */
  readonly plain: (id: number | null | undefined) => string;
}

const MAX_NAME = 44;
const MAX_ACCOUNT = 30;

/** By name alone; where two share one, with what tells them apart. An id that is not there has no name. */
export function campaignNames(campaigns: readonly CampaignLabel[]): CampaignNames {
  const counts = new Map<string, number>();
  for (const one of campaigns) {
    const name = plainName(one.name, MAX_NAME);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = new Map(
    campaigns.map((one) => {
      const name = plainName(one.name, MAX_NAME);
      return [one.id, counts.get(name) === 1 ? name : `${name} (${placeOf(one)})`] as const;
    }),
  );
  const plain = (id: number | null | undefined): string =>
    (id === null || id === undefined ? undefined : names.get(id)) ?? "another campaign";
  return { plain, markup: (id) => mrkdwnName(plain(id), MAX_NAME + MAX_ACCOUNT + 30) };
}

/** `Google Ads, Main`: where somebody goes to change it. Plain text. */
export function placeOf({ platform, account }: CampaignLabel): string {
  return `${platformName(platform)}, ${plainName(account, MAX_ACCOUNT)}`;
}

/** `A`, `A and B`, `A, B and 3 more`. */
export function namesList(names: readonly string[], most: number): string {
  const left = names.length - most;
  if (left > 0) return `${names.slice(0, most).join(", ")} and ${left} more`;
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** As many lines as fit, and how many are left out. */
export function linesWithin(
  lines: readonly string[],
  room: { readonly lines: number; readonly characters: number },
): { readonly lines: readonly string[]; readonly left: number } {
  const taken: string[] = [];
  let characters = 0;
  for (const line of lines) {
    characters += line.length;
    if (taken.length === room.lines || characters > room.characters) break;
    taken.push(line);
  }
  return { lines: taken, left: lines.length - taken.length };
}
