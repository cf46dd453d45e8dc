import { listAccounts } from "../db/accounts.ts";
import { sourceNamed, type SourceRow } from "../db/sources.ts";
import { dayAt, type DayRange, isDay } from "../domain/day.ts";
import { platformName } from "../domain/platform.ts";
import { sourceKindName } from "../domain/source/source-kind.ts";
import type { SourceStatus } from "../domain/source/source-status.ts";
import { loadingDeps } from "../loading.ts";
import type { Product } from "../product.ts";
import { secretContext } from "../source-desk.ts";
import type { Scope } from "../usecases/scope.ts";
import { type Source, type SourceCheck, SourceFault } from "../usecases/source.ts";
import {
  addSource,
  pauseSource,
  removeSource,
  setAccountWrites,
} from "../usecases/sources/change-source.ts";
import { listSources } from "../usecases/sources/list-sources.ts";
import { loadSourceNow } from "../usecases/sources/load-due-sources.ts";
import { resealSecrets } from "../usecases/sources/reseal-secrets.ts";
import { type CommandRun, Refused } from "./command-run.ts";
import { type SourceFile, sourceFromFile } from "./source-file.ts";
import { checkJson, sourceJson } from "./source-json.ts";

const UNSTOPPED = new AbortController().signal;

export async function sourceAddCommand(
  run: CommandRun,
  { file, check }: { readonly file: string; readonly check: boolean },
): Promise<number> {
  const given = await sourceFromFile(run, file);
  const product = await run.product();
  const scope = await product.scope(run.actor);
  const found = await checked(run, openGiven(product, scope, { file, given }));
  if (check) {
    if (run.json) run.print(checkJson(found));
    return 0;
  }
  const row = await addSource(product.database.db, scope, {
    kind: given.kind,
    name: given.name,
    settings: given.settings,
    secrets: sealed(product, scope, given),
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
  scope: Scope,
  { file, given }: { readonly file: string; readonly given: SourceFile },
): Source {
  const { workspaceId } = scope;
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

export async function sourceCheckCommand(run: CommandRun, name: string): Promise<number> {
  const { product, row } = await meant(run, name);
  const found = await checked(run, product.sources.open(row));
  if (run.json) run.print(checkJson(found));
  return 0;
}

/** Asks the platform, says what it found, and closes the source. */
async function checked(run: CommandRun, source: Source): Promise<SourceCheck> {
  try {
    const found = await source.check(UNSTOPPED);
    if (!run.json) {
      for (const { name, platform, externalId, currency, zone } of found.accounts) {
        run.output.out(
          `ok    "${name}" (${platformName(platform)} ${externalId}), in ${currency}, days in ${zone}\n`,
        );
      }
      for (const note of found.notes) run.output.out(`note  ${note}\n`);
    }
    return found;
  } catch (error) {
    throw refusedBy(error);
  } finally {
    await source.close();
  }
}

function refusedBy(error: unknown): unknown {
  return error instanceof SourceFault ? new Refused(`${error.message}\n  ${error.next}`) : error;
}

export async function sourceListCommand(run: CommandRun): Promise<number> {
  const product = await run.product();
  const sources = await listSources(product.database.db, await product.scope(run.actor));
  if (run.json) run.print({ sources: sources.map(sourceJson) });
  else if (sources.length === 0) {
    run.output.out("No source is set up. Add one: trimtab source add FILE.\n");
  } else for (const source of sources) run.output.out(lineOf(source));
  return 0;
}

function lineOf({ name, kind, state, lastLoad, nextAt, fault }: SourceStatus): string {
  const last =
    lastLoad === undefined
      ? "not loaded yet"
      : `last ${new Date(lastLoad.at).toISOString()}, ${lastLoad.rows} rows`;
  const next = nextAt === undefined ? "" : `, next ${new Date(nextAt).toISOString()}`;
  const why = fault === undefined ? "" : `\n        ${fault.message} ${fault.next}`;
  return `${state.padEnd(8)} "${name}" (${sourceKindName(kind)}): ${last}${next}${why}\n`;
}

export async function sourceLoadCommand(
  run: CommandRun,
  name: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<number> {
  const { product, scope, row } = await meant(run, name);
  const days = rangeFrom(from, to ?? dayAt(scope.now, scope.zone));
  const { outcome } = await loadSourceNow(loadingDeps(product, { stopping: UNSTOPPED }), row, days);
  switch (outcome.kind) {
    case "loaded": {
      const { rows, revised } = outcome;
      if (run.json) run.print({ source: row.name, days: outcome.days, rows, revised });
      else {
        run.output.out(
          `"${row.name}": ${rows} rows of ${outcome.days.from} to ${outcome.days.to}, ${revised} of them revised.\n`,
        );
      }
      return 0;
    }
    case "failed":
      throw new Refused(`${outcome.message}\n  ${outcome.next}`);
    case "given-up":
      throw new Refused("Another instance has taken the source over; it loads it.");
  }
}

function rangeFrom(from: string | undefined, to: string): DayRange | undefined {
  if (from === undefined) return undefined;
  if (!isDay(from) || !isDay(to) || from > to) {
    throw new Refused("Say the days as --from 2026-10-01 --to 2026-10-31, the first one first.");
  }
  return { from, to };
}

export async function sourcePauseCommand(
  run: CommandRun,
  { name, paused }: { readonly name: string; readonly paused: boolean },
): Promise<number> {
  const { product, scope, row } = await meant(run, name);
  await pauseSource(product.database.db, scope, { sourceId: row.sourceId, paused });
  if (run.json) run.print({ source: row.name, paused });
  else run.output.out(`"${row.name}" is ${paused ? "paused" : "loaded by itself again"}.\n`);
  return 0;
}

export async function sourceRemoveCommand(run: CommandRun, name: string): Promise<number> {
  const { product, scope, row } = await meant(run, name);
  await removeSource(product.database.db, scope, row.sourceId);
  if (run.json) run.print({ removed: row.name });
  else run.output.out(`"${row.name}" is no source any more; the numbers that it brought stay.\n`);
  return 0;
}

export async function sourceWritesCommand(
  run: CommandRun,
  account: string,
  {
    on = false,
    off = false,
  }: { readonly on?: boolean | undefined; readonly off?: boolean | undefined },
): Promise<number> {
  if (on === off) throw new Refused("Say one of --on and --off.");
  const product = await run.product();
  const scope = await product.scope(run.actor);
  const { db } = product.database;
  const named = (await listAccounts(db, scope.workspaceId)).filter(
    ({ name }) => name.toLowerCase() === account.toLowerCase(),
  );
  const [only] = named;
  if (only === undefined) throw new Refused(`There is no account named "${account}".`);
  if (named.length > 1) throw new Refused(`Several accounts are named "${account}".`);
  const person = { administrator: true, groups: [] };
  await setAccountWrites(db, scope, { accountId: only.accountId, writes: on, person });
  if (run.json) run.print({ account: only.name, writes: on });
  else {
    run.output.out(
      on
        ? `Approved budget changes are written to "${only.name}" from now on.\n`
        : `"${only.name}" is on dry run: the platform is asked, and people make the changes.\n`,
    );
  }
  return 0;
}

export async function sourceResealCommand(run: CommandRun): Promise<number> {
  const product = await run.product();
  const { box } = product.sources;
  if (box === undefined) throw new Refused("No key is set. Set TRIMTAB_SECRET_KEY.");
  const scope = await product.scope(run.actor);
  const count = await resealSecrets(
    product.database.db,
    scope,
    ({ workspaceId, kind, secrets }) => {
      if (secrets === null || box.isCurrent(secrets)) return undefined;
      const context = secretContext(workspaceId, kind);
      return box.seal(box.open(secrets, context), context);
    },
  );
  if (run.json) run.print({ resealed: count });
  else run.output.out(`${count} sources were sealed anew. The old key is not needed any more.\n`);
  return 0;
}

async function meant(
  run: CommandRun,
  name: string,
): Promise<{ readonly product: Product; readonly scope: Scope; readonly row: SourceRow }> {
  const product = await run.product();
  const scope = await product.scope(run.actor);
  const { workspaceId } = scope;
  const row = await sourceNamed(product.database.db, { workspaceId, name });
  if (row === undefined) {
    throw new Refused(`There is no source named "${name}"; "trimtab source list" says them.`);
  }
  return { product, scope, row };
}
