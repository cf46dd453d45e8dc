import { platformName } from "../domain/platform.ts";
import { type Source, type SourceCheck, SourceFault } from "../usecases/source.ts";
import { type CommandRun, Refused } from "./command-run.ts";

/** Asks the platform, says what it found, and closes the source. */
export async function checkSource(run: CommandRun, open: () => Source): Promise<SourceCheck> {
  let source: Source | undefined;
  try {
    source = open();
    const found = await source.check(new AbortController().signal);
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
    throw error instanceof SourceFault ? new Refused(`${error.message}\n  ${error.next}`) : error;
  } finally {
    await source?.close();
  }
}
