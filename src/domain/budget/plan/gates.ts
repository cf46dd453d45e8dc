import type { Expected } from "../honest-range.ts";

/** What a plan has to reach before anybody is told of it. */
export interface GateLimits {
  readonly probability: number;
  /** Mean gain as a share of the value now: less is not worth a person's time. */
  readonly gainShare: number;
  /** Share of the prior variance of elasticities that the data have taken away, over the money moved. */
  readonly information: number;
}

export const GATES: GateLimits = { probability: 0.92, gainShare: 0.003, information: 0.35 };

/** Any plan whose mean gain is above zero. */
export const NO_GATES: GateLimits = { probability: 0, gainShare: 0, information: -Infinity };

/** What the gates look at. */
export interface Evidence {
  readonly expected: Expected;
  readonly gainShare: number;
  readonly information: number;
  readonly probabilityBalanced: number;
}

export type GateVerdict =
  | { readonly kind: "speak" }
  | { readonly kind: "already-balanced"; readonly probability: number }
  | { readonly kind: "gain-too-small"; readonly share: number; readonly least: number }
  | {
      readonly kind: "too-little-information";
      readonly information: number;
      readonly least: number;
    }
  | { readonly kind: "too-uncertain"; readonly probability: number; readonly least: number };

/** The first reason to keep a plan to oneself, the one that explains most first. */
export function judgeEvidence(evidence: Evidence, limits: GateLimits): GateVerdict {
  const { expected, gainShare, information, probabilityBalanced } = evidence;
  if (gainShare < limits.gainShare || expected.gain <= 0) {
    return { kind: "gain-too-small", share: gainShare, least: limits.gainShare };
  }
  const sure = expected.probability >= limits.probability;
  if (!sure && probabilityBalanced >= 0.5) {
    return { kind: "already-balanced", probability: probabilityBalanced };
  }
  if (information < limits.information) {
    return { kind: "too-little-information", information, least: limits.information };
  }
  if (sure) return { kind: "speak" };
  return {
    kind: "too-uncertain",
    probability: expected.probability,
    least: limits.probability,
  };
}
