import { mrkdwnName } from "../mrkdwn.ts";

/** Who did something: a mention of a Slack user, else the name with where it came from. In mrkdwn. */
export function actorWords(by: string): string {
  const [, user] = /^slack:([A-Z0-9]+)$/.exec(by) ?? [];
  if (user !== undefined) return `<@${user}>`;
  const [, place, name] = /^([a-z]+):(.+)$/s.exec(by) ?? [];
  if (name === undefined) return mrkdwnName(by, 80);
  return `${mrkdwnName(name, 80)} (${place === "cli" ? "command line" : place})`;
}

/** Who did something, where a Slack user is not to be pinged for it: ` (maria, command line)`; empty for one. In mrkdwn. */
export function unpingedActor(by: string): string {
  const name = /^cli:(.+)$/s.exec(by)?.[1];
  return name === undefined ? "" : ` (${mrkdwnName(name, 80)}, command line)`;
}

const MAX_MENTIONS = 20;

/** Mentions of Slack users (`U…`, `W…`) and user groups (`S…`); what is neither mentions nobody. */
export function mentionWords(ids: readonly string[]): string {
  return ids
    .filter((id) => /^[UWS][A-Z0-9]{1,30}$/.test(id))
    .slice(0, MAX_MENTIONS)
    .map((id) => (id.startsWith("S") ? `<!subteam^${id}>` : `<@${id}>`))
    .join(" ");
}

/** A channel's id as a link to it, its name as text. */
export function channelWords(channel: string): string {
  return /^[CG][A-Z0-9]{1,30}$/.test(channel) ? `<#${channel}>` : mrkdwnName(channel, 82);
}
