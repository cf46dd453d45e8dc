import { describe, expect } from "vitest";

import { SIMULATED, test } from "./source-cli-test.ts";

describe("sources", () => {
  test("are looked at before they are added", async ({ file, trimtab }) => {
    const name = await file(SIMULATED);

    const words = await trimtab("source", "add", name, "--check");
    const json = await trimtab("source", "add", name, "--check", "--json");

    expect(words.code).toBe(0);
    expect(words.out).toMatch(/^ok {4}"Demo Google Ads" \(Google Ads google_ads\), in USD/);
    expect(words.out).toContain("note  A made-up platform");
    expect(json.json()).toMatchObject({
      accounts: expect.arrayContaining([
        {
          id: "google_ads",
          platform: "google_ads",
          name: "Demo Google Ads",
          currency: "USD",
          timezone: "America/New_York",
        },
      ]) as unknown,
      notes: [expect.any(String)],
    });
    expect((await trimtab("source", "list")).out).toContain("No source is set up");
  });

  test("are added once, and listed", async ({ file, trimtab }) => {
    const added = await trimtab("source", "add", await file(SIMULATED), "--json");
    const again = await trimtab("source", "add", await file({ ...SIMULATED, name: "TRIAL" }));

    expect(added.json()).toMatchObject({
      source: { id: expect.any(Number) as number, name: "Trial" },
      accounts: expect.any(Array) as unknown,
      notes: expect.any(Array) as unknown,
    });
    expect([again.code, again.err]).toEqual([
      1,
      expect.stringContaining('a source named "TRIAL" already'),
    ]);
    expect((await trimtab("source", "list", "--json")).json()).toEqual({
      sources: [
        {
          id: expect.any(Number) as number,
          name: "Trial",
          kind: "simulated",
          state: "new",
          schedule: "20 */3 * * *",
          accounts: [],
          lastLoad: null,
          nextAt: "2026-11-24T12:00:00.000Z",
          error: null,
        },
      ],
    });
    expect((await trimtab("source", "list")).out).toBe(
      'new      "Trial" (Simulated platform): not loaded yet, next 2026-11-24T12:00:00.000Z\n',
    );
  });

  test("are checked by their name", async ({ added, trimtab }) => {
    await added(SIMULATED);
    expect((await trimtab("source", "check", "trial")).out).toContain("ok ");
    expect((await trimtab("source", "check", "trial", "--json")).json()).toHaveProperty("accounts");
  });

  test("are loaded now, what is due and what is asked for", async ({ added, trimtab }) => {
    await added(SIMULATED);

    const due = await trimtab("source", "load", "Trial", "--json");
    const asked = ["--from", "2026-11-10", "--to", "2026-11-11", "--json"];
    const earlier = await trimtab("source", "load", "Trial", ...asked);
    const open = await trimtab("source", "load", "Trial", "--from", "2026-11-23", "--json");

    expect(due.json()).toEqual({
      source: "Trial",
      days: { from: "2026-11-21", to: "2026-11-24" },
      rows: expect.any(Number) as number,
      revised: 0,
    });
    expect(earlier.json()).toMatchObject({ days: { from: "2026-11-10", to: "2026-11-11" } });
    expect(open.json()).toMatchObject({ days: { from: "2026-11-23", to: "2026-11-24" } });
    expect((due.json() as { rows: number }).rows).toBeGreaterThan(0);
    expect((await trimtab("summary", "--period", "2026-11-10..2026-11-11")).code).toBe(0);
    const [source] = ((await trimtab("source", "list", "--json")).json() as { sources: object[] })
      .sources;
    expect(source).toMatchObject({
      state: "ok",
      accounts: expect.arrayContaining([
        {
          name: "Demo Google Ads",
          platform: "google_ads",
          id: "google_ads",
          currency: "USD",
          writes: false,
        },
      ]) as unknown,
      lastLoad: { at: "2026-11-24T12:00:00.000Z" },
      error: null,
    });
  });

  test("say in words what a load brought", async ({ added, trimtab }) => {
    await added(SIMULATED);
    const ran = await trimtab("source", "load", "Trial");
    expect(ran.out).toMatch(
      /^"Trial": \d+ rows of 2026-11-21 to 2026-11-24, 0 of them revised\.\n$/,
    );
  });

  test.for([
    [["--to", "2026-11-11"]],
    [["--from", "yesterday"]],
    [["--from", "2026-11-12", "--to", "2026-11-11"]],
    [["--from", "2026-11-12", "--to", "2026-11-31"]],
  ])("are not loaded for %j", async ([days = []], { added, trimtab }) => {
    await added(SIMULATED);
    const ran = await trimtab("source", "load", "Trial", ...days);
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining("Say the days as --from")]);
  });

  test("are paused and resumed", async ({ added, trimtab }) => {
    await added(SIMULATED);

    const paused = await trimtab("source", "pause", "Trial", "--json");
    const listed = await trimtab("source", "list", "--json");
    const resumed = await trimtab("source", "resume", "Trial", "--json");

    expect(paused.json()).toEqual({ source: "Trial", paused: true });
    expect(listed.json()).toMatchObject({ sources: [{ state: "paused", nextAt: null }] });
    expect(resumed.json()).toEqual({ source: "Trial", paused: false });
    expect((await trimtab("source", "list", "--json")).json()).toMatchObject({
      sources: [{ state: "new", nextAt: "2026-11-24T12:00:00.000Z" }],
    });
    expect((await trimtab("source", "pause", "Trial")).out).toBe('"Trial" is paused.\n');
    expect((await trimtab("source", "resume", "Trial")).out).toBe(
      '"Trial" is loaded by itself again.\n',
    );
  });

  test("are removed, and their numbers stay", async ({ added, trimtab }) => {
    await added(SIMULATED);
    await trimtab("source", "load", "Trial");

    const removed = await trimtab("source", "remove", "trial", "--json");

    expect(removed.json()).toEqual({ removed: "Trial" });
    expect((await trimtab("source", "list", "--json")).json()).toEqual({ sources: [] });
    expect((await trimtab("summary", "--period", "2026-11-22")).code).toBe(0);
    await added(SIMULATED);
    expect((await trimtab("source", "remove", "Trial")).out).toContain("no source any more");
  });

  test.for([["check"], ["load"], ["pause"], ["resume"], ["remove"]])(
    "of an unknown name: %s refuses",
    async ([deed = ""], { trimtab }) => {
      const ran = await trimtab("source", deed, "Nothing", "--json");
      expect([ran.code, ran.json()]).toEqual([
        1,
        { error: 'There is no source named "Nothing"; "trimtab source list" says them.' },
      ]);
    },
  );

  test.for([
    [["source", "add"]],
    [["source", "load"]],
    [["source", "writes"]],
    [["source", "change", "Trial"]],
    [["source", "list", "--all"]],
  ])("%j is wrong usage", async ([argv = []], { trimtab }) => {
    expect((await trimtab(...argv)).code).toBe(2);
  });
});

