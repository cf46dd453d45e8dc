import { addDays, type Day, type DayRange } from "../day.ts";
import { binomialAtMost } from "./distributions.ts";

/** What the platform and the team's own tracking have counted of the same campaigns and days. */
export interface TrackingGap {
  readonly range: DayRange;
  readonly platform: number;
  readonly firstParty: number;
  /** The difference as a share of the larger. */
  readonly share: number;
}

/** Conversions come late on both sides, and not equally late. */
const UNSETTLED_DAYS = 2;
const COMPARED_DAYS = 7;

/** The two never agree: consent, blockers, view-through. Beyond this one of them is broken. */
const OPENS_BEYOND = 0.3;
/** Once open, it is over only within this. */
const CLOSES_WITHIN = 0.25;
const CONVERSIONS_AT_LEAST = 20;
/** Both tails together: 99 %. */
const CHANCE_AT_MOST = 0.01 / 2;

/** The last complete settled days before `today`. */
export function comparedDays(today: Day): DayRange {
  const to = addDays(today, -1 - UNSETTLED_DAYS);
  return { from: addDays(to, 1 - COMPARED_DAYS), to };
}

/** `unsure`: too few conversions to say, which neither opens nor closes anything. */
export type GapVerdict =
  | { readonly kind: "gap"; readonly gap: TrackingGap }
  | { readonly kind: "none" | "unsure" };

/**
 * Whether the two differ beyond the limit, and not by chance: were both to count the same, the smaller of two counts
 * with n in all would be binomial(n, ½).
 */
export function gapVerdict(
  counted: Omit<TrackingGap, "share">,
  state: "open" | "closed",
): GapVerdict {
  const { platform, firstParty } = counted;
  const larger = Math.max(platform, firstParty);
  const smaller = Math.min(platform, firstParty);
  if (larger < CONVERSIONS_AT_LEAST) return { kind: "unsure" };
  const share = (larger - smaller) / larger;
  if (share <= CLOSES_WITHIN) return { kind: "none" };
  if (state === "open") return { kind: "gap", gap: { ...counted, share } };
  const chance = binomialAtMost(smaller, larger + smaller, 0.5);
  return share > OPENS_BEYOND && chance <= CHANCE_AT_MOST
    ? { kind: "gap", gap: { ...counted, share } }
    : { kind: "none" };
}
