import type { SourceStatus } from "../domain/source/source-status.ts";
import { OPERATOR } from "../usecases/budget/require-administrator.ts";
import { setAccountWrites } from "../usecases/sources/change-source.ts";
import { listSources } from "../usecases/sources/list-sources.ts";
import { type CommandRun, Refused, WrongUsage } from "./command-run.ts";

/** Turns the writing of approved budgets on or off, for one account of a live source. */
export async function sourceWritesCommand(
  run: CommandRun,
  account: string,
  {
    on = false,
    off = false,
  }: { readonly on?: boolean | undefined; readonly off?: boolean | undefined },
): Promise<number> {
  if (on === off) throw new WrongUsage("Say one of --on and --off.");
  const product = await run.product();
  const scope = await product.scope(run.actor);
  const { db } = product.database;
  const { accountId, name } = accountNamed(await listSources(db, scope), account);
  await setAccountWrites(db, scope, { accountId, writes: on, person: OPERATOR });
  if (run.json) run.print({ account: name, writes: on });
  else {
    run.output.out(
      on
        ? `Approved budget changes are written to "${name}" from now on.\n`
        : `"${name}" is on dry run: the platform is asked, and people make the changes.\n`,
    );
  }
  return 0;
}

function accountNamed(sources: readonly SourceStatus[], meant: string) {
  const named = sources.flatMap(({ accounts }) =>
    accounts
      .filter(({ name }) => name.toLowerCase() === meant.toLowerCase())
      .map(({ accountId, name }) => ({ accountId, name })),
  );
  const [only] = named;
  if (only === undefined) {
    throw new Refused(
      `No live source loads an account named "${meant}"; "trimtab source list --json" says those that are loaded.`,
    );
  }
  if (named.length > 1) {
    throw new Refused(
      `Several accounts are named "${meant}": turn writing on or off in /perf settings.`,
    );
  }
  return only;
}
