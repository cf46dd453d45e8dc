import type { AlertRecords, CampaignRecord, EpisodeRecord } from "./alert-records.ts";
import type { Violation } from "./drill-work.ts";
import { groupBy } from "./group-by.ts";

/** A flapping alert stays open until it has been calm for so many evaluations. */
const CALM_AFTER = 20;

/** Every campaign that breaches has one alert that fires, and no other has any. */
export function episodeFaults({ campaigns, episodes, rules }: AlertRecords): Violation[] {
  const evaluations = new Map(rules.map((rule) => [rule.rule_id, rule.evaluations]));
  const open = groupBy(
    episodes.filter(({ phase }) => phase === "pending" || phase === "firing"),
    keyOf,
  );
  return campaigns.flatMap((campaign) => {
    const found = open.get(keyOf(campaign)) ?? [];
    const evaluation = evaluations.get(campaign.rule_id) ?? 0;
    const right = campaign.breach ? isBreaching(found) : isCalm(found, evaluation);
    return right ? [] : [`${describe(campaign)}: ${found.map(stateOf).join(", ") || "nothing"}`];
  });
}

function isBreaching([first, ...others]: readonly EpisodeRecord[]): boolean {
  return others.length === 0 && first?.phase === "firing" && first.breaching;
}

function isCalm([first, ...others]: readonly EpisodeRecord[], evaluation: number): boolean {
  if (first === undefined) return true;
  if (others.length > 0 || !first.flapping || first.breaching) return false;
  return first.changes.some((change) => change > evaluation - CALM_AFTER);
}

function describe({ campaign_id: campaign, rule_id: rule, breach }: CampaignRecord): string {
  return `campaign ${campaign} under rule ${rule} ${breach ? "breaches" : "is well"}`;
}

function stateOf({ episode_id: id, phase, breaching, flapping }: EpisodeRecord): string {
  return `episode ${id} ${phase}${breaching ? ", breaching" : ""}${flapping ? ", flapping" : ""}`;
}

function keyOf(of: { readonly rule_id: number; readonly campaign_id: number }): string {
  return `${of.rule_id}:${of.campaign_id}`;
}
