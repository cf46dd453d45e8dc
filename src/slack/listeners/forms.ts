import type { App } from "@slack/bolt";

import { answerCommand } from "../answer-command.ts";
import { parseForm } from "../ids.ts";
import { readChannelForm } from "../read-channel-form.ts";
import { readImportForm, readSettingsForm, readTargetForm } from "../read-forms.ts";
import { readSentRule, saveSentRule } from "../save-sent-rule.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { amendPending, receiveDropped } from "../upload-flow.ts";
import { sentenceView } from "../views/sentence-view.ts";
import { summaryView } from "../views/summary-view.ts";

const OUTDATED = "This form is from an older version of me. Close it and open it again.";

/** Every modal. What is wrong with an input stands beside it, before anything is done. */
export function registerForms(app: App, edge: SlackEdge): void {
  app.view({ type: "view_submission", callback_id: /.*/ }, async ({ ack, body, view, client }) => {
    const form = parseForm(view.callback_id, view.private_metadata);
    const user = body.user.id;
    if (form === undefined) {
      await ack({
        response_action: "errors",
        errors: { [view.blocks[0]?.block_id ?? ""]: OUTDATED },
      });
      return;
    }
    const place = { channel: form.channel, user };
    switch (form.form) {
      case "target.save": {
        const read = readTargetForm(view.state.values);
        if (read.kind === "faulty") return ack({ response_action: "errors", errors: read.errors });
        await ack();
        const { campaignId, period } = form;
        return edge.work({
          kind: "form",
          place,
          client,
          async run(respond) {
            const scope = await edge.scope(user);
            await edge.desk.setTarget(scope, { campaignId, target: read.value });
            const summary = await edge.desk.campaign(scope, { campaign: campaignId, period });
            await respond(summaryView(summary, { now: scope.now }));
          },
        });
      }
      case "settings.save": {
        const read = readSettingsForm(view.state.values);
        if (read.kind === "faulty") return ack({ response_action: "errors", errors: read.errors });
        await ack();
        return edge.work({
          kind: "form",
          place,
          client,
          async run(respond) {
            await edge.desk.setZone(await edge.scope(user), read.value);
            await respond(
              await answerCommand(edge.desk, await edge.scope(user), { kind: "settings" }),
            );
          },
        });
      }
      case "rule.save": {
        const read = await readSentRule(edge, { form, user, values: view.state.values });
        if (read.kind === "faulty") return ack({ response_action: "errors", errors: read.errors });
        await ack();
        return edge.work({
          kind: "form",
          place,
          client,
          run: (respond) => saveSentRule(edge, { form, user, rule: read.value, respond }),
        });
      }
      case "channel.save": {
        const read = readChannelForm(view.state.values);
        if (read.kind === "faulty") return ack({ response_action: "errors", errors: read.errors });
        await ack();
        return edge.work({
          kind: "form",
          place,
          client,
          async run(respond) {
            const scope = await edge.scope(user);
            const { channel } = form;
            await edge.desk.alerts.channels.set(scope, { channel, settings: read.value });
            await respond(sentenceView("So it is done: alerts in this channel go by that now."));
          },
        });
      }
      case "shift.save":
      case "shift.refuse":
      case "shift.setup":
      case "shift.approverSave":
        return;
      case "import.submit": {
        const read = readImportForm(view.state.values, form.uploadId);
        if (read.kind === "faulty") return ack({ response_action: "errors", errors: read.errors });
        await ack();
        const { uploadId, answers } = read.value;
        return edge.work({
          kind: "form",
          place,
          client,
          async run() {
            const scope = await edge.scope(user);
            const input = { uploadId, answers, client };
            if (form.uploadId === undefined) {
              await receiveDropped(edge, scope, {
                ...input,
                channel: form.channel ?? user,
                asked: true,
              });
            } else {
              await amendPending(edge, scope, input);
            }
          },
        });
      }
    }
  });
}
