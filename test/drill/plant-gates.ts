import type { Db } from "../../src/db/db.ts";
import { channelGates } from "../../src/db/schema/channel-gates.ts";
import { CHANNELS } from "./plan.ts";

/** As earlier answers have told it: Slack can be asked what stands in a channel by its id alone. */
export async function plantGates(db: Db): Promise<void> {
  await db.orm.insert(channelGates).values(
    CHANNELS.map(({ id, name }) => ({
      workspaceId: 1,
      channel: `#${name}`,
      channelId: id,
      nextAt: new Date(0),
      fence: 0n,
    })),
  );
}
