import type { Db } from "../db/db.ts";
import { oweDelivery, postponeDelivery } from "../db/deliveries.ts";
import { findUpload, insertUpload, moveUpload, type Upload } from "../db/uploads.ts";
import type { LoadReport } from "../domain/load.ts";
import { Conflict, NotFound } from "./errors.ts";
import type { ExportFile } from "./export-file.ts";
import { importFile, type ImportFileDeps } from "./import-file.ts";
import type { Scope } from "./scope.ts";
import { hintsOf, type UploadAnswers, uploadAnswers } from "./upload-answers.ts";

/** A dropped file that waits for, or has had, an answer. */
export interface PendingUpload {
  readonly uploadId: string;
  readonly fileName: string;
  readonly channel: string;
  readonly messageTs: string;
  readonly answers: UploadAnswers;
}

/** A load that has shown no sign of life for so long was cut off. */
const GIVEN_UP_AFTER_MS = 3 * 60_000;

/** Records a file that was dropped; false where it is known already: Slack tells of one drop more than once. */
export async function receiveUpload(db: Db, scope: Scope, upload: PendingUpload): Promise<boolean> {
  return insertUpload(db, {
    ...upload,
    workspaceId: scope.workspaceId,
    requestedBy: scope.actor,
    state: "waiting",
    movedBy: scope.actor,
    movedAt: new Date(scope.now),
  });
}

/** Notes where the message about an upload stands, or what was said about it. */
export async function amendUpload(
  db: Db,
  scope: Scope,
  change: {
    readonly uploadId: string;
    readonly answers?: UploadAnswers;
    readonly messageTs?: string;
    readonly channel?: string;
  },
): Promise<PendingUpload> {
  const { uploadId, ...rest } = change;
  const key = { workspaceId: scope.workspaceId, uploadId };
  const moved = await moveUpload(db, key, { from: ["waiting"], ...rest });
  if (moved === undefined) throw await tooLate(db, key);
  return pendingFrom(moved);
}

export async function showUpload(db: Db, scope: Scope, uploadId: string): Promise<PendingUpload> {
  const key = { workspaceId: scope.workspaceId, uploadId };
  const found = await findUpload(db, key);
  if (found?.state !== "waiting") throw await tooLate(db, key);
  return pendingFrom(found);
}

export async function cancelUpload(db: Db, scope: Scope, uploadId: string): Promise<PendingUpload> {
  const key = { workspaceId: scope.workspaceId, uploadId };
  const moved = await moveUpload(db, key, {
    from: ["waiting"],
    state: "cancelled",
    movedBy: scope.actor,
    movedAt: new Date(scope.now),
  });
  if (moved === undefined) throw await tooLate(db, key);
  return pendingFrom(moved);
}

/** The messages that a load owes: one for its end, and one for the case that it never gets there. */
export interface UploadMessages {
  readonly done: (report: LoadReport) => unknown;
  readonly cutOff: () => unknown;
}

export interface UploadLoad {
  readonly scope: Scope;
  readonly upload: PendingUpload;
  readonly messages: UploadMessages;
}

/**
 * Takes an upload for loading: the first of several clicks gets it, the others are told who was first. From here on
 * a message is owed that says the load was cut off; the load's end replaces it.
 */
export async function startUpload(
  db: Db,
  scope: Scope,
  input: { readonly uploadId: string; readonly messages: UploadMessages },
): Promise<UploadLoad> {
  const key = { workspaceId: scope.workspaceId, uploadId: input.uploadId };
  const move = { state: "loading", movedBy: scope.actor, movedAt: new Date(scope.now) } as const;
  return db.transaction(async (tx) => {
    const moved =
      (await moveUpload(tx, key, { from: ["waiting"], ...move })) ??
      (await reviveUpload(tx, scope, { key, move }));
    if (moved === undefined) throw await tooLate(tx, key);
    const upload = pendingFrom(moved);
    await owe(
      tx,
      { scope, upload, messages: input.messages },
      {
        payload: input.messages.cutOff(),
        dueAt: scope.now + GIVEN_UP_AFTER_MS,
      },
    );
    return { scope, upload, messages: input.messages };
  });
}

/** Loads the file of an upload that was taken; the message about the end is owed in the load's transaction. */
export async function loadUpload(
  deps: ImportFileDeps,
  load: UploadLoad,
  input: {
    readonly file: ExportFile;
    readonly skipBadRows: boolean;
    readonly onProgress: (done: { bytesRead: number; rows: number }) => void;
  },
): Promise<LoadReport> {
  const { scope, upload } = load;
  const finish = async (tx: Db, report: LoadReport): Promise<void> => {
    const key = { workspaceId: scope.workspaceId, uploadId: upload.uploadId };
    await moveUpload(tx, key, { from: ["loading"], state: "done" });
    await owe(tx, load, { payload: load.messages.done(report), dueAt: scope.now });
  };
  const report = await importFile(deps, scope, {
    ...input,
    account: upload.answers.account ?? "",
    hints: hintsOf(upload.answers),
    dryRun: false,
    again: false,
    owe: finish,
  });
  if (report.outcome !== "stored" || report.alreadyImported) {
    await deps.db.transaction((tx) => finish(tx, report));
  }
  return report;
}

/** A sign of life of a long load: puts off the message that says it was cut off. */
export async function keepUploadAlive(db: Db, load: UploadLoad, now: number): Promise<void> {
  const { workspaceId } = load.scope;
  const { uploadId } = load.upload;
  await postponeDelivery(
    db,
    { workspaceId, deliveryKey: keyOf(uploadId) },
    now + GIVEN_UP_AFTER_MS,
  );
  await moveUpload(db, { workspaceId, uploadId }, { from: ["loading"], movedAt: new Date(now) });
}

async function owe(
  db: Db,
  { scope, upload }: UploadLoad,
  message: { readonly payload: unknown; readonly dueAt: number },
): Promise<void> {
  await oweDelivery(db, {
    workspaceId: scope.workspaceId,
    deliveryKey: keyOf(upload.uploadId),
    channel: upload.channel,
    messageTs: upload.messageTs,
    now: scope.now,
    ...message,
  });
}

/** A load that was cut off may be taken again. */
async function reviveUpload(
  db: Db,
  scope: Scope,
  input: {
    readonly key: { readonly workspaceId: number; readonly uploadId: string };
    readonly move: { readonly state: "loading"; readonly movedBy: string; readonly movedAt: Date };
  },
): Promise<Upload | undefined> {
  const found = await findUpload(db, input.key);
  if (found?.state !== "loading") return undefined;
  if (found.movedAt.getTime() > scope.now - GIVEN_UP_AFTER_MS) return undefined;
  return moveUpload(db, input.key, { from: ["loading"], ...input.move });
}

async function tooLate(
  db: Db,
  key: { readonly workspaceId: number; readonly uploadId: string },
): Promise<Error> {
  const found = await findUpload(db, key);
  if (found === undefined) return new NotFound("That file is not known here. Drop it again.");
  const what = {
    waiting: "waits for an answer",
    loading: "is being loaded already",
    done: "has been loaded already",
    cancelled: "has been set aside",
  };
  return new Conflict(
    `${found.fileName} ${what[found.state]}. Drop the file again to start anew.`,
    found.movedBy,
  );
}

function pendingFrom(upload: Upload): PendingUpload {
  const { uploadId, fileName, channel, messageTs } = upload;
  return { uploadId, fileName, channel, messageTs, answers: uploadAnswers.parse(upload.answers) };
}

function keyOf(uploadId: string): string {
  return `upload:${uploadId}`;
}
