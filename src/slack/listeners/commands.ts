import type { App } from "@slack/bolt";

import { answerCommand } from "../answer-command.ts";
import { askForShift } from "../flows/shift-flow.ts";
import { parseCommand } from "../parse-command.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { COMMAND } from "../surface.ts";
import { errorView } from "../views/error-view.ts";
import { importModal } from "../views/import-modal.ts";

/** `/perf`, and a word for every other command that Slack may send here. */
export function registerCommands(app: App, edge: SlackEdge): void {
  app.command(/.*/, async ({ ack, command, client }) => {
    await ack();
    const place = {
      responseUrl: command.response_url,
      channel: command.channel_id,
      user: command.user_id,
    };
    await edge.work({
      kind: "command",
      place,
      client,
      async run(respond) {
        if (command.command !== COMMAND) {
          const message = `I do not know the command ${command.command}.`;
          await respond(
            errorView({ message, next: `Type \`${COMMAND} help\` to see what I can do.` }),
          );
          return;
        }
        const parsed = parseCommand(command.text);
        if (parsed.kind === "import") {
          const { trigger_id, channel_id } = command;
          await client.views.open({ trigger_id, view: importModal({ channel: channel_id }) });
          return;
        }
        const scope = await edge.scope(command.user_id);
        if (parsed.kind === "shift") {
          const channel = command.channel_id;
          const { totalChange } = parsed;
          await askForShift(edge, scope, { channel, test: false, totalChange, respond });
          return;
        }
        await respond(await answerCommand(edge.desk, scope, parsed));
      },
    });
  });
}
