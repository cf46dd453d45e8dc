import type { Db } from "../../db/db.ts";
import { earlierChanges } from "../../db/episode-writes.ts";
import type { EpisodeRow } from "../../db/episodes.ts";
import {
  advanceEpisode,
  type Advance,
  type Tracked,
  UNTRACKED,
} from "../../domain/alerting/advance-episode.ts";
import { trackedFrom } from "./episode-record.ts";
import { inSlices } from "./in-slices.ts";
import type { Judged } from "./judged.ts";
import type { StoredRule } from "./stored-rules.ts";

/** What an evaluation makes of one rule and campaign. */
export interface Outcome {
  readonly stored: StoredRule;
  readonly judged: Judged;
  /** The episode that was open before; undefined: none. */
  readonly row: EpisodeRow | undefined;
  readonly advance: Advance;
}

/** The next state of everything that was judged; what stays as calm as it was is left out. */
export async function advanceEpisodes(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly at: number;
    /** IANA: the workspace's. */
    readonly zone: string;
    readonly judged: readonly Judged[];
    readonly open: readonly EpisodeRow[];
    readonly rules: ReadonlyMap<number, StoredRule>;
    /** The number of this evaluation, by rule. */
    readonly evaluations: ReadonlyMap<number, number>;
  },
): Promise<Outcome[]> {
  const { at, zone, judged, open, rules, evaluations } = input;
  const rows = new Map(open.map((row) => [`${row.ruleId}:${row.campaignId}`, row]));
  const fresh = judged.filter((one) => one.verdict.kind === "breach" && !rows.has(keyOf(one)));
  const changes = await earlierChanges(db, input.workspaceId, fresh);
  return inSlices(judged, (slice) =>
    slice.flatMap((one) => {
      const stored = rules.get(one.ruleId);
      if (stored === undefined) return [];
      const row = rows.get(keyOf(one));
      const advance = advanceEpisode(trackedBefore(row, changes.get(keyOf(one))), one.verdict, {
        rule: stored.rule,
        evaluation: evaluations.get(one.ruleId) ?? 0,
        at,
        zone,
      });
      if (row === undefined && advance.turn === undefined) return [];
      return [{ stored, judged: one, row, advance }];
    }),
  );
}

function trackedBefore(
  row: EpisodeRow | undefined,
  changes: readonly number[] | undefined,
): Tracked {
  if (row !== undefined) return trackedFrom(row);
  if (changes === undefined) return UNTRACKED;
  return { ...UNTRACKED, state: { ...UNTRACKED.state, changes } };
}

export function keyOf({ ruleId, campaignId }: { ruleId: number; campaignId: number }): string {
  return `${ruleId}:${campaignId}`;
}
