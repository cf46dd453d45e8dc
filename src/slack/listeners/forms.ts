import type { App, ViewSubmitAction } from "@slack/bolt";

import { answerCommand } from "../answer-command.ts";
import { amendPending, receiveDropped } from "../flows/upload-flow.ts";
import { readChannelForm } from "../forms/read-channel-form.ts";
import { readImportForm, readSettingsForm, readTargetForm } from "../forms/read-forms.ts";
import { readSourceForm } from "../forms/read-source-form.ts";
import { readSentRule, saveSentRule } from "../forms/save-sent-rule.ts";
import { type SentForm, takeForm } from "../forms/take-form.ts";
import { isShiftForm, type ShiftForm, takeShiftForm } from "../forms/take-shift-form.ts";
import { type Form, parseForm } from "../ids.ts";
import { personOf } from "../person-of.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { sentenceView } from "../views/sentence-view.ts";
import { summaryView } from "../views/summary-view.ts";

const OUTDATED = "This form is from an older version of me. Close it and open it again.";

/** Every modal. What is wrong with an input stands beside it, before anything is done. */
export function registerForms(app: App, edge: SlackEdge): void {
  app.view<ViewSubmitAction>(
    { type: "view_submission", callback_id: /.*/ },
    async ({ ack, body, view, client }) => {
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
      const sent: SentForm = { user, place, values: view.state.values, client, ack };
      if (isShiftForm(form)) return takeShiftForm(edge, form, sent);
      return take(edge, form, sent);
    },
  );
}

async function take(
  edge: SlackEdge,
  form: Exclude<Form, ShiftForm>,
  sent: SentForm,
): Promise<void> {
  const { user, values } = sent;
  switch (form.form) {
    case "target.save":
      return takeForm(edge, sent, {
        reading: readTargetForm(values),
        async run(target, respond) {
          const { campaignId, period } = form;
          const scope = await edge.scope(user);
          await edge.desk.setTarget(scope, { campaignId, target });
          const summary = await edge.desk.campaign(scope, { campaign: campaignId, period });
          await respond(summaryView(summary, { now: scope.now }));
        },
      });
    case "settings.save":
      return takeForm(edge, sent, {
        reading: readSettingsForm(values),
        async run(zone, respond) {
          await edge.desk.setZone(await edge.scope(user), zone);
          const scope = await edge.scope(user);
          await respond(await answerCommand(edge.desk, scope, { kind: "settings" }));
        },
      });
    case "source.save":
      return takeForm(edge, sent, {
        reading: readSourceForm(values),
        async run(source, respond) {
          const scope = await edge.scope(user);
          const person = await personOf(edge, scope, { client: sent.client, user });
          await edge.desk.sources.addSql(scope, { ...source, person });
          await respond(await answerCommand(edge.desk, scope, { kind: "settings" }));
        },
      });
    case "rule.save":
      return takeForm(edge, sent, {
        reading: await readSentRule(edge, { form, user, values }),
        run: (rule, respond) => saveSentRule(edge, { form, user, rule, respond }),
      });
    case "channel.save":
      return takeForm(edge, sent, {
        reading: readChannelForm(values),
        async run(settings, respond) {
          const { channel } = form;
          await edge.desk.alerts.channels.set(await edge.scope(user), { channel, settings });
          await respond(sentenceView("So it is done: alerts in this channel go by that now."));
        },
      });
    case "import.submit":
      return takeForm(edge, sent, {
        reading: readImportForm(values, form.uploadId),
        async run({ uploadId, answers }) {
          const scope = await edge.scope(user);
          const input = { uploadId, answers, client: sent.client };
          if (form.uploadId !== undefined) return amendPending(edge, scope, input);
          const channel = form.channel ?? user;
          await receiveDropped(edge, scope, { ...input, channel, asked: true });
        },
      });
  }
}
