import { test as base } from "./cli-test.ts";

export const SIMULATED = { kind: "simulated", name: "Trial", historyDays: 3 };

export const KEY = Buffer.alloc(32, 1);
export const OTHER_KEY = Buffer.alloc(32, 2);

/** `file` puts a source file; `added` adds what it holds. */
export const test = base.extend<{
  file: (content: object) => Promise<string>;
  added: (content: object) => Promise<void>;
}>({
  file: ({ put }, use) => use((content) => put("source.json", JSON.stringify(content))),
  added: ({ file, trimtab }, use) =>
    use(async (content) => {
      const ran = await trimtab("source", "add", await file(content));
      if (ran.code !== 0) throw new Error(ran.err);
    }),
});
