/** Something that goes wrong on demand, the next time that a method is called. */
export type Fault =
  | { readonly kind: "rate-limited"; readonly retryAfterSeconds: number }
  /** `done`: the work is done all the same. */
  | { readonly kind: "server-error"; readonly done?: boolean }
  /** No answer ever comes. */
  | { readonly kind: "hang"; readonly done?: boolean }
  /** The connection breaks before the work is done. */
  | { readonly kind: "reset" }
  /** The work is done, then the connection breaks before the answer. */
  | { readonly kind: "lost-answer" }
  /** The work is done, then something else answers. */
  | { readonly kind: "unreadable-answer" }
  | { readonly kind: "error"; readonly error: string };

/** Whether the work is done before the fault strikes. */
export function isDone(fault: Fault): boolean {
  switch (fault.kind) {
    case "lost-answer":
    case "unreadable-answer":
      return true;
    case "server-error":
    case "hang":
      return fault.done === true;
    default:
      return false;
  }
}

export interface FaultRule {
  /** A Web API method, or `response_url`. */
  readonly method: string;
  readonly fault: Fault;
  /** Only calls for this channel. */
  readonly channel?: string;
  /** How many calls it strikes; 1 when it is not said. */
  readonly times?: number;
}

export interface Faults {
  next(rule: FaultRule): void;
  clear(): void;
}

export interface FaultQueue extends Faults {
  take(method: string, channel: unknown): Fault | undefined;
}

export function createFaults(): FaultQueue {
  let rules: readonly { rule: FaultRule; left: number }[] = [];
  return {
    next(rule) {
      rules = [...rules, { rule, left: rule.times ?? 1 }];
    },
    clear() {
      rules = [];
    },
    take(method, channel) {
      const hit = rules.find(
        ({ rule }) =>
          rule.method === method && (rule.channel === undefined || rule.channel === channel),
      );
      if (hit === undefined) return undefined;
      hit.left -= 1;
      rules = rules.filter(({ left }) => left > 0);
      return hit.rule.fault;
    },
  };
}
