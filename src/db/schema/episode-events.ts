import {
  bigint,
  check,
  foreignKey,
  jsonb,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

import { episodes } from "./episodes.ts";
import { oneOf } from "./one-of.ts";

export const EPISODE_TURNS = [
  "pending",
  "calmed",
  "fired",
  "resolved",
  "ended",
  "flapping",
  "reminded",
  "acknowledged",
  "snoozed",
] as const;

/** Each turn that an episode took, written in the transaction that took it. Append-only. */
export const episodeEvents = pgTable(
  "episode_events",
  {
    workspaceId: integer("workspace_id").notNull(),
    episodeId: bigint("episode_id", { mode: "number" }).notNull(),
    eventId: bigint("event_id", { mode: "number" }).notNull().generatedByDefaultAsIdentity(),
    at: timestamp("at", { withTimezone: true }).notNull(),
    turn: text("turn", { enum: EPISODE_TURNS }).notNull(),
    /** `rule:12`, `slack:U123`. */
    actor: text("actor").notNull(),
    reading: jsonb("reading"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.episodeId, table.eventId] }),
    foreignKey({
      columns: [table.workspaceId, table.episodeId],
      foreignColumns: [episodes.workspaceId, episodes.episodeId],
    }),
    check("episode_events_turn", oneOf(table.turn, EPISODE_TURNS)),
  ],
);
