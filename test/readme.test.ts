import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";
import { z } from "zod";

import { SETTINGS } from "../src/config.ts";
import { SOURCE_KINDS } from "../src/domain/source/source-kind.ts";
import { USUAL_RETRY } from "../src/sources/source-type.ts";
import { sourceTypeOf } from "../src/sources/source-types.ts";

test("the README's table of settings says what the code reads", async () => {
  expect(await tableOf("| setting ")).toEqual(
    SETTINGS.map((setting) => [`\`${setting.name}\``, setting.meaning, setting.default]),
  );
});

test("the README's table of sources has every kind, with the days that it reads again", async () => {
  const rows = await tableOf("| kind ");

  expect(rows.map((cells) => [cells[0], cells.at(-1)])).toEqual(
    SOURCE_KINDS.filter((kind) => kind !== "simulated").map((kind) => [
      `\`${kind}\``,
      String(sourceTypeOf(kind)?.trailingDays),
    ]),
  );
});

test("the README's example sources can be opened", async () => {
  const readme = await readFile("README.md", "utf8");
  const examples = [...readme.matchAll(/```json\n(\{\n {2}"kind".*?)\n```/gs)].map(
    ([, text = ""]) =>
      exampleSource.parse(JSON.parse(text.replaceAll(/"env:\w+"/g, '"postgres://reader@host/db"'))),
  );

  expect(examples.map(({ kind }) => kind)).toEqual(["google_ads", "sql"]);
  for (const { kind, ...given } of examples) {
    expect(sourceTypeOf(kind)?.open(given, { now: () => 0, retry: USUAL_RETRY })).toMatchObject({
      kind: "open",
    });
  }
});

const exampleSource = z.object({
  kind: z.enum(SOURCE_KINDS),
  settings: z.unknown(),
  secrets: z.unknown(),
});

/** The cells of the table whose head begins so, row by row. */
async function tableOf(head: string): Promise<string[][]> {
  const readme = await readFile("README.md", "utf8");
  const [table = ""] = readme.slice(readme.indexOf(`\n${head}`) + 1).split("\n\n");
  return table
    .split("\n")
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
