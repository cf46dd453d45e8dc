import type { Db } from "./db.ts";
import { audit } from "./schema/audit.ts";

export interface AuditEntry {
  readonly workspaceId: number;
  readonly at: number;
  readonly actor: string;
  /** `account.create`, `load.store`: noun, dot, verb. */
  readonly verb: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** Who did what; call it in the transaction that does it. */
export async function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db.orm.insert(audit).values({ ...entry, at: new Date(entry.at) });
}
