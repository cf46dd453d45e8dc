import { z } from "zod";

import { recordAudit } from "../../db/audit.ts";
import { locksOn, removeLock } from "../../db/campaign-locks.ts";
import { campaignsById } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import {
  findShiftSettings,
  lockShiftSettings,
  storeShiftSettings,
} from "../../db/shift-settings.ts";
import { scheduleProblem } from "../../domain/alerting/schedule-problem.ts";
import { newestTick } from "../../domain/alerting/schedule.ts";
import type { CampaignLock } from "../../domain/budget/proposal/campaign-lock.ts";
import {
  type Approver,
  type ShiftSettings,
  USUAL_SHIFT_SETTINGS,
} from "../../domain/budget/proposal/shift-settings.ts";
import { dayAt, isZone } from "../../domain/day.ts";
import { Invalid, NotFound } from "../errors.ts";
import type { Scope } from "../scope.ts";
import type { Person } from "../shift-desk.ts";
import { requireAdministrator } from "./require-administrator.ts";
import { storedMicros } from "./stored-micros.ts";

const settingsSchema = z.object({
  channel: z.string().optional(),
  schedule: z.string(),
  timeZone: z.string().optional(),
  expiryHours: z.number(),
  maxStep: z.number(),
  approvers: z.array(z.object({ id: z.string(), limitMicros: storedMicros.optional() })),
  secondAboveMicros: storedMicros.optional(),
  secondAboveShare: z.number().optional(),
  administrators: z.array(z.string()),
});

/** What is stored, or the defaults where nothing is. */
export function shiftSettingsFrom(stored: unknown): ShiftSettings {
  const parsed = settingsSchema.safeParse(stored);
  if (!parsed.success) return USUAL_SHIFT_SETTINGS;
  const { approvers, ...rest } = parsed.data;
  return {
    ...USUAL_SHIFT_SETTINGS,
    ...rest,
    approvers: approvers.map(({ id, limitMicros }) => ({ id, limitMicros })),
  };
}

export async function shiftSettingsOf(db: Db, workspaceId: number): Promise<ShiftSettings> {
  return shiftSettingsFrom((await findShiftSettings(db, workspaceId))?.settings);
}

export async function showShiftSettings(
  db: Db,
  scope: Scope,
): Promise<{ readonly settings: ShiftSettings; readonly locks: readonly CampaignLock[] }> {
  const { workspaceId, now, zone } = scope;
  const rows = await locksOn(db, { workspaceId, day: dayAt(now, zone) });
  const records = await campaignsById(db, {
    workspaceId,
    ids: rows.map(({ campaignId }) => campaignId),
  });
  const found = new Map(records.map((record) => [record.label.id, record]));
  const locks = rows.flatMap((row): CampaignLock[] => {
    const record = found.get(row.campaignId);
    if (record === undefined) return [];
    return [
      {
        campaign: record.label,
        currency: record.currency,
        frozen: row.frozen,
        minMicros: row.minMicros ?? undefined,
        maxMicros: row.maxMicros ?? undefined,
        until: row.until ?? undefined,
        by: row.madeBy,
      },
    ];
  });
  return { settings: await shiftSettingsOf(db, workspaceId), locks };
}

/** Only administrators of the Slack workspace, and people whom they have named. */
export async function setShiftSettings(
  db: Db,
  scope: Scope,
  input: { readonly person: Person; readonly settings: Omit<ShiftSettings, "approvers"> },
): Promise<void> {
  const { settings } = input;
  const problem = scheduleProblem(settings.schedule);
  if (problem !== undefined) throw new Invalid(problem);
  const zone = settings.timeZone ?? scope.zone;
  if (!isZone(zone)) throw new Invalid(`"${zone}" is not a time zone. Write it as Europe/Berlin.`);
  if (!(settings.maxStep > 0 && settings.maxStep <= 1)) {
    throw new Invalid("The largest change is a share above 0 % and up to 100 %.");
  }
  if (!(settings.expiryHours > 0)) throw new Invalid("A proposal stands for at least an hour.");
  await change(db, scope, {
    person: input.person,
    verb: "shift.settings",
    details: { channel: settings.channel ?? null, schedule: settings.schedule, zone },
    to: (before) => ({ ...settings, approvers: before.approvers }),
  });
}

export async function setApprover(
  db: Db,
  scope: Scope,
  input: { readonly person: Person; readonly approver: Approver; readonly remove: boolean },
): Promise<void> {
  const { approver, remove } = input;
  await change(db, scope, {
    person: input.person,
    verb: remove ? "shift.approver.remove" : "shift.approver.set",
    details: { approver: approver.id, limitMicros: approver.limitMicros?.toString() ?? null },
    to: (before) => {
      const others = before.approvers.filter(({ id }) => id !== approver.id);
      return { ...before, approvers: remove ? others : [...others, approver] };
    },
  });
}

/** Anybody may lift a lock: it is a wish, and lifting it is on record. */
export async function unlockCampaign(
  db: Db,
  scope: Scope,
  { campaignId }: { readonly campaignId: number },
): Promise<void> {
  const { workspaceId, now, actor } = scope;
  await db.transaction(async (tx) => {
    if (!(await removeLock(tx, { workspaceId, campaignId }))) {
      throw new NotFound("That lock has been lifted already.");
    }
    await recordAudit(tx, {
      workspaceId,
      at: now,
      actor,
      verb: "shift.unlock",
      subject: `campaign:${campaignId}`,
      details: {},
    });
  });
}

async function change(
  db: Db,
  scope: Scope,
  input: {
    readonly person: Person;
    readonly verb: string;
    readonly details: Readonly<Record<string, string | null>>;
    readonly to: (before: ShiftSettings) => ShiftSettings;
  },
): Promise<void> {
  const { workspaceId, actor, now } = scope;
  await db.transaction(async (tx) => {
    const row = await lockShiftSettings(tx, workspaceId);
    const before = shiftSettingsFrom(row?.settings);
    requireAdministrator(before, scope, {
      person: input.person,
      what: "change who approves and when",
    });
    const settings = input.to(before);
    await storeShiftSettings(tx, {
      workspaceId,
      settings: z.encode(settingsSchema, {
        ...settings,
        approvers: [...settings.approvers],
        administrators: [...settings.administrators],
      }),
      lastTick: new Date(
        newestTick(settings.schedule, settings.timeZone ?? scope.zone, now) ?? now,
      ),
    });
    await recordAudit(tx, {
      workspaceId,
      at: now,
      actor,
      verb: input.verb,
      subject: "shifts",
      details: input.details,
    });
  });
}
