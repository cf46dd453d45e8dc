import { listAccounts } from "../db/accounts.ts";
import type { Db } from "../db/db.ts";
import type { LoadReport } from "../domain/load.ts";
import { platformName } from "../domain/platform.ts";
import type { ExportFile, ExportProfile } from "./export-file.ts";
import { importFile, type ImportFileDeps } from "./import-file.ts";
import type { Scope } from "./scope.ts";
import { hintsOf, type UploadAnswers } from "./upload-answers.ts";

/**
 * The account that a file goes to when nobody said: the platform's only one, in the file's currency where it says one,
 * else one of the platform's name.
 */
async function guessAccount(
  db: Db,
  scope: Scope,
  found: Pick<ExportProfile, "platform" | "account" | "currency">,
): Promise<string> {
  if (found.account !== undefined) return found.account;
  const accounts = await listAccounts(db, scope.workspaceId);
  const own = accounts.filter(
    ({ platform, currency }) =>
      platform === found.platform && (found.currency === undefined || currency === found.currency),
  );
  const [only] = own;
  return own.length === 1 && only !== undefined ? only.name : platformName(found.platform);
}

/** What would be loaded, without storing anything. */
export async function previewUpload(
  deps: ImportFileDeps,
  scope: Scope,
  input: { readonly file: ExportFile; readonly answers: UploadAnswers },
): Promise<LoadReport> {
  return importFile(deps, scope, {
    file: input.file,
    account: input.answers.account ?? ((tx, profile) => guessAccount(tx, scope, profile)),
    hints: hintsOf(input.answers),
    dryRun: true,
    skipBadRows: true,
    again: false,
  });
}
