import type { SlackClient } from "./web-client.ts";

/** Slack answers fewer where that suits it. */
const PAGE = 999;

/** The id of the channel that bears a name (`#perf`) now; undefined where the app sees none. Throws what Slack's client throws. */
export async function findChannelId(
  client: SlackClient,
  place: string,
): Promise<string | undefined> {
  const options = {
    types: "public_channel,private_channel",
    exclude_archived: true,
    limit: PAGE,
  };
  let cursor: string | undefined;
  do {
    const page = await client.conversations.list({ ...options, ...(cursor && { cursor }) });
    const found = page.channels?.find(({ name }) => place === `#${name}`);
    if (found?.id !== undefined) return found.id;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor !== undefined && cursor !== "");
  return undefined;
}
