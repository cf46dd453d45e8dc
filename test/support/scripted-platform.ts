import {
  type BudgetChange,
  type BudgetWriter,
  type LiveBudget,
  SourceFault,
  type WriteAnswer,
} from "../../src/usecases/source.ts";

/** A platform that holds budgets: what it is asked is kept, and it can be told to fail. */
export interface ScriptedPlatform extends BudgetWriter {
  readonly budgets: Map<string, bigint>;
  readonly asked: string[];
  /** Thrown by the next calls, one each. */
  readonly faults: (SourceFault | Error | undefined)[];
  readonly rejections: Map<string, string>;
  readonly unfit: Map<string, string>;
  /** Writing is answered, and nothing changes. */
  deaf: boolean;
  /** Nothing is answered until the caller gives up. */
  mute: boolean;
}

export function scriptedPlatform(budgets: Readonly<Record<string, bigint>>): ScriptedPlatform {
  const platform: ScriptedPlatform = {
    budgets: new Map(Object.entries(budgets)),
    asked: [],
    faults: [],
    rejections: new Map(),
    unfit: new Map(),
    deaf: false,
    mute: false,
    async read({ campaignId }, signal): Promise<LiveBudget> {
      platform.asked.push(`read ${campaignId}`);
      if (platform.mute) await givenUp(signal);
      await fail();
      const reason = platform.unfit.get(campaignId);
      if (reason !== undefined) return { kind: "unfit", reason };
      return { kind: "daily", micros: platform.budgets.get(campaignId) ?? 0n, ref: campaignId };
    },
    async write({ ref, micros, validateOnly }: BudgetChange): Promise<WriteAnswer> {
      platform.asked.push(`${validateOnly ? "validate" : "write"} ${ref}`);
      const requestId = `req-${platform.asked.length}`;
      const reason = platform.rejections.get(ref);
      if (reason !== undefined) return { kind: "rejected", reason, requestId };
      if (!validateOnly && !platform.deaf) platform.budgets.set(ref, micros);
      await fail();
      return { kind: "accepted", requestId };
    },
  };

  function givenUp(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      const fault = new SourceFault("unreachable", "The call was given up.", { next: "Wait." });
      signal.addEventListener("abort", () => reject(fault));
    });
  }

  async function fail(): Promise<void> {
    const fault = platform.faults.shift();
    if (fault !== undefined) await Promise.reject(fault);
  }

  return platform;
}
