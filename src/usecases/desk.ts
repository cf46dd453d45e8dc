import type { CampaignRecord } from "../db/campaigns.ts";
import type { Metric } from "../domain/kpi.ts";
import type { CampaignSummary, CurrencySummary } from "../domain/summary.ts";
import { createAlertDesk } from "./alert-desk.ts";
import { currencyGroups } from "./currency-groups.ts";
import { type CampaignQuery, type CampaignSearch, findCampaign } from "./find-campaign.ts";
import {
  amendUpload,
  cancelUpload,
  keepUploadAlive,
  loadUpload,
  receiveUpload,
  showUpload,
  startUpload,
} from "./handle-upload.ts";
import type { ImportFileDeps } from "./import-file.ts";
import type { ReadPostback } from "./ports.ts";
import { previewUpload } from "./preview-upload.ts";
import type { Scope } from "./scope.ts";
import { setTarget } from "./set-target.ts";
import type { ShiftDesk } from "./shift-desk.ts";
import { setZone, showSettings } from "./show-settings.ts";
import type { SourceDesk } from "./source-desk.ts";
import { summarizeCampaign } from "./summarize-campaign.ts";
import { summarizeGroup, summarizeWorkspace } from "./summarize-workspace.ts";

export type { CampaignSearch };

export interface DeskDeps extends ImportFileDeps {
  /** Hears that the workspace itself has been changed. */
  readonly onWorkspaceChange: () => void;
  readonly readPostback: ReadPostback;
  readonly shifts: ShiftDesk;
  readonly sources: SourceDesk;
}

/** What the desk does for people: the use cases with their database, for surfaces that know none. */
export function createDesk(deps: DeskDeps) {
  const { db } = deps;
  return {
    find: (scope: Scope, query: CampaignQuery): Promise<CampaignSearch> =>
      findCampaign(db, scope, query),
    campaign: (
      scope: Scope,
      input: { readonly campaign: CampaignRecord | number; readonly period: string },
    ): Promise<CampaignSummary> => summarizeCampaign(db, scope, input),
    overview: (scope: Scope, input: { readonly period: string }): Promise<CurrencySummary[]> =>
      summarizeWorkspace(db, scope, input),
    top: async (
      scope: Scope,
      input: { readonly metric: Metric; readonly period: string },
    ): Promise<CurrencySummary[]> => {
      const groups = await currencyGroups(db, scope, input.period);
      const ranked: CurrencySummary[] = [];
      for (const group of groups) {
        ranked.push(
          await summarizeGroup(db, scope, {
            group,
            wholeWorkspace: groups.length === 1,
            metric: input.metric,
            limit: LISTED,
          }),
        );
      }
      return ranked;
    },
    alerts: createAlertDesk(db),
    shifts: deps.shifts,
    sources: deps.sources,
    setTarget: setTarget.bind(undefined, db),
    settings: showSettings.bind(undefined, deps),
    setZone: async (scope: Scope, timeZone: string): Promise<void> => {
      await setZone(db, scope, timeZone);
      deps.onWorkspaceChange();
    },
    uploads: {
      receive: receiveUpload.bind(undefined, db),
      amend: amendUpload.bind(undefined, db),
      show: showUpload.bind(undefined, db),
      cancel: cancelUpload.bind(undefined, db),
      start: startUpload.bind(undefined, db),
      keepAlive: keepUploadAlive.bind(undefined, db),
      preview: previewUpload.bind(undefined, deps),
      load: loadUpload.bind(undefined, deps),
    },
  };
}

/** Campaigns in a ranking. */
const LISTED = 20;

export type Desk = ReturnType<typeof createDesk>;
