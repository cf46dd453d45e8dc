import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { type CommandRun, Refused } from "./command-run.ts";
import { jsonOf } from "./json-text.ts";
import { unreadableWords } from "./unreadable-words.ts";

/** What a JSON file of the person's holds. */
export async function jsonFile(run: CommandRun, file: string): Promise<unknown> {
  const path = resolve(run.cwd, file);
  const text = await readFile(path, "utf8").catch(async () => {
    throw new Refused(await unreadableWords(path, file));
  });
  return jsonOf(text.replace(/^\uFEFF/, ""), file);
}
