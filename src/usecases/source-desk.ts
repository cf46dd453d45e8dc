import type { SourceKind } from "../domain/source/source-kind.ts";
import type { LoadEnd, SourceStatus } from "../domain/source/source-status.ts";
import { USUAL_HISTORY_DAYS, USUAL_SCHEDULE } from "../domain/source/usual-source.ts";
import { Invalid } from "./errors.ts";
import type { Scope } from "./scope.ts";
import type { Person } from "./shift-desk.ts";
import { addSource, checkMayAdd, pauseSource, setAccountWrites } from "./sources/change-source.ts";
import { listSources } from "./sources/list-sources.ts";
import {
  type LoadMessage,
  loadForPerson,
  takeSource,
  type TakenSource,
} from "./sources/load-for-person.ts";
import type { LoadProgress, LoadSourceDeps } from "./sources/loading.ts";

export interface SourceDeskDeps {
  readonly loading: LoadSourceDeps;
  /** Reads settings as their kind does: the faults, one a field. */
  readonly faultsOf: (
    kind: SourceKind,
    settings: unknown,
  ) => readonly { readonly field: string; readonly message: string }[];
  /** Days that a kind reads again with each load. */
  readonly trailingDays: (kind: SourceKind) => number;
  /** A warehouse is set, which SQL sources of Slack's read. */
  readonly hasWarehouse: boolean;
}

/** A SQL source as a form in Slack names it. */
export interface NamedSqlSource {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What the desk does about live sources, for surfaces that know no database. */
export function createSourceDesk(deps: SourceDeskDeps) {
  const { loading, faultsOf, trailingDays, hasWarehouse } = deps;
  const { db } = loading;
  return {
    /** SQL sources can be added from Slack. */
    canAdd: hasWarehouse,
    checkMayAdd: (scope: Scope, person: Person): Promise<void> => checkMayAdd(db, scope, person),
    list: (scope: Scope): Promise<SourceStatus[]> => listSources(db, scope),
    pause: (
      scope: Scope,
      input: { readonly sourceId: number; readonly paused: boolean; readonly person: Person },
    ): Promise<void> => pauseSource(db, scope, input),
    setWrites: (
      scope: Scope,
      input: { readonly accountId: number; readonly writes: boolean; readonly person: Person },
    ): Promise<void> => setAccountWrites(db, scope, input),
    take: (scope: Scope, sourceId: number): Promise<TakenSource> =>
      takeSource(loading, scope, sourceId),
    load: (
      taken: TakenSource,
      message: LoadMessage & { readonly onProgress: (done: LoadProgress) => void },
    ): Promise<LoadEnd> => loadForPerson(loading, taken, message),
    async addSql(
      scope: Scope,
      { name, settings, person }: NamedSqlSource & { readonly person: Person },
    ): Promise<void> {
      const [fault] = faultsOf("sql", settings);
      if (fault !== undefined) throw new Invalid(`${fault.field}: ${fault.message}.`);
      await addSource(db, scope, {
        kind: "sql",
        name,
        person,
        settings,
        secrets: undefined,
        schedule: USUAL_SCHEDULE,
        timeZone: undefined,
        trailingDays: trailingDays("sql"),
        historyDays: USUAL_HISTORY_DAYS,
      });
    },
  };
}

export type SourceDesk = ReturnType<typeof createSourceDesk>;
