import { newSecret } from "./identifiers.ts";
import { TEAM } from "./people.ts";

const LIFE_MS = 3000;

export type TriggerFault = "invalid_trigger_id" | "expired_trigger_id" | "exchanged_trigger_id";

export type Redeemed = { readonly user: string } | { readonly fault: TriggerFault };

/** Trigger ids open one view each, within three seconds. */
export interface Triggers {
  issue(user: string): string;
  redeem(id: unknown): Redeemed;
}

export function createTriggers(now: () => number): Triggers {
  const issued = new Map<string, { user: string; at: number; used: boolean }>();

  function forgetOld(): void {
    for (const [id, { at }] of issued) if (now() - at > 60_000) issued.delete(id);
  }

  return {
    issue(user) {
      forgetOld();
      const id = `${issued.size + 1}.${TEAM.id}.${newSecret()}`;
      issued.set(id, { user, at: now(), used: false });
      return id;
    },
    redeem(id) {
      const trigger = typeof id === "string" ? issued.get(id) : undefined;
      if (trigger === undefined) return { fault: "invalid_trigger_id" };
      if (trigger.used) return { fault: "exchanged_trigger_id" };
      if (now() - trigger.at > LIFE_MS) return { fault: "expired_trigger_id" };
      trigger.used = true;
      return { user: trigger.user };
    },
  };
}
