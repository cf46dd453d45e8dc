import type { Db } from "../../db/db.ts";
import type { MorningDigest } from "../../domain/alerting/alert-notes.ts";
import type { Day } from "../../domain/day.ts";
import { summarizeWorkspace } from "../summarize-workspace.ts";
import type { Viewing } from "./draw-alert.ts";
import { listAlerts } from "./list-alerts.ts";

const LISTED = 5;

/** A channel's morning: what is open there, and how yesterday went in each account's own days. */
export async function drawMorning(
  db: Db,
  viewing: Viewing,
  of: { readonly channel: string; readonly day: Day; readonly zone: string },
): Promise<MorningDigest> {
  const { alerts, accounts } = await listAlerts(db, viewing, of.channel);
  const scope = { ...viewing, actor: "job:morning", zone: of.zone };
  const yesterday = await summarizeWorkspace(db, scope, { period: "yesterday", campaigns: LISTED });
  return { day: of.day, zone: of.zone, open: alerts, accounts, yesterday };
}
