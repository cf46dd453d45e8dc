import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";

import type { Db } from "./db.ts";
import { type EPISODE_PHASES, type EPISODE_KINDS, episodes } from "./schema/episodes.ts";

export type EpisodeKind = (typeof EPISODE_KINDS)[number];
export type EpisodePhase = (typeof EPISODE_PHASES)[number];

/** An episode as stored; its readings are for whoever parses them. */
export type EpisodeRow = typeof episodes.$inferSelect;

export interface EpisodeKey {
  readonly workspaceId: number;
  readonly episodeId: number;
}

const OPEN = ["pending", "firing"] as const;

/** The open episodes of these rules. */
export async function openEpisodesOf(
  db: Db,
  workspaceId: number,
  ruleIds: readonly number[],
): Promise<EpisodeRow[]> {
  if (ruleIds.length === 0) return [];
  return db.orm
    .select()
    .from(episodes)
    .where(
      and(
        eq(episodes.workspaceId, workspaceId),
        eq(episodes.kind, "rule"),
        inArray(episodes.ruleId, [...ruleIds]),
        inArray(episodes.phase, [...OPEN]),
      ),
    );
}

/** Everything that fires now, of rules and of accounts, oldest first. */
export async function firingEpisodes(db: Db, workspaceId: number): Promise<EpisodeRow[]> {
  return db.orm
    .select()
    .from(episodes)
    .where(and(eq(episodes.workspaceId, workspaceId), eq(episodes.phase, "firing")))
    .orderBy(asc(episodes.episodeId));
}

/** The open troubles of accounts. */
export async function openTroubles(db: Db, workspaceId: number): Promise<EpisodeRow[]> {
  return db.orm
    .select()
    .from(episodes)
    .where(
      and(
        eq(episodes.workspaceId, workspaceId),
        sql`${episodes.kind} <> 'rule'`,
        inArray(episodes.phase, [...OPEN]),
      ),
    );
}

export async function findEpisode(db: Db, key: EpisodeKey): Promise<EpisodeRow | undefined> {
  const [found] = await db.orm.select().from(episodes).where(ofKey(key));
  return found;
}

/** The newest episode of a rule and campaign, open or not. */
export async function newestEpisode(
  db: Db,
  of: { readonly workspaceId: number; readonly ruleId: number; readonly campaignId: number },
): Promise<EpisodeRow | undefined> {
  const [found] = await db.orm
    .select()
    .from(episodes)
    .where(
      and(
        eq(episodes.workspaceId, of.workspaceId),
        eq(episodes.ruleId, of.ruleId),
        eq(episodes.campaignId, of.campaignId),
      ),
    )
    .orderBy(desc(episodes.episodeId))
    .limit(1);
  return found;
}

/** The episodes that one message tells of, oldest first. */
export async function episodesOfMessage(
  db: Db,
  workspaceId: number,
  deliveryKey: string,
): Promise<EpisodeRow[]> {
  return db.orm
    .select()
    .from(episodes)
    .where(and(eq(episodes.workspaceId, workspaceId), eq(episodes.deliveryKey, deliveryKey)))
    .orderBy(asc(episodes.episodeId));
}

/** Takes note of who has seen an alert; undefined where it is over, or somebody was first. */
export async function acknowledgeEpisode(
  db: Db,
  key: EpisodeKey,
  deed: { readonly by: string; readonly at: number },
): Promise<EpisodeRow | undefined> {
  const [changed] = await db.orm
    .update(episodes)
    .set({ acknowledgedBy: deed.by, acknowledgedAt: new Date(deed.at) })
    .where(and(ofKey(key), eq(episodes.phase, "firing"), isNull(episodes.acknowledgedBy)))
    .returning();
  return changed;
}

/** Keeps an alert quiet until an instant; undefined where it is over, or snoozed at least so long already. */
export async function snoozeEpisode(
  db: Db,
  key: EpisodeKey,
  deed: { readonly by: string; readonly at: number; readonly until: number },
): Promise<EpisodeRow | undefined> {
  const until = new Date(deed.until);
  const [changed] = await db.orm
    .update(episodes)
    .set({ snoozedBy: deed.by, snoozedAt: new Date(deed.at), snoozedUntil: until })
    .where(
      and(
        ofKey(key),
        eq(episodes.phase, "firing"),
        sql`(${episodes.snoozedUntil} is null or ${episodes.snoozedUntil} < ${until})`,
      ),
    )
    .returning();
  return changed;
}

function ofKey(key: EpisodeKey) {
  return and(eq(episodes.workspaceId, key.workspaceId), eq(episodes.episodeId, key.episodeId));
}
