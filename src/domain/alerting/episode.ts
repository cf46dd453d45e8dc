import type { Verdict } from "./verdict.ts";

export const PHASES = ["ok", "pending", "firing", "resolved"] as const;
/** `ok` and `resolved` differ in what came before; only `pending` and `firing` are open. */
export type Phase = (typeof PHASES)[number];

/** What is remembered of one rule and campaign from one evaluation to the next. */
export interface EpisodeState {
  readonly phase: Phase;
  /** Consecutive breaching evaluations, and consecutive recovered ones. */
  readonly breaches: number;
  readonly recoveries: number;
  /** What the data alone would say now; a flapping episode stays open whatever it is. */
  readonly breaching: boolean;
  readonly flapping: boolean;
  /** Numbers of the evaluations on which `breaching` has changed lately, oldest first. */
  readonly changes: readonly number[];
}

export const CALM: EpisodeState = {
  phase: "ok",
  breaches: 0,
  recoveries: 0,
  breaching: false,
  flapping: false,
  changes: [],
};

export interface EpisodePolicy {
  /** Consecutive breaches before it fires, and consecutive recoveries before it is over. */
  readonly fireAfter: number;
  readonly resolveAfter: number;
  /** Counts the rule's evaluations. */
  readonly evaluation: number;
}

/** What people hear of a step. */
export type Turn = "pending" | "calmed" | "fired" | "resolved" | "ended" | "flapping";

export interface Step {
  readonly state: EpisodeState;
  /** Undefined: nothing has changed that anybody would be told. */
  readonly turn: Turn | undefined;
}

/** So many changes in so many evaluations are flapping (Kibana's measure); it is over after as many without one. */
export const FLAP_CHANGES = 4;
export const FLAP_EVALUATIONS = 20;

/**
 * The next state of an episode. A withheld verdict changes nothing, not even a count; but what no value is tracked of
 * can neither breach nor recover, so that what is open of it has ended.
 */
export function stepEpisode(state: EpisodeState, verdict: Verdict, policy: EpisodePolicy): Step {
  switch (verdict.kind) {
    case "withheld":
      return verdict.because === "no_value" ? end(state) : { state, turn: undefined };
    case "ended":
      return end(state);
    case "breach":
      return onBreach(state, policy);
    case "ok":
      return onCalm(state, verdict.recovered, policy);
  }
}

function onBreach(state: EpisodeState, policy: EpisodePolicy): Step {
  const breaches = state.breaches + 1;
  if (state.phase === "firing") {
    const next = { ...state, breaches, recoveries: 0 };
    return settleFlapping(state.breaching ? next : changed(next, true, policy), policy);
  }
  if (breaches < policy.fireAfter) {
    const turn = state.phase === "pending" ? undefined : "pending";
    return { state: { ...state, phase: "pending", breaches, recoveries: 0 }, turn };
  }
  const fired = changed({ ...state, breaches, recoveries: 0 }, true, policy);
  return { state: { ...fired, phase: "firing" }, turn: "fired" };
}

function onCalm(state: EpisodeState, recovered: boolean, policy: EpisodePolicy): Step {
  if (state.phase !== "firing") {
    const turn = state.phase === "pending" ? "calmed" : undefined;
    return { state: { ...state, phase: "ok", breaches: 0, recoveries: 0 }, turn };
  }
  const recoveries = recovered ? state.recoveries + 1 : 0;
  const next = { ...state, breaches: 0, recoveries };
  if (recoveries < policy.resolveAfter) return settleFlapping(next, policy);
  const calm = state.breaching ? changed(next, false, policy) : next;
  if (state.flapping) return settleFlapping(calm, policy);
  if (lately(calm.changes, policy).length >= FLAP_CHANGES) {
    return { state: { ...calm, flapping: true }, turn: "flapping" };
  }
  return { state: { ...calm, phase: "resolved" }, turn: "resolved" };
}

/** Flapping ends when a whole stretch of evaluations was quiet; what the data then say holds. */
function settleFlapping(state: EpisodeState, policy: EpisodePolicy): Step {
  if (!state.flapping || lately(state.changes, policy).length > 0) {
    return { state, turn: undefined };
  }
  const settled = { ...state, flapping: false };
  return state.breaching
    ? { state: settled, turn: undefined }
    : { state: { ...settled, phase: "resolved" }, turn: "resolved" };
}

function end(state: EpisodeState): Step {
  const over = { ...state, breaches: 0, recoveries: 0, breaching: false, flapping: false };
  if (state.phase === "pending") return { state: { ...over, phase: "ok" }, turn: "calmed" };
  if (state.phase === "firing") return { state: { ...over, phase: "resolved" }, turn: "ended" };
  return { state, turn: undefined };
}

function changed(state: EpisodeState, breaching: boolean, policy: EpisodePolicy): EpisodeState {
  const changes = [...lately(state.changes, policy), policy.evaluation];
  return { ...state, breaching, changes };
}

function lately(changes: readonly number[], { evaluation }: EpisodePolicy): readonly number[] {
  return changes.filter((at) => at > evaluation - FLAP_EVALUATIONS);
}
