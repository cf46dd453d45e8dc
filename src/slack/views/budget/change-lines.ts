import type { ChangeProgress, Proposal } from "../../../domain/budget/proposal/proposal.ts";
import { platformName } from "../../../domain/platform.ts";
import { escapeMrkdwn, mrkdwnName, plainName } from "../../mrkdwn.ts";
import { actorWords } from "../actor-words.ts";
import { buttons } from "../buttons.ts";
import { counted, formatBudget, type NumberStyle } from "../format.ts";
import type { MessageBlock } from "../slack-message.ts";
import { paragraph } from "../text-objects.ts";
import { linesWithin, placeOf } from "./campaign-names.ts";
import { stepWords } from "./change-table.ts";
import { needPerson } from "./need-person.ts";

/** Two blocks each; those after them get their buttons as these are done. */
const WITH_BUTTONS = 7;
const SETTLED_ROOM = { lines: 20, characters: 2_000 };

/** The changes of an approved proposal: each with its state, and buttons where somebody still has to act. */
export function changeLines(
  { proposalId, progress }: Proposal,
  style: NumberStyle,
): MessageBlock[] {
  const waiting = needPerson(progress);
  const settled = progress.filter((change) => !waiting.includes(change));
  const shown = waiting.slice(0, WITH_BUTTONS);
  const later = waiting.length - shown.length;
  return [
    ...shown.flatMap((change) => [
      paragraph(lineOf(change, { style, asked: true })),
      ...buttons([
        {
          label: "Done",
          press: { action: "shift.done", proposalId, campaignId: change.campaign.id },
          says: `Done: ${plainName(change.campaign.name, 60)}`,
        },
        {
          label: "Skip",
          press: { action: "shift.skip", proposalId, campaignId: change.campaign.id },
          says: `Skip: ${plainName(change.campaign.name, 60)}`,
        },
        ...(change.write === undefined || change.write.state === "held"
          ? []
          : [
              {
                label: "Try to write it again",
                press: {
                  action: "shift.retry",
                  proposalId,
                  campaignId: change.campaign.id,
                } as const,
                says: `Try again: ${plainName(change.campaign.name, 55)}`,
              },
            ]),
      ]),
    ]),
    ...(later > 0
      ? [paragraph(`and ${counted(later, "more change")}, listed as those above are settled`)]
      : []),
    ...settledLines(settled, style),
  ];
}

function settledLines(changes: readonly ChangeProgress[], style: NumberStyle): MessageBlock[] {
  // What needs a look comes first.
  const sorted = changes.toSorted((a, b) => Number(isOff(b)) - Number(isOff(a)));
  const { lines, left } = linesWithin(
    sorted.map((change) => lineOf(change, { style, asked: false })),
    SETTLED_ROOM,
  );
  const more =
    left > 0
      ? [`and ${counted(left, "more change")} that ${left === 1 ? "is" : "are"} settled`]
      : [];
  return chunks([...lines, ...more]).map((some) => paragraph(some.join("\n")));
}

/** A section holds 3,000 characters. */
function chunks(lines: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (const line of lines) {
    const part = parts.at(-1);
    const size = part?.reduce((sum, one) => sum + one.length + 1, line.length) ?? Infinity;
    if (part === undefined || size > 2_900) parts.push([line]);
    else part.push(line);
  }
  return parts;
}

/** `⬜ *Nonbrand* (Google Ads, Main): *$100 → $120* a day, +$20 (+20%)`. */
function lineOf(
  change: ChangeProgress,
  { style, asked }: { readonly style: NumberStyle; readonly asked: boolean },
): string {
  const { campaign, beforeMicros, afterMicros } = change;
  const { mark, words } = writeWords(change, asked) ?? stateOf(change, style);
  const money = (amount: bigint) => formatBudget(amount, style);
  return (
    `${mark} *${mrkdwnName(campaign.name, 50)}* (${escapeMrkdwn(placeOf(campaign))}): ` +
    `*${money(beforeMicros)} → ${money(afterMicros)}* a day, ${stepWords(change, style)}${words}`
  );
}

function stateOf(
  change: ChangeProgress,
  style: NumberStyle,
): { readonly mark: string; readonly words: string } {
  const by = change.by === undefined ? "" : ` by ${actorWords(change.by)}`;
  const seen = isOff(change) && change.seenMicros !== undefined ? change.seenMicros : undefined;
  if (seen !== undefined) {
    const says = change.state === "todo" ? "" : `said to be done${by}, but `;
    return { mark: "⚠️", words: ` – ${says}the load has ${formatBudget(seen, style)} instead` };
  }
  switch (change.state) {
    case "todo":
      return { mark: "⬜", words: " – to do" };
    case "done":
      return { mark: "☑️", words: ` – done${by}, not seen in a load yet` };
    case "verified":
      return { mark: "✅", words: ` – done${by}, and the load has it` };
    case "skipped":
      return { mark: "➖", words: ` – skipped${by}` };
  }
}

/**
 * How far writing it to the platform has come, where it is written and nobody has made it by hand; `asked`: somebody has
 * to see to it.
 */
function writeWords(
  { campaign, state, write }: ChangeProgress,
  asked: boolean,
): { readonly mark: string; readonly words: string } | undefined {
  if (write === undefined) return undefined;
  const platform = platformName(campaign.platform);
  const fault = write.fault === undefined ? "" : mrkdwnName(write.fault, 120);
  if (write.state === "written" && state === "verified") {
    const request =
      write.requestId === undefined ? "" : `, request ${mrkdwnName(write.requestId, 40)}`;
    return { mark: "✅", words: ` – written to ${platform}, and it reads back so${request}` };
  }
  if (state !== "todo") return undefined;
  switch (write.state) {
    case "held":
      return {
        mark: "⏸️",
        words: asked
          ? " – *not written*: the cuts that would pay for it were not made. Make it by hand and press Done, or skip it"
          : " – waits for the cuts that pay for it",
      };
    case "waiting":
    case "writing":
    case "written":
      return {
        mark: "⏳",
        words: ` – on its way to ${platform}${fault === "" ? "" : `; tried again because ${fault}`}`,
      };
    case "tried":
      return {
        mark: "🧪",
        words: ` – *dry run*: ${platform} would take it, and nothing was written. Make it by hand and press Done`,
      };
    case "unfit":
      return { mark: "⬜", words: ` – to be made by hand: ${fault}` };
    case "refused":
    case "failed":
      return { mark: "⚠️", words: ` – *not written*: ${fault}` };
  }
}

/** A load has something else than was meant. */
function isOff({ state, seenMicros, afterMicros }: ChangeProgress): boolean {
  return (
    seenMicros !== undefined && seenMicros !== afterMicros && (state === "done" || state === "todo")
  );
}
