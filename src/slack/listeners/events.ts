import type { App } from "@slack/bolt";

import { receiveDropped } from "../flows/upload-flow.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { homeView } from "../views/home-view.ts";

/** The Home tab, and files dropped where the app is a member. */
export function registerEvents(app: App, edge: SlackEdge): void {
  app.event("app_home_opened", async ({ event, client }) => {
    if (event.tab !== "home") return;
    await edge.work({
      kind: "home",
      place: { user: event.user },
      client,
      async run() {
        const scope = await edge.scope(event.user);
        const currencies = await edge.desk.overview(scope, { period: "7d" });
        const { alerts, accounts } = await edge.desk.alerts.list(scope);
        const openAlerts = alerts.length + accounts.length;
        const view = homeView(currencies, { now: scope.now, openAlerts });
        await client.views.publish({ user_id: event.user, view });
      },
    });
  });

  app.event("file_shared", async ({ event, client }) => {
    const { file_id: uploadId, user_id: user, channel_id: channel } = event;
    await edge.work({
      kind: "file",
      place: { channel, user },
      client,
      async run() {
        const scope = await edge.scope(user);
        await receiveDropped(edge, scope, { uploadId, channel, client, answers: {}, asked: false });
      },
    });
  });
}
