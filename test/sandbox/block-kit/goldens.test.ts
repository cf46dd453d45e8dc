import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { validateBlocks, validateView } from "../../../src/sandbox/block-kit/validate-blocks.ts";

const folder = new URL("../../slack/views/golden/", import.meta.url);

interface Golden {
  readonly type?: string;
  readonly blocks: unknown[];
}

test.for(readdirSync(folder))("takes the product's own %s", (file) => {
  const golden = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Golden;

  const faults =
    golden.type === undefined ? validateBlocks(golden.blocks, "message") : validateView(golden);

  expect(faults).toEqual([]);
});
