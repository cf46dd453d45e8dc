import type { SourceAccount } from "../../domain/source/source-kind.ts";
import type { ReadOutcome } from "../../usecases/export-file.ts";
import type { LoadRequest, Source } from "../../usecases/source.ts";
import { createApiClient } from "../api/api-client.ts";
import { openRowFeed, type RowFeed } from "../api/row-feed.ts";
import { defineSource, type SourceDeps, type SourceType } from "../source-type.ts";
import { metaBudgets } from "./meta-budgets.ts";
import { createGraphCaller, META } from "./meta-call.ts";
import { readMetaCampaigns } from "./meta-campaigns.ts";
import { checkMeta } from "./meta-check.ts";
import { readMetaDays } from "./meta-days.ts";
import { createMetaGraph, type MetaGraph } from "./meta-graph.ts";
import { type MetaDay, metaTotals } from "./meta-rows.ts";
import { type MetaSecrets, metaSecrets, type MetaSettings, metaSettings } from "./meta-settings.ts";

/** Three years: Meta keeps days for 37 months. */
const LONGEST_LOAD = 1_095;

/** A Meta ad account. Its numbers do not change after 28 days. */
export const metaAdsSource: SourceType = defineSource({
  kind: "meta_ads",
  trailingDays: 28,
  settings: metaSettings,
  secrets: metaSecrets,
  create: createSource,
});

function createSource(settings: MetaSettings, secrets: MetaSecrets, deps: SourceDeps): Source {
  const client = createApiClient(META, deps.retry);
  const graph = createMetaGraph(settings, createGraphCaller(client, secrets, deps));
  return {
    longestLoad: LONGEST_LOAD,
    check: (signal) => checkMeta(graph, settings, signal),
    async load(request, sink) {
      const feed = await openRowFeed(request.account, sink);
      return load({ graph, settings, deps, feed }, request);
    },
    budgets: metaBudgets(graph, settings.accountId),
    close: () => client.close(),
  };
}

interface Loading {
  readonly graph: MetaGraph;
  readonly settings: MetaSettings;
  readonly deps: SourceDeps;
  readonly feed: RowFeed;
}

async function load(
  loading: Loading,
  { account, days, signal }: LoadRequest,
): Promise<ReadOutcome> {
  const { graph, feed, settings } = loading;
  const known = await sightCampaigns(loading, account, signal);
  const campaigns = known.size;
  const handle = async (rows: readonly MetaDay[]): Promise<void> => {
    for (const row of rows) {
      const { externalId, day, totals } = metaTotals(row, settings);
      if (!known.has(externalId)) {
        // Deleted ones are not listed, and have numbers all the same.
        known.add(externalId);
        feed.sight({ externalId, name: row.campaign_name ?? externalId, status: "ended" });
      }
      await feed.add(externalId, day, totals);
    }
  };
  const task = { graph, settings, deps: loading.deps, days, campaigns, handle };
  return feed.end(await readMetaDays(task, signal));
}

async function sightCampaigns(
  { graph, settings, feed }: Loading,
  { currency }: SourceAccount,
  signal: AbortSignal,
): Promise<Set<string>> {
  const { accountId } = settings;
  const campaigns = await readMetaCampaigns(graph, { accountId, currency }, signal);
  for (const campaign of campaigns) feed.sight(campaign);
  return new Set(campaigns.map(({ externalId }) => externalId));
}
