import { describe, expect } from "vitest";

import { textFile } from "../../src/sources/files/text/text-file.ts";
import { importFile, type ImportFileInput } from "../../src/usecases/import-file.ts";
import { summarizeWorkspace } from "../../src/usecases/summarize-workspace.ts";
import { test } from "../support/fixtures.ts";

function input(content: string, change: Partial<ImportFileInput> = {}): ImportFileInput {
  return {
    file: textFile("report.csv", content),
    account: "Main",
    hints: {},
    dryRun: false,
    skipBadRows: false,
    again: false,
    ...change,
  };
}

function named(currency: string, day = "2026-11-20"): string {
  return `Date,Campaign,Cost,Currency\n${day},Brand,1,${currency}\n`;
}

describe("the currency of an import", () => {
  test("refuses another currency than the account's", async ({ importing, scope }) => {
    await importFile(importing, scope, input(named("USD")));

    const report = await importFile(importing, scope, input(named("EUR")));

    expect(report.outcome).toBe("refused");
    expect(report.errors[0]?.message).toContain("EUR");
    expect(report.errors[0]?.message).toContain("USD");
  });

  test("refuses amounts whose sign is not how the account's currency is written", async ({
    importing,
    scope,
  }) => {
    const signed = (sign: string) =>
      input(`Date,Campaign,Cost\n2026-11-20,Brand,${sign}5.00\n`, { account: `In ${sign}` });
    await importFile(importing, scope, input(named("EUR")));

    const joined = await importFile(importing, scope, { ...signed("$"), account: "Main" });
    const alone = await importFile(importing, scope, signed("$"));
    const crowns = await importFile(importing, scope, signed("kr "));

    expect(joined.errors).toEqual([
      {
        line: null,
        column: null,
        message:
          'The amounts are written with "$", but the account "Main" is in EUR. Currencies are never added together: load them into an account of their own, under another name, and say which currency they are in: --currency USD, for example.',
      },
    ]);
    expect(alone).toMatchObject({ outcome: "stored", currency: "USD" });
    expect(crowns.errors[0]?.message).toBe(
      'The amounts are written with "kr", which may be SEK, NOK, DKK, ISK. Say which: --currency SEK, for example.',
    );
  });

  test("does not take a file's currency for all that was loaded before, unless told to", async ({
    importing,
    scope,
    db,
  }) => {
    await importFile(importing, scope, input("Date,Campaign,Cost\n2026-11-20,Brand,5.00\n"));
    const currencies = async () =>
      (await summarizeWorkspace(db, scope, { period: "7d" })).map(({ currency }) => currency);

    const refused = await importFile(importing, scope, input(named("GBP", "2026-11-21")));
    const before = await currencies();
    const told = input(named("GBP", "2026-11-21"), { hints: { currency: "GBP" } });
    const stored = await importFile(importing, scope, told);

    expect(refused.errors.map(({ message }) => message)).toEqual([
      'The file is in GBP, but nobody has said yet what the account "Main" is in: its numbers so far were taken for USD. If they are all in GBP, say so: --currency GBP. If not, load this file into an account of its own, under another name.',
    ]);
    expect(before).toEqual(["USD"]);
    expect(stored).toMatchObject({ outcome: "stored", currency: "GBP", accountChanged: true });
    expect(stored.warnings.join(" ")).toContain("It is GBP now, for the numbers loaded earlier");
    expect(await currencies()).toEqual(["GBP"]);
  });

  test("settles an assumed currency with the first file that names the same", async ({
    importing,
    scope,
  }) => {
    await importFile(importing, scope, input("Date,Campaign,Cost\n2026-11-20,Brand,5.00\n"));

    const same = await importFile(importing, scope, input(named("USD", "2026-11-21")));
    const told = input(named("EUR", "2026-11-22"), { hints: { currency: "EUR" } });
    const other = await importFile(importing, scope, told);

    expect(same).toMatchObject({ outcome: "stored", accountChanged: false, warnings: [] });
    expect(other.errors[0]?.message).toContain('the account "Main" is in USD');
  });

  test("corrects what was assumed when the same file comes with a word about it", async ({
    importing,
    scope,
    db,
  }) => {
    const bare = "Date,Campaign,Cost\n2026-11-20,Brand,5.00\n";
    const told = input(bare, { hints: { currency: "EUR", timeZone: "Europe/Berlin" } });
    const stored = async () => {
      const [only] = await summarizeWorkspace(db, scope, { period: "7d" });
      return { currency: only?.currency, zone: only?.accounts[0]?.zone };
    };
    await importFile(importing, scope, input(bare));

    const dry = await importFile(importing, scope, { ...told, dryRun: true });
    const before = await stored();
    const again = await importFile(importing, scope, told);
    const after = await stored();
    const third = await importFile(importing, scope, told);

    expect(dry).toMatchObject({ outcome: "preview", accountChanged: true });
    expect(before).toEqual({ currency: "USD", zone: scope.zone });
    expect(again).toMatchObject({
      outcome: "stored",
      currency: "EUR",
      zone: "Europe/Berlin",
      alreadyImported: true,
      accountChanged: true,
      warnings: [
        'The currency of the account "Main" was assumed to be USD. It is EUR now, for the numbers loaded earlier too; no amount is converted.',
        `The zone of the account "Main" was ${scope.zone}. It is Europe/Berlin now; the days loaded earlier stay as they are.`,
      ],
    });
    expect(after).toEqual({ currency: "EUR", zone: "Europe/Berlin" });
    expect(third).toMatchObject({ alreadyImported: true, accountChanged: false, warnings: [] });
  });

  test("assumes a currency that nobody names, says so, and lets a later file correct it", async ({
    importing,
    scope,
    db,
  }) => {
    const bare = "Date,Campaign,Cost\n2026-11-20,Brand,5.00\n";

    const assumed = await importFile(importing, scope, input(bare));
    const corrected = await importFile(
      importing,
      scope,
      input("Date,Campaign,Cost\n2026-11-21,Brand,6.00\n", { hints: { currency: "EUR" } }),
    );

    expect(assumed.currency).toBe("USD");
    expect(assumed.warnings.join(" ")).toContain("USD was assumed");
    expect(corrected.currency).toBe("EUR");
    const [only, ...rest] = await summarizeWorkspace(db, scope, { period: "7d" });
    expect(only?.currency).toBe("EUR");
    expect(rest).toEqual([]);
  });
});