describe("writing budgets", () => {
  test("is turned on and off by the account's name", async ({ added, trimtab }) => {
    await added(SIMULATED);
    await trimtab("source", "load", "Trial");
    const writes = (...words: string[]) => trimtab("source", "writes", "demo google ads", ...words);

    const on = await writes("--on", "--json");
    const listed = await trimtab("source", "list", "--json");
    const off = await writes("--off", "--json");

    expect(on.json()).toEqual({ account: "Demo Google Ads", writes: true });
    expect(listed.json()).toMatchObject({
      sources: [
        {
          accounts: expect.arrayContaining([
            expect.objectContaining({ name: "Demo Google Ads", writes: true }),
            expect.objectContaining({ name: "Demo Meta Ads", writes: false }),
          ]) as unknown,
        },
      ],
    });
    expect(off.json()).toEqual({ account: "Demo Google Ads", writes: false });
    expect((await writes("--on")).out).toContain("from now on");
    expect((await writes("--off")).out).toContain("dry run");
  });

  test.for([[[]], [["--on", "--off"]]])("with %j is refused", async ([words], { trimtab }) => {
    const ran = await trimtab("source", "writes", "Demo Google Ads", ...(words ?? []));
    expect([ran.code, ran.err]).toEqual([2, "Say one of --on and --off.\n"]);
  });

  test("of an account that no source loads is refused", async ({ added, trimtab }) => {
    await added(SIMULATED);
    const ran = await trimtab("source", "writes", "Demo Google Ads", "--on");
    expect([ran.code, ran.err]).toEqual([
      1,
      expect.stringContaining('No live source loads an account named "Demo Google Ads"'),
    ]);
  });
});
