import type { types } from "@slack/bolt";

import type { Day } from "../../domain/day.ts";
import { type Platform, platformName } from "../../domain/platform.ts";
import type { SourceStatus } from "../../domain/source/source-status.ts";
import type {
  StrangeCalls,
  UnplacedConversions,
} from "../../domain/source/unplaced-conversions.ts";
import { mrkdwnName, plainName } from "../mrkdwn.ts";
import { buttons } from "./buttons.ts";
import { counted } from "./format.ts";
import { dayWords } from "./period-words.ts";
import type { SlackMessage } from "./slack-message.ts";
import { sourceBlocks } from "./source-blocks.ts";
import { header, notes, paragraph } from "./text-objects.ts";
import { strangeBlocks, unplacedBlocks } from "./unplaced-conversions.ts";

export interface AccountSetting {
  readonly name: string;
  readonly platform: Platform;
  readonly currency: string;
  /** IANA. */
  readonly zone: string;
  readonly lastDay: Day | undefined;
}

export interface Settings {
  /** The workspace's zone, IANA. */
  readonly zone: string;
  /** Somebody chose the zone; otherwise it is the machine's. */
  readonly zoneChosen: boolean;
  readonly accounts: readonly AccountSetting[];
  readonly sources: readonly SourceStatus[];
  /** SQL sources can be added from here. */
  readonly canAddSource: boolean;
  /** Nobody has been named who alone may approve budget shifts. */
  readonly anybodyApproves: boolean;
  readonly unplaced?: UnplacedConversions;
  readonly strange?: StrangeCalls;
}

/** As many as keep the table under 10,000 characters, however long their names. */
const SHOWN_ACCOUNTS = 60;

/** The workspace's settings and its accounts. */
export function settingsView(settings: Settings): SlackMessage {
  const { zone, zoneChosen, accounts, sources, unplaced, strange } = settings;
  const from = zoneChosen ? "" : " (not chosen yet: the machine's)";
  const sentence = `Time zone of this workspace: ${mrkdwnName(zone)}${from}.`;
  const left = accounts.length - SHOWN_ACCOUNTS;
  return {
    text: `${sentence} ${counted(accounts.length, "ad account")}, ${counted(sources.length, "live source")}.`,
    blocks: [
      header("Settings"),
      paragraph(
        `${sentence} An account that comes without a zone of its own gets this one. Any member may change it.`,
      ),
      ...accountTable(accounts),
      ...notes([
        accounts.length === 0 ? "No ad account yet: the first import creates one." : undefined,
        left > 0 ? `${counted(left, "more account")} not listed.` : undefined,
      ]),
      ...unplacedBlocks(unplaced),
      ...strangeBlocks(strange),
      ...buttons([
        { label: "Change time zone", press: { action: "settings.open" } },
        { label: "Import a file", press: { action: "import.open" } },
      ]),
      ...sourceBlocks(sources, {
        zone,
        canAdd: settings.canAddSource,
        anybodyApproves: settings.anybodyApproves,
      }),
    ],
  };
}

function accountTable(accounts: readonly AccountSetting[]): types.TableBlock[] {
  if (accounts.length === 0) return [];
  const rows = accounts
    .slice(0, SHOWN_ACCOUNTS)
    .map(({ name, platform, currency, zone, lastDay }) => [
      plainName(name, 60),
      platformName(platform),
      currency,
      plainName(zone, 64),
      lastDay === undefined ? "no data yet" : dayWords(lastDay),
    ]);
  const head = ["Account", "Platform", "Currency", "Days in", "Data through"];
  return [
    {
      type: "table",
      rows: [head, ...rows].map((row) => row.map((text) => ({ type: "raw_text", text }))),
    },
  ];
}
