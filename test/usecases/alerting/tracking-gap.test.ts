import { describe, expect } from "vitest";

import type { Db } from "../../../src/db/db.ts";
import { addDays, type Day } from "../../../src/domain/day.ts";
import { readPostback } from "../../../src/sources/postback/read-postback.ts";
import { drawAccountAlert } from "../../../src/usecases/alerting/draw-account-alert.ts";
import { processPostbacks } from "../../../src/usecases/postbacks/process-postbacks.ts";
import { receivePostbacks } from "../../../src/usecases/postbacks/receive-postbacks.ts";
import { type AlertDesk, ruleOf, test, tickAfter } from "../../support/alert-desk.ts";
import { factsOf, type Told } from "./replay.ts";

const FIRST: Day = "2026-10-20";
const DAYS = 30;

/** `counts` conversions of the campaign on each day from `first` on. */
async function callIn(
  db: Db,
  desk: AlertDesk,
  calls: { readonly campaign: string; readonly first: Day; readonly counts: readonly number[] },
): Promise<void> {
  const { campaign, first, counts } = calls;
  const parameters = counts.flatMap((count, index) =>
    Array.from({ length: count }, (_, one) => ({
      cid: `${campaign} ${addDays(first, index)} ${one}`,
      campaign,
      timestamp: `${addDays(first, index)}T12:00:00Z`,
    })),
  );
  await receivePostbacks(
    db,
    desk.scope,
    parameters.map((one) => ({ receivedAt: Date.parse(one.timestamp), parameters: one })),
  );
  await processPostbacks({ db, readPostback }, desk.scope);
}

/** Two campaigns of ten conversions a day each, as the platform has it. */
async function platform(desk: AlertDesk): Promise<void> {
  const account = await desk.account();
  const days = Array.from({ length: DAYS }, (): Told => [100, 10]);
  await account.put(["A", "B"].flatMap((name) => factsOf(name, FIRST, days)));
  await desk.add(ruleOf());
}

function counts(days: number, count: number): number[] {
  return Array.from({ length: days }, () => count);
}

const TICK = (day: number): number => tickAfter(addDays(FIRST, day));

describe("a tracking gap", () => {
  test("is told once, withholds nothing, and is over when both agree again", async ({
    db,
    desk,
  }) => {
    await platform(desk);
    for (const campaign of ["A", "B"]) {
      const first = FIRST;
      await callIn(db, desk, {
        campaign,
        first,
        counts: [...counts(12, 9), ...counts(7, 5), ...counts(11, 9)],
      });
    }

    const reports = [];
    for (let day = 11; day < DAYS; day++) reports.push(await desk.check(TICK(day)));

    const opened = reports.flatMap((report) => report.opened);
    expect(opened.map(({ rule, campaign }) => [rule, campaign])).toEqual([
      ["Tracking gap", "Main"],
    ]);
    expect(reports.flatMap(({ resolved }) => resolved.map(({ rule }) => rule))).toEqual([
      "Tracking gap",
    ]);
    expect(reports.every(({ withheld }) => withheld.tracking_broken === 0)).toBe(true);
    const alert = await drawAccountAlert(db, { ...desk.scope }, opened[0]?.episodeId ?? 0);
    expect(alert).toMatchObject({
      trouble: "tracking_gap",
      phase: "resolved",
      gap: { platform: 140, firstParty: 94 },
    });
    expect(opened[0]?.reason).toBe(
      `platform 140, first-party 94 conversions from ${alert.gap?.range.from} to ${alert.gap?.range.to}`,
    );
    expect((await desk.deliveries()).map(({ payload }) => payload)).toEqual([
      { kind: "account", episodeId: opened[0]?.episodeId },
      { kind: "account-over", episodeId: opened[0]?.episodeId },
    ]);
  });

  test.for<[string, readonly number[]]>([
    ["never was any tracking of the team's own", []],
    ["it has begun within the compared days", [...counts(25, 0), ...counts(5, 2)]],
    ["campaigns without it are not compared", counts(DAYS, 9)],
  ])("is none where %s", async ([, own], { db, desk }) => {
    await platform(desk);
    await callIn(db, desk, { campaign: "A", first: FIRST, counts: own });

    const report = await desk.check(TICK(DAYS - 1));

    expect(report.opened).toEqual([]);
  });
});
