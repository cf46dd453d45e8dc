import type { Db } from "../../db/db.ts";
import { linkedAccounts } from "../../db/source-accounts.ts";
import type { SourceKey } from "../../db/sources.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import { SourceFault } from "../source.ts";

/**
 * What a source's account is called here: as when it was first loaded, whatever its platform calls it by now; and with
 * its id where the source has another of that name. Refuses, with a `SourceFault`, one that another source loads.
 */
export async function accountName(
  db: Db,
  { workspaceId, sourceId }: SourceKey,
  { externalId, platform, name }: SourceAccount,
): Promise<string> {
  const linked = (await linkedAccounts(db, workspaceId)).filter((one) => one.platform === platform);
  const known = linked.find((one) => one.sourceId === sourceId && one.externalId === externalId);
  if (known !== undefined) return known.name;
  const holder = linked.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (holder === undefined) return name;
  if (holder.sourceId === sourceId) return `${name} (${externalId})`;
  throw new SourceFault("settings", `Another source loads the account "${name}" already.`, {
    next: "Remove one of the two sources: they would overwrite each other's numbers. Or give one of the accounts another name.",
  });
}
