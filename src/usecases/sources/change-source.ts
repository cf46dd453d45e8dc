import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { linkedAccounts, setWrites } from "../../db/source-accounts.ts";
import {
  deleteSource,
  findSource,
  insertSource,
  type SourceRow,
  updateSource,
} from "../../db/sources.ts";
import { scheduleProblem } from "../../domain/alerting/schedule-problem.ts";
import { isZone } from "../../domain/day.ts";
import { type SourceKind, sourceKindName, writesBudgets } from "../../domain/source/source-kind.ts";
import { OPERATOR, requireAdministrator } from "../budget/require-administrator.ts";
import { shiftSettingsOf } from "../budget/shift-settings.ts";
import { Conflict, Invalid, NotFound } from "../errors.ts";
import type { Scope } from "../scope.ts";
import type { Person } from "../shift-desk.ts";
import { noSource } from "./load-due-sources.ts";

/** A source to be: its settings have been read by its kind, its secrets are sealed. */
export interface NewSource {
  readonly kind: SourceKind;
  readonly name: string;
  readonly settings: unknown;
  readonly secrets: string | undefined;
  readonly schedule: string;
  readonly timeZone: string | undefined;
  readonly trailingDays: number;
  readonly historyDays: number;
  /** It is not loaded by itself until somebody resumes it. */
  readonly paused?: boolean;
}

/** Adds a source; it is loaded at once, unless it is paused. From Slack, administrators alone may. */
export async function addSource(
  db: Db,
  scope: Scope,
  { person = OPERATOR, ...source }: NewSource & { readonly person?: Person },
): Promise<SourceRow> {
  const problem = scheduleProblem(source.schedule);
  if (problem !== undefined) throw new Invalid(problem);
  const { timeZone } = source;
  if (timeZone !== undefined && !isZone(timeZone)) {
    throw new Invalid(`"${timeZone}" is not a time zone. Write it as Europe/Berlin.`);
  }
  return db.transaction(async (tx) => {
    await checkMayAdd(tx, scope, person);
    const row = await insertSource(tx, {
      ...source,
      workspaceId: scope.workspaceId,
      secrets: source.secrets ?? null,
      timeZone: timeZone ?? null,
      dueAt: new Date(scope.now),
      madeBy: scope.actor,
      madeAt: new Date(scope.now),
    });
    if (row === undefined) {
      throw new Conflict(
        `There is a source named "${source.name}" already. Give this one another name, or remove that one first.`,
      );
    }
    await audited(tx, scope, { verb: "source.add", row });
    return row;
  });
}

/** Throws Forbidden for whoever may not add sources: before they have filled in a form. */
export async function checkMayAdd(db: Db, scope: Scope, person: Person): Promise<void> {
  await administered(db, scope, { person, what: "add live sources" });
}

/** Takes a source away; the numbers that it has brought stay. */
export async function removeSource(db: Db, scope: Scope, sourceId: number): Promise<void> {
  const key = { workspaceId: scope.workspaceId, sourceId };
  await db.transaction(async (tx) => {
    const row = await findSource(tx, key);
    if (row === undefined || !(await deleteSource(tx, key))) throw noSource();
    await audited(tx, scope, { verb: "source.remove", row });
  });
}

/** A paused source is not loaded by itself. Only administrators, and people whom they have named. */
export async function pauseSource(
  db: Db,
  scope: Scope,
  {
    sourceId,
    paused,
    person,
  }: { readonly sourceId: number; readonly paused: boolean; readonly person: Person },
): Promise<void> {
  const key = { workspaceId: scope.workspaceId, sourceId };
  await db.transaction(async (tx) => {
    await administered(tx, scope, { person, what: "pause and resume live sources" });
    const row = await findSource(tx, key);
    if (row === undefined) throw noSource();
    await updateSource(tx, key, { paused, ...(paused ? {} : { dueAt: new Date(scope.now) }) });
    await audited(tx, scope, { verb: paused ? "source.pause" : "source.resume", row });
  });
}

/** Whether approved budgets are written to an account. Only administrators, and people whom they have named. */
export async function setAccountWrites(
  db: Db,
  scope: Scope,
  input: { readonly accountId: number; readonly writes: boolean; readonly person: Person },
): Promise<void> {
  const { workspaceId, actor, now } = scope;
  const { accountId, writes, person } = input;
  await db.transaction(async (tx) => {
    await administered(tx, scope, { person, what: "let Trimtab change budgets" });
    if (writes) await refuseReadOnly(tx, { workspaceId, accountId });
    if (!(await setWrites(tx, { workspaceId, accountId }, { writes, by: actor, at: now }))) {
      throw new NotFound(
        "No source loads that account any more, so there is nothing to write through.",
      );
    }
    await recordAudit(tx, {
      workspaceId,
      at: now,
      actor,
      verb: writes ? "account.writes.on" : "account.writes.off",
      subject: `account:${accountId}`,
      details: {},
    });
  });
}

/** Writing is refused where a source only reads. */
async function refuseReadOnly(
  tx: Db,
  { workspaceId, accountId }: { readonly workspaceId: number; readonly accountId: number },
): Promise<void> {
  const linked = await linkedAccounts(tx, workspaceId);
  const account = linked.find((one) => one.accountId === accountId);
  if (account === undefined) return;
  const source = await findSource(tx, { workspaceId, sourceId: account.sourceId });
  if (source === undefined || writesBudgets(source.kind)) return;
  throw new Invalid(
    `Budgets of "${account.name}" are changed by hand: ${sourceKindName(source.kind)} sources only read.`,
  );
}

async function administered(
  tx: Db,
  scope: Scope,
  asked: { readonly person: Person; readonly what: string },
): Promise<void> {
  requireAdministrator(await shiftSettingsOf(tx, scope.workspaceId), scope, asked);
}

async function audited(
  tx: Db,
  { workspaceId, actor, now }: Scope,
  { verb, row }: { readonly verb: string; readonly row: SourceRow },
): Promise<void> {
  await recordAudit(tx, {
    workspaceId,
    at: now,
    actor,
    verb,
    subject: `source:${row.sourceId}`,
    details: { name: row.name, kind: row.kind },
  });
}
