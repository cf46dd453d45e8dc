import { resealSecrets } from "../usecases/sources/reseal-secrets.ts";
import { CannotOpen } from "../wiring/secret-box.ts";
import { secretContext } from "../wiring/source-opener.ts";
import { type CommandRun, Refused } from "./command-run.ts";

/** Seals with the present key what older keys have sealed: all of it or nothing. */
export async function sourceResealCommand(run: CommandRun): Promise<number> {
  const product = await run.product();
  const { box } = product.sources;
  if (box === undefined) throw new Refused("No key is set. Set TRIMTAB_SECRET_KEY.");
  const scope = await product.scope(run.actor);
  const count = await resealSecrets(
    product.database.db,
    scope,
    ({ workspaceId, kind, name, secrets }) => {
      if (secrets === null || box.isCurrent(secrets)) return undefined;
      const context = secretContext(workspaceId, kind);
      return box.seal(
        opened(name, () => box.open(secrets, context)),
        context,
      );
    },
  );
  if (run.json) run.print({ resealed: count });
  else {
    const words = count === 1 ? "1 source was" : `${count} sources were`;
    run.output.out(`${words} sealed anew. The old key is not needed any more.\n`);
  }
  return 0;
}

function opened(name: string, open: () => string): string {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    throw new Refused(
      `The secrets of "${name}" cannot be opened, and nothing was sealed anew. ${error.message}\n  Put the key that they were sealed with into TRIMTAB_SECRET_KEY_OLD, or remove the source and add it anew.`,
    );
  }
}
