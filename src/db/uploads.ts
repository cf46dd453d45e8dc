import { and, eq, inArray } from "drizzle-orm";

import type { Db } from "./db.ts";
import { uploads, type UPLOAD_STATES } from "./schema/uploads.ts";

export type UploadState = (typeof UPLOAD_STATES)[number];

/** A file dropped into Slack. `answers` is what was said about it, to be parsed by whoever reads it. */
export interface Upload {
  readonly workspaceId: number;
  readonly uploadId: string;
  readonly fileName: string;
  readonly channel: string;
  readonly messageTs: string;
  readonly requestedBy: string;
  readonly answers: unknown;
  readonly state: UploadState;
  readonly movedBy: string;
  readonly movedAt: Date;
}

export async function findUpload(
  db: Db,
  key: Pick<Upload, "workspaceId" | "uploadId">,
): Promise<Upload | undefined> {
  const [found] = await db.orm
    .select()
    .from(uploads)
    .where(and(eq(uploads.workspaceId, key.workspaceId), eq(uploads.uploadId, key.uploadId)));
  return found;
}

/** Records a dropped file; false where it is known already: Slack tells of one drop more than once. */
export async function insertUpload(db: Db, upload: Upload): Promise<boolean> {
  const made = await db.orm
    .insert(uploads)
    .values(upload)
    .onConflictDoNothing()
    .returning({ id: uploads.uploadId });
  return made.length > 0;
}

/** Moves an upload on if it is still in one of these states; undefined where somebody else was first. */
export async function moveUpload(
  db: Db,
  key: Pick<Upload, "workspaceId" | "uploadId">,
  move: { readonly from: readonly UploadState[] } & Partial<
    Pick<Upload, "state" | "movedBy" | "movedAt" | "answers" | "messageTs" | "channel">
  >,
): Promise<Upload | undefined> {
  const { from, ...change } = move;
  const [moved] = await db.orm
    .update(uploads)
    .set(change)
    .where(
      and(
        eq(uploads.workspaceId, key.workspaceId),
        eq(uploads.uploadId, key.uploadId),
        inArray(uploads.state, [...from]),
      ),
    )
    .returning();
  return moved;
}
