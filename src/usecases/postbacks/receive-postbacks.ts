import type { Db } from "../../db/db.ts";
import { insertPostbacks } from "../../db/postbacks.ts";
import type { Scope } from "../scope.ts";

/** A tracker's call on its way into the database. */
export interface ReceivedPostback {
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** Without what proves that the caller may call. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Stores calls word for word: what has returned is in the database. They are worked through later. */
export async function receivePostbacks(
  db: Db,
  { workspaceId }: Pick<Scope, "workspaceId">,
  calls: readonly ReceivedPostback[],
): Promise<void> {
  await insertPostbacks(db, workspaceId, calls);
}
