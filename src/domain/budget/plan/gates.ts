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

/** A plan that rests less than so on data is one that a test shift would tell more of. */
const WELL_KNOWN = 0.65;

/** What the gates look at. */
export interface Evidence {
  readonly expected: Expected;
  readonly gainShare: number;
  readonly information: number;
  readonly probabilityBalanced: number;
  /** Of what speaks against a gain, the share that budgets which are balanced already make up. */
  readonly balancedDoubt: number;
}

/** How probable a gain is, and how probable it has to be. */
export interface Shortfall {
  readonly probability: number;
  readonly least: number;
}

/** `unsure`: what the reason leaves of the plan's certainty, where that is what keeps it back. */
export type GateVerdict =
  | { readonly kind: "speak" }
  | {
      readonly kind: "already-balanced";
      readonly probability: number;
      readonly unsure?: Shortfall | undefined;
    }
  | {
      readonly kind: "gain-too-small";
      readonly share: number;
      readonly least: number;
      readonly unsure?: Shortfall | undefined;
    }
  | {
      readonly kind: "too-little-information";
      readonly information: number;
      readonly least: number;
      readonly unsure?: Shortfall | undefined;
    };

/** The first reason to keep a plan to oneself, the one that explains most first. */
export function judgeEvidence(evidence: Evidence, limits: GateLimits): GateVerdict {
  const { expected, gainShare, information, probabilityBalanced } = evidence;
  const sure = expected.probability >= limits.probability;
  if (!sure && probabilityBalanced >= 0.5) {
    return { kind: "already-balanced", probability: probabilityBalanced };
  }
  if (gainShare < limits.gainShare || expected.gain <= 0) {
    return { kind: "gain-too-small", share: gainShare, least: limits.gainShare };
  }
  if (information < limits.information) {
    return { kind: "too-little-information", information, least: limits.information };
  }
  return sure ? { kind: "speak" } : whyUnsure(evidence, limits);
}

/** What a doubtful gain is doubtful for: one of the reasons that have a name, and so a next step. */
function whyUnsure(
  { expected, gainShare, information, probabilityBalanced, balancedDoubt }: Evidence,
  limits: GateLimits,
): GateVerdict {
  const unsure = { probability: expected.probability, least: limits.probability };
  if (information < WELL_KNOWN) {
    return { kind: "too-little-information", information, least: WELL_KNOWN, unsure };
  }
  return balancedDoubt >= 0.5
    ? { kind: "already-balanced", probability: probabilityBalanced, unsure }
    : { kind: "gain-too-small", share: gainShare, least: limits.gainShare, unsure };
}
