import type { z } from "zod";

import type { SourceKind } from "../domain/source/source-kind.ts";
import type { Source } from "../usecases/source.ts";

/** What clients are given besides their settings. */
export interface SourceDeps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How failing calls are tried again within a load; milliseconds. */
  readonly retry: RetryTiming;
  /** Stores a refresh token that the platform has given in place of the one in the secrets; undefined: nothing is. */
  readonly keepRefreshToken?: (token: string) => Promise<void>;
}

export interface RetryTiming {
  readonly attempts: number;
  readonly firstWaitMs: number;
  /** Whoever bids us wait longer is left alone until the next load. */
  readonly longestWaitMs: number;
}

export const USUAL_RETRY: RetryTiming = { attempts: 4, firstWaitMs: 500, longestWaitMs: 30_000 };

/** One wrong setting: where it is, and what it must be. */
export interface SettingFault {
  readonly field: string;
  readonly message: string;
}

export type OpenedSource =
  | { readonly kind: "open"; readonly source: Source }
  | { readonly kind: "faulty"; readonly faults: readonly SettingFault[] };

/** A kind of source: what its settings and its secrets are, and how to open one. */
export interface SourceType {
  readonly kind: SourceKind;
  /** Days before today that the platform restates, and that each load reads again. */
  readonly trailingDays: number;
  /** Names every fault of settings and secrets at once. */
  open(
    given: { readonly settings: unknown; readonly secrets: unknown },
    deps: SourceDeps,
  ): OpenedSource;
}

/** A kind of source out of its two schemas and its client. */
export function defineSource<S, K>(input: {
  readonly kind: SourceKind;
  readonly trailingDays: number;
  readonly settings: z.ZodType<S>;
  readonly secrets: z.ZodType<K>;
  readonly create: (settings: S, secrets: K, deps: SourceDeps) => Source;
}): SourceType {
  const { kind, trailingDays } = input;
  return {
    kind,
    trailingDays,
    open(given, deps) {
      const settings = input.settings.safeParse(given.settings);
      const secrets = input.secrets.safeParse(given.secrets);
      if (settings.success && secrets.success) {
        return { kind: "open", source: input.create(settings.data, secrets.data, deps) };
      }
      return {
        kind: "faulty",
        faults: [...faultsOf("settings", settings), ...faultsOf("secrets", secrets)],
      };
    },
  };
}

function faultsOf(part: string, parsed: z.ZodSafeParseResult<unknown>): SettingFault[] {
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => ({
    field: [part, ...path.map(String)].join("."),
    message,
  }));
}
