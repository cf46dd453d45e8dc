import type { CampaignLabel } from "../../domain/campaign.ts";
import { platformName } from "../../domain/platform.ts";

/** What each campaign is called in a plan, by its id: its name, and where two share one, as much more as tells them apart. */
export function uniqueNames(labels: readonly CampaignLabel[]): Map<number, string> {
  const ways = [
    ({ name }: CampaignLabel) => name,
    ({ name, platform, account }: CampaignLabel) =>
      `${name} (${platformName(platform)}, ${account})`,
    ({ name, platform, account, id }: CampaignLabel) =>
      `${name} (${platformName(platform)}, ${account}, #${id})`,
  ];
  const names = new Map<number, string>();
  let unnamed = labels;
  for (const way of ways) {
    const taken = new Set(names.values());
    const counts = new Map<string, number>();
    for (const label of unnamed) counts.set(way(label), (counts.get(way(label)) ?? 0) + 1);
    for (const label of unnamed) {
      const name = way(label);
      if (counts.get(name) === 1 && !taken.has(name)) names.set(label.id, name);
    }
    unnamed = unnamed.filter(({ id }) => !names.has(id));
  }
  return names;
}
