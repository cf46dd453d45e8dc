import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runCli } from "../../src/cli/run-cli.ts";
import type { Config } from "../../src/config.ts";
import { test as base } from "../support/fixtures.ts";
import { testProduct } from "../support/test-product.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Standard output, which must be one line of JSON. */
  readonly json: () => unknown;
}

/**
 * `trimtab` runs a command line in the test's own workspace, with `folder` as its working directory; `put` writes a
 * file there and returns its name. What a test puts into `environment` and `settings` holds for the commands that follow.
 */
export const test = base.extend<{
  folder: string;
  environment: Record<string, string>;
  settings: { -readonly [K in keyof Config]?: Config[K] };
  put: (name: string, content: string) => Promise<string>;
  trimtab: (...argv: string[]) => Promise<Ran>;
}>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "trimtab-cli-test-"));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  environment: ({}, use) => use({}),
  settings: ({}, use) => use({}),
  put: ({ folder }, use) =>
    use(async (name, content) => {
      await writeFile(join(folder, name), content);
      return name;
    }),
  trimtab: ({ database, scope, folder, environment, settings }, use) =>
    use(async (...argv) => {
      const said = { out: "", err: "" };
      const output = {
        out: (text: string) => void (said.out += text),
        err: (text: string) => void (said.err += text),
      };
      const code = await runCli({ argv, cwd: folder, environment }, output, () =>
        Promise.resolve(testProduct(database, scope, settings)),
      );
      return { code, ...said, json: () => oneLine(said.out) };
    }),
});

function oneLine(out: string): unknown {
  if (!/^[^\n]+\n$/.test(out)) throw new Error(`This is not one line of JSON: ${out}`);
  return JSON.parse(out);
}
