import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { SETTINGS } from "../src/config.ts";

test("the README's table of settings says what the code reads", async () => {
  const readme = await readFile("README.md", "utf8");
  const rows = readme
    .slice(readme.indexOf("| setting"))
    .split("\n\n")[0]
    ?.split("\n")
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

  expect(rows).toEqual(
    SETTINGS.map((setting) => [`\`${setting.name}\``, setting.meaning, setting.default]),
  );
});
