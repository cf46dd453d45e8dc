import { z } from "zod";

const episodeIds = z.array(z.int().positive());

/** What is owed to Slack about alerts: a reference, drawn from the database when it is sent. */
export const owedMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("episode"), episodeId: z.int().positive() }),
  z.object({
    kind: z.literal("note"),
    episodeId: z.int().positive(),
    note: z.discriminatedUnion("kind", [
      z.object({ kind: z.enum(["reminder", "recovered", "flapping"]), reading: z.unknown() }),
      z.object({ kind: z.literal("ended") }),
      z.object({ kind: z.literal("acknowledged"), by: z.string() }),
      z.object({ kind: z.literal("snoozed"), by: z.string(), until: z.number() }),
    ]),
  }),
  z.object({ kind: z.literal("digest"), deliveryKey: z.string(), at: z.number() }),
  z.object({ kind: z.literal("digest-note"), recovered: episodeIds, reminded: episodeIds }),
  z.object({ kind: z.literal("account"), episodeId: z.int().positive() }),
  z.object({ kind: z.literal("account-over"), episodeId: z.int().positive() }),
  z.object({ kind: z.literal("morning"), channel: z.string(), day: z.string(), zone: z.string() }),
  z.object({
    kind: z.literal("channel-lost"),
    channel: z.string(),
    reason: z.string(),
    rules: z.array(z.string()),
  }),
]);

export type OwedMessage = z.infer<typeof owedMessage>;
export type OwedNote = Extract<OwedMessage, { kind: "note" }>["note"];
