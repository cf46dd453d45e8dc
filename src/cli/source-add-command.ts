import { sourceKindName } from "../domain/source/source-kind.ts";
import type { Scope } from "../usecases/scope.ts";
import type { Source } from "../usecases/source.ts";
import { addSource } from "../usecases/sources/change-source.ts";
import type { Product } from "../wiring/product.ts";
import { secretContext } from "../wiring/source-opener.ts";
import { checkSource } from "./check-source.ts";
import { type CommandRun, Refused } from "./command-run.ts";
import { type SourceFile, sourceFromFile } from "./source-file.ts";
import { checkJson } from "./source-json.ts";

export async function sourceAddCommand(
  run: CommandRun,
  { file, check }: { readonly file: string; readonly check: boolean },
): Promise<number> {
  const given = await sourceFromFile(run, file);
  const product = await run.product();
  const scope = await product.scope(run.actor);
  // What cannot be stored is refused before a platform is asked.
  const secrets = check ? undefined : sealed(product, scope, given);
  const found = await checkSource(run, () => openGiven(product, scope, { file, given }));
  if (check) {
    if (run.json) run.print(checkJson(found));
    return 0;
  }
  const row = await addSource(product.database.db, scope, {
    kind: given.kind,
    name: given.name,
    settings: given.settings,
    secrets,
    schedule: given.schedule,
    timeZone: given.timezone,
    trailingDays: given.trailingDays ?? product.sources.trailingDays(given.kind),
    historyDays: given.historyDays,
  });
  if (run.json) run.print({ source: { id: row.sourceId, name: row.name }, ...checkJson(found) });
  else {
    run.output.out(
      `"${row.name}" is added. The running product loads it within a minute; "trimtab source load" does it now.\n`,
    );
  }
  return 0;
}

function openGiven(
  product: Product,
  { workspaceId }: Scope,
  { file, given }: { readonly file: string; readonly given: SourceFile },
): Source {
  const { settings, secrets } = given;
  const opened = product.sources.read(given.kind, { workspaceId, settings, secrets });
  if (opened.kind === "open") return opened.source;
  const faults = opened.faults.map(({ field, message }) => `  ${field}: ${message}`);
  throw new Refused(
    [`${file} is not a source of ${sourceKindName(given.kind)}:`, ...faults].join("\n"),
  );
}

function sealed(product: Product, { workspaceId }: Scope, given: SourceFile): string | undefined {
  if (given.secrets === undefined) return undefined;
  const { box } = product.sources;
  if (box === undefined) {
    throw new Refused(
      "Credentials are stored sealed, and no key is set. Make one with: openssl rand -base64 32; set it as TRIMTAB_SECRET_KEY for this command and for the product, and keep it.",
    );
  }
  return box.seal(JSON.stringify(given.secrets), secretContext(workspaceId, given.kind));
}
