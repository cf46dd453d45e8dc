import type { NewFile, StoredFile } from "../files.ts";
import { newId } from "../identifiers.ts";
import type { Fields } from "../is-record.ts";
import { APP, findPerson, mayRead, TEAM } from "../people.ts";
import type { SlackState } from "../slack-state.ts";
import { viewObject } from "../view-object.ts";

/** Delivers an event; the app's failure is not shown to anybody, as in Slack. */
export async function sendEvent(state: SlackState, event: Fields): Promise<void> {
  const body = JSON.stringify({
    token: "unused-verification-token",
    team_id: TEAM.id,
    context_team_id: TEAM.id,
    context_enterprise_id: null,
    api_app_id: APP.id,
    event,
    type: "event_callback",
    event_id: newId("Ev"),
    event_time: Math.trunc(state.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: TEAM.id,
        user_id: APP.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  });
  for (let attempt = 0; attempt <= state.eventRetries; attempt += 1) {
    const retry = { "x-slack-retry-num": String(attempt), "x-slack-retry-reason": "http_error" };
    const headers = attempt === 0 ? {} : retry;
    const delivery = await state.deliver({ type: "application/json", body, headers });
    if (delivery.kind === "acknowledged") return;
  }
}

export async function openHome(state: SlackState, user: string): Promise<void> {
  const person = findPerson(user);
  if (person === undefined) return;
  const view = state.views.home(user);
  await sendEvent(state, {
    type: "app_home_opened",
    user,
    channel: person.direct,
    tab: "home",
    event_ts: eventTs(state),
    ...(view === undefined ? {} : { view: viewObject(view) }),
  });
}

/** Posts a text that names the app, and tells the app of it. */
export async function mention(
  state: SlackState,
  input: { readonly user: string; readonly channel: string; readonly text: string },
): Promise<void> {
  const { user, channel } = input;
  const text = `<@${APP.botUserId}> ${input.text}`;
  const { ts } = state.messages.post({ channel, author: user, text, blocks: [] });
  const event = { type: "app_mention", user, text, ts, channel, event_ts: ts, team: TEAM.id };
  await sendEvent(state, event);
}

/** A file for a conversation is shared there; without one it waits for a modal's file_input. */
export async function uploadFile(
  state: SlackState,
  upload: NewFile & { readonly channel?: string },
): Promise<StoredFile> {
  const { channel, ...fields } = upload;
  const file = await state.files.store(fields);
  const place = state.conversations.find(channel);
  if (place === undefined || !mayRead(file.user, place.id)) return file;
  const shared = state.files.share(file, place.id);
  const { id, name, bytes } = shared;
  state.messages.post({
    channel: place.id,
    author: file.user,
    text: "",
    blocks: [],
    files: [{ id, name, bytes }],
  });
  // Slack tells an app only of files in conversations that it belongs to.
  if (!place.hasApp) return shared;
  await sendEvent(state, {
    type: "file_shared",
    file_id: id,
    user_id: file.user,
    file: { id },
    channel_id: place.id,
    event_ts: eventTs(state),
  });
  return shared;
}

function eventTs(state: SlackState): string {
  return (state.now() / 1000).toFixed(6);
}
