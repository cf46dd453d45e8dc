import type { Db } from "../../db/db.ts";
import { platformBesideFirstParty } from "../../db/first-party-sums.ts";
import { comparedDays, gapVerdict } from "../../domain/alerting/tracking-gap.ts";
import { dayAt, eachDay } from "../../domain/day.ts";
import type { Finding } from "./find-troubles.ts";

/**
 * Accounts whose platform counts other conversions than the team's own tracking. Compared are the campaigns that the
 * latter had seen before; where the days are not loaded yet or too few converted, nothing is found, neither a gap nor its end.
 */
export async function findGaps(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly at: number;
    readonly watched: readonly Pick<Finding, "calendar" | "rules">[];
    /** Accounts whose gap is told of already. */
    readonly openGaps: ReadonlySet<number>;
  },
): Promise<Finding[]> {
  const compared = input.watched
    .map((one) => ({ ...one, days: comparedDays(dayAt(input.at, one.calendar.account.timeZone)) }))
    .filter(({ calendar, days }) => eachDay(days).every((day) => calendar.has(day)));
  if (compared.length === 0) return [];
  const counted = await platformBesideFirstParty(
    db,
    input.workspaceId,
    compared.map(({ calendar, days }) => ({ accountId: calendar.account.accountId, days })),
  );
  return compared.flatMap(({ calendar, rules, days: range }): Finding[] => {
    const { accountId } = calendar.account;
    const both = counted.get(accountId);
    if (both === undefined) return [];
    const state = input.openGaps.has(accountId) ? "open" : "closed";
    const verdict = gapVerdict({ range, ...both }, state);
    const finding = { trouble: "tracking_gap", calendar, rules } as const;
    switch (verdict.kind) {
      case "gap":
        return [{ ...finding, day: range.to, gap: verdict.gap }];
      case "none":
        return [{ ...finding, day: undefined }];
      case "unsure":
        return [];
    }
  });
}
