import type { Scope } from "../../usecases/scope.ts";
import type { Person } from "../../usecases/shift-desk.ts";
import { answerCommand } from "../answer-command.ts";
import { channelOf, type Click, openModal } from "../click.ts";
import type { Press } from "../ids.ts";
import { personOf } from "../person-of.ts";
import { platformError } from "../respond.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { updateMessage } from "../update-message.ts";
import { sentenceView } from "../views/sentence-view.ts";
import type { SlackMessage } from "../views/slack-message.ts";
import { sourceLoadView, sourceProgressView } from "../views/source-load-view.ts";
import { sqlSourceModal } from "../views/sql-source-modal.ts";
import type { SlackClient } from "../web-client.ts";

export type SourcePress = Extract<Press, { action: `source.${string}` }>;

export function isSourcePress(press: Press): press is SourcePress {
  return press.action.startsWith("source.");
}

const PROGRESS_EVERY_MS = 2_000;

/** What is pressed on the sources in `/perf settings`. */
export async function answerSourcePress(
  edge: SlackEdge,
  scope: Scope,
  { press, click }: { readonly press: SourcePress; readonly click: Click },
): Promise<void> {
  const { sources } = edge.desk;
  switch (press.action) {
    case "source.load":
      return loadNow(edge, scope, { sourceId: press.sourceId, click });
    case "source.new":
      await sources.checkMayAdd(scope, await whoPressed(edge, scope, click));
      return openModal(click, sqlSourceModal(channelOf(click)));
    case "source.pause":
    case "source.resume":
      await sources.pause(scope, {
        sourceId: press.sourceId,
        paused: press.action === "source.pause",
        person: await whoPressed(edge, scope, click),
      });
      break;
    case "source.writes": {
      const { accountId, writes } = press;
      const person = await whoPressed(edge, scope, click);
      await sources.setWrites(scope, { accountId, writes, person });
      break;
    }
  }
  await click.respond(await answerCommand(edge.desk, scope, { kind: "settings" }), {
    replace: click.ephemeral,
  });
}

function whoPressed(edge: SlackEdge, scope: Scope, { client, place }: Click): Promise<Person> {
  return personOf(edge, scope, { client, user: place.user });
}

/** Loads a source while somebody waits: one message shows how far it has come, and in the end what came of it. */
async function loadNow(
  edge: SlackEdge,
  scope: Scope,
  { sourceId, click }: { readonly sourceId: number; readonly click: Click },
): Promise<void> {
  const { client } = click;
  const taken = await edge.desk.sources.take(scope, sourceId);
  const { name } = taken.row;
  const at = await post(client, click, sourceProgressView({ name, progress: undefined }));
  let shownAt = edge.now();
  await edge.desk.sources.load(taken, {
    ...at,
    done: (end) => sourceLoadView({ name, end }),
    cutOff: () => sentenceView(CUT_OFF),
    onProgress(progress) {
      const now = edge.now();
      if (now - shownAt < PROGRESS_EVERY_MS) return;
      shownAt = now;
      updateMessage(client, at, sourceProgressView({ name, progress })).catch((error: unknown) => {
        edge.log.warn({ err: error }, "progress could not be shown");
      });
    },
  });
  await edge.deliver();
}

const CUT_OFF =
  "The load was cut off. What had been stored stays, and it goes on by itself; `/perf settings` shows how far it has come.";

/** Where the button was pressed, or in a direct message. */
async function post(
  client: SlackClient,
  { place }: Click,
  message: SlackMessage,
): Promise<{ readonly channel: string; readonly messageTs: string }> {
  const posted = await client.chat
    .postMessage({ channel: place.channel ?? place.user, ...message })
    .catch((error: unknown) => {
      const code = platformError(error);
      if (code !== "not_in_channel" && code !== "channel_not_found") throw error;
      return client.chat.postMessage({ channel: place.user, ...message });
    });
  if (posted.ts === undefined || posted.channel === undefined) {
    throw new Error("Slack did not say where the message stands.");
  }
  return { channel: posted.channel, messageTs: posted.ts };
}
