import { describe, expect } from "vitest";

import { suggestShift } from "../../src/domain/budget/plan/suggest-shift.ts";
import { answerCommand } from "../../src/slack/answer-command.ts";
import { type Press, parsePress } from "../../src/slack/ids.ts";
import { parseCommand } from "../../src/slack/parse-command.ts";
import type { SlackMessage } from "../../src/slack/views/slack-message.ts";
import { textFile } from "../../src/sources/files/text/text-file.ts";
import { readPostback } from "../../src/sources/postback/read-postback.ts";
import { createShiftDesk } from "../../src/usecases/create-shift-desk.ts";
import { createDesk } from "../../src/usecases/desk.ts";
import { importFile } from "../../src/usecases/import-file.ts";
import { test as base } from "../support/fixtures.ts";
import { noSource } from "../support/scripted-source.ts";
import { testSourceDesk } from "../support/source-desk.ts";

const FILE = [
  "Date,Campaign,Cost,Conversions,Conversion value,Currency",
  "2026-11-20,Brand US,10,2,40,USD",
  "2026-11-20,Brand UK,20,1,10,USD",
  "2026-11-20,Summer,5,1,30,USD",
  "2026-11-20,top,1,1,1,USD",
].join("\n");

const test = base.extend<{
  load: () => Promise<void>;
  perf: (text: string) => Promise<SlackMessage>;
}>({
  load: ({ importing, scope }, use) =>
    use(async () => {
      await importFile(importing, scope, {
        file: textFile("r.csv", FILE),
        account: "Main",
        hints: {},
        dryRun: false,
        skipBadRows: false,
        again: false,
      });
    }),
  perf: ({ importing, scope }, use) =>
    use((text) =>
      answerCommand(
        createDesk({
          readPostback,
          ...importing,
          onWorkspaceChange: () => undefined,
          sources: testSourceDesk(importing),
          shifts: createShiftDesk({
            db: importing.db,
            suggest: (...asked) => Promise.resolve(suggestShift(...asked)),
            open: noSource,
          }),
        }),
        scope,
        parseCommand(text),
      ),
    ),
});

/** What the message's buttons ask for. */
function presses({ blocks }: SlackMessage): (Press | undefined)[] {
  return blocks.flatMap((block) =>
    block.type === "actions"
      ? block.elements.flatMap((element) =>
          element.type === "button" ? [parsePress(element.action_id ?? "", element.value)] : [],
        )
      : [],
  );
}

describe("/perf", () => {
  test("where nothing is loaded says what to do", async ({ perf }) => {
    const message = await perf("");

    expect(presses(message)).toContainEqual({ action: "import.open" });
  });

  test("is the overview of the workspace", async ({ load, perf }) => {
    await load();

    const message = await perf("30d");

    expect(message.text).toContain("$36");
    expect(JSON.stringify(message.blocks)).toContain("Brand UK");
  });

  test.for(["summer", "Summer 30d", '"SUMMER"', "sumer"])(
    "%s is one campaign's summary",
    async (text, { load, perf }) => {
      await load();

      const message = await perf(text);

      expect(message.text).toContain("Summer");
      expect(presses(message).map((press) => press?.action)).toContain("perf.target");
    },
  );

  test("a name that fits two campaigns is offered as buttons, and nothing is guessed", async ({
    load,
    perf,
  }) => {
    await load();

    const message = await perf("brand 30d");

    expect(presses(message)).toHaveLength(2);
    expect(presses(message)).toEqual(
      [1, 2].map(() => ({
        action: "perf.show",
        campaignId: expect.any(Number) as number,
        period: "30d",
      })),
    );
  });

  test("a name that fits nothing is not found, with a way on", async ({ load, perf }) => {
    await load();

    const message = await perf("zzzzzz");

    expect(message.text).toContain("zzzzzz");
    expect(presses(message).length).toBeGreaterThan(0);
  });

  test("a campaign that bears a subcommand's name is reached with quotes", async ({
    load,
    perf,
  }) => {
    await load();

    expect(presses(await perf('"top"')).map((press) => press?.action)).toContain("perf.target");
    expect(presses(await perf("top")).map((press) => press?.action)).not.toContain("perf.target");
  });

  test("top ranks by the metric that was asked for", async ({ load, perf }) => {
    await load();

    const text = JSON.stringify((await perf("top roas")).blocks);

    const places = ["Summer", "Brand US", "Brand UK"].map((name) => text.indexOf(name));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(-1);
  });
});

describe("/perf compare", () => {
  test("of two campaigns has both", async ({ load, perf }) => {
    await load();

    const { text } = await perf("compare brand us vs summer");

    expect(text).toContain("Brand US");
    expect(text).toContain("Summer");
  });

  test.for([
    ["compare summer vs brand", 1],
    ["compare brand vs summer", 0],
  ] as const)(
    "%s offers the open name; a choice completes it",
    async ([text, place], { load, perf }) => {
      await load();

      const offered = presses(await perf(text));

      const pairs = offered.flatMap((press) =>
        press?.action === "perf.compare" ? [press.campaignIds] : [],
      );
      expect(pairs).toHaveLength(2);
      const open = new Set(pairs.map((pair) => pair[place]));
      const known = new Set(pairs.map((pair) => pair[1 - place]));
      expect([open.size, known.size]).toEqual([2, 1]);
    },
  );

  test("of two open names offers the first", async ({ load, perf }) => {
    await load();

    const offered = presses(await perf("compare brand vs brand"));

    expect(offered.map((press) => press?.action)).toEqual(["perf.show", "perf.show"]);
  });

  test("with a name that fits nothing says which", async ({ load, perf }) => {
    await load();

    expect((await perf("compare summer vs zzzzzz")).text).toContain("zzzzzz");
  });
});

test("a campaign whose name ends like a wrong period still wins", async ({
  importing,
  perf,
  scope,
}) => {
  const file = textFile("r.csv", FILE.replaceAll("Summer", "Summer 3x"));
  const options = { hints: {}, dryRun: false, skipBadRows: false, again: false };
  await importFile(importing, scope, { file, account: "Main", ...options });

  expect((await perf("summer 3x")).text).toContain("Summer 3x");
  expect((await perf("mer 3x 30d")).text).toContain("Summer 3x");
});

test.for([
  ["alerts", "No alert is open"],
  ["why brand", "No campaign is named “brand”"],
  ["top banana", "not a metric"],
  ["generic 2026-11-30..2026-11-01", "write it as 2026-11-01..2026-11-30"],
  ["generic 3x", "“3x” is not a period"],
  ["3x", "“3x” is not a period"],
  ["why generic 5000d", "more than 3660 days"],
  ["compare a 2026-13 vs b", "no such month"],
  ["top roas 3x", "“3x” is not a period"],
  ["top 2026-11-30..2026-11-01", "runs backwards"],
  ["compare one", "vs"],
  ["help", "/perf"],
  ["settings", "America/New_York"],
] as const)("/perf %s answers with %j", async ([text, words], { perf }) => {
  const message = await perf(text);

  expect(`${message.text} ${JSON.stringify(message.blocks)}`).toContain(words);
});
