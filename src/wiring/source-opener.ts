import type { Config } from "../config.ts";
import type { Db } from "../db/db.ts";
import { readSimulatedBudgets, setSimulatedBudget } from "../db/simulated-budgets.ts";
import { replaceSecrets } from "../db/source-secrets.ts";
import type { SourceKind } from "../domain/source/source-kind.ts";
import { simulatedSource } from "../sources/simulated/simulated-source.ts";
import {
  type OpenedSource,
  type SourceDeps,
  type SourceType,
  USUAL_RETRY,
} from "../sources/source-type.ts";
import { sourceTypeOf } from "../sources/source-types.ts";
import type { OpenSource } from "../usecases/open-source.ts";
import { type Source, SourceFault } from "../usecases/source.ts";
import { CannotOpen, createSecretBox, type SecretBox } from "./secret-box.ts";

export interface SourceOpenerDeps {
  readonly config: Pick<Config, "secretKeys" | "warehouseUrl">;
  readonly db: Db;
  readonly now: () => number;
}

/** Opens sources of every kind, out of what is stored of them or is about to be. */
export interface SourceOpener {
  /** Undefined where no key is set: then no secret can be stored. */
  readonly box: SecretBox | undefined;
  /** Settings and secrets as they were given, before anything is stored; every fault is named. */
  read(kind: SourceKind, given: GivenSource): OpenedSource;
  /** Throws a `SourceFault`. */
  open: OpenSource;
  /** The same by another clock, for loads that play an earlier day. */
  openAt(now: () => number): OpenSource;
  /** Days that the kind reads again with each load. */
  trailingDays(kind: SourceKind): number;
}

export interface GivenSource {
  readonly workspaceId: number;
  readonly settings: unknown;
  readonly secrets: unknown;
}

export function createSourceOpener({ config, db, now }: SourceOpenerDeps): SourceOpener {
  const box = config.secretKeys === undefined ? undefined : createSecretBox(config.secretKeys);

  function typeOf(kind: SourceKind, workspaceId: number): SourceType {
    const known = sourceTypeOf(kind);
    if (known !== undefined) return known;
    return simulatedSource(
      {
        budgets: () => readSimulatedBudgets(db, workspaceId),
        setBudget: (campaign, micros, at) =>
          setSimulatedBudget(db, { workspaceId, campaign, micros, at }),
      },
      now,
    );
  }

  function read(
    kind: SourceKind,
    { workspaceId, settings, secrets }: GivenSource,
    deps: Partial<SourceDeps> = {},
  ): OpenedSource {
    const usual = kind === "sql" ? warehouseSecrets(config) : undefined;
    return typeOf(kind, workspaceId).open(
      { settings, secrets: secrets ?? usual },
      { now, retry: USUAL_RETRY, ...deps },
    );
  }

  function openAt(clock: () => number): OpenSource {
    return (row): Source => {
      const { workspaceId, kind, settings } = row;
      const secrets = unsealed(box, row);
      const keepRefreshToken = keeperOf({ box, db }, row, secrets);
      const opened = read(
        kind,
        { workspaceId, settings, secrets },
        { now: clock, keepRefreshToken },
      );
      if (opened.kind === "open") return opened.source;
      const faults = opened.faults.map(({ field, message }) => `${field}: ${message}`).join("; ");
      throw new SourceFault("settings", `What is stored of the source cannot be used: ${faults}.`, {
        next: "Remove it and add it anew: trimtab source remove, trimtab source add.",
      });
    };
  }

  return {
    box,
    read,
    open: openAt(now),
    openAt,
    trailingDays: (kind) => typeOf(kind, 0).trailingDays,
  };
}

/** What a source's secrets are bound to: moved to another workspace or kind they do not open. */
export function secretContext(workspaceId: number, kind: SourceKind): string {
  return `source:${workspaceId}:${kind}`;
}

type StoredSource = Parameters<OpenSource>[0];

/**
 * Seals a newer refresh token with the other secrets. Where another instance has stored one meanwhile, or they have been
 * sealed anew, that stays: each of these tokens is good.
 */
function keeperOf(
  { box, db }: { readonly box: SecretBox | undefined; readonly db: Db },
  row: StoredSource,
  secrets: unknown,
): (refreshToken: string) => Promise<void> {
  let held = row.secrets;
  return async (refreshToken) => {
    if (box === undefined || held === null || !isRecord(secrets)) return;
    const context = secretContext(row.workspaceId, row.kind);
    const renewed = box.seal(JSON.stringify({ ...secrets, refreshToken }), context);
    if (await replaceSecrets(db, row, { held, renewed })) held = renewed;
  };
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** SQL sources without an address of their own read the team's warehouse. */
function warehouseSecrets({ warehouseUrl }: SourceOpenerDeps["config"]): unknown {
  return warehouseUrl === undefined ? undefined : { url: warehouseUrl };
}

function unsealed(
  box: SecretBox | undefined,
  { workspaceId, kind, secrets }: StoredSource,
): unknown {
  if (secrets === null) return undefined;
  if (box === undefined) {
    throw new SourceFault("credentials", "Its secrets are sealed, and no key is set.", {
      next: "Set TRIMTAB_SECRET_KEY to the key that they were sealed with.",
    });
  }
  try {
    return JSON.parse(box.open(secrets, secretContext(workspaceId, kind)));
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    throw new SourceFault("credentials", `Its secrets cannot be opened. ${error.message}`, {
      next: "Put the key that they were sealed with into TRIMTAB_SECRET_KEY_OLD, or add the source anew.",
    });
  }
}
