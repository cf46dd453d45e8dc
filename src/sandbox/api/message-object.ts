import type { Message } from "../messages.ts";
import { APP, TEAM } from "../people.ts";

/** A message as the Web API and payloads carry it. */
export function messageObject(message: Message) {
  const fromApp = message.author === APP.botUserId;
  return {
    type: "message",
    ...(message.broadcast === true ? { subtype: "thread_broadcast" } : {}),
    user: message.author,
    team: TEAM.id,
    ...(fromApp ? { bot_id: APP.botId, app_id: APP.id } : {}),
    text: message.text,
    ts: message.ts,
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
  };
}
