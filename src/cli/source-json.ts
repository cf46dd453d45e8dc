import type { SourceStatus } from "../domain/source/source-status.ts";
import type { SourceCheck } from "../usecases/source.ts";

export function sourceJson(source: SourceStatus): object {
  const { lastLoad, nextAt, fault } = source;
  return {
    id: source.sourceId,
    name: source.name,
    kind: source.kind,
    state: source.state,
    schedule: source.schedule,
    accounts: source.accounts.map(({ name, platform, externalId, currency, writes }) => ({
      name,
      platform,
      id: externalId,
      currency,
      writes,
    })),
    lastLoad:
      lastLoad === undefined ? null : { ...lastLoad, at: new Date(lastLoad.at).toISOString() },
    nextAt: nextAt === undefined ? null : new Date(nextAt).toISOString(),
    error:
      fault === undefined
        ? null
        : {
            message: fault.message,
            next: fault.next,
            at: new Date(fault.at).toISOString(),
            failures: fault.failures,
          },
  };
}

export function checkJson({ accounts, notes }: SourceCheck): object {
  return {
    accounts: accounts.map(({ externalId, zone, ...account }) => ({
      id: externalId,
      ...account,
      timezone: zone,
    })),
    notes,
  };
}
