import type { WeighedEdit } from "../../domain/budget/proposal/proposal-notes.ts";
import type { Scope } from "../../usecases/scope.ts";
import { type Form } from "../ids.ts";
import { personOf } from "../person-of.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { EDITABLE_MOVES } from "../views/budget/edit-modal.ts";
import { shiftSettingsView } from "../views/budget/shift-settings-view.ts";
import { sentenceView } from "../views/sentence-view.ts";
import type { FormReading } from "./read-forms.ts";
import {
  type EditedAmounts,
  readApproverForm,
  readEditForm,
  readRejectForm,
  readShiftSettingsForm,
} from "./read-shift-forms.ts";
import { moveFields } from "./shift-fields.ts";
import { type SentForm, takeForm } from "./take-form.ts";

export type ShiftForm = Extract<Form, { form: `shift.${string}` }>;

export function isShiftForm(form: Form): form is ShiftForm {
  return form.form.startsWith("shift.");
}

type Of<Name extends ShiftForm["form"]> = Extract<ShiftForm, { form: Name }>;

/** Every modal of budget shifts, as it is sent. */
export async function takeShiftForm(
  edge: SlackEdge,
  form: ShiftForm,
  sent: SentForm,
): Promise<void> {
  switch (form.form) {
    case "shift.save":
      return takeEdit(edge, form, sent);
    case "shift.refuse":
      return takeRefusal(edge, form, sent);
    case "shift.setup":
      return takeForm(edge, sent, {
        reading: readShiftSettingsForm(sent.values),
        async run(settings, respond) {
          const scope = await edge.scope(sent.user);
          const person = await personOf(edge, scope, sent);
          await edge.desk.shifts.settings.set(scope, { person, settings });
          await respond(shiftSettingsView(await edge.desk.shifts.settings.show(scope)));
        },
      });
    case "shift.approverSave":
      return takeForm(edge, sent, {
        reading: readApproverForm(sent.values, form.approver),
        async run({ approver, remove }, respond) {
          const scope = await edge.scope(sent.user);
          const person = await personOf(edge, scope, sent);
          await edge.desk.shifts.settings.setApprover(scope, { person, approver, remove });
          await respond(shiftSettingsView(await edge.desk.shifts.settings.show(scope)));
        },
      });
  }
}

async function takeEdit(edge: SlackEdge, form: Of<"shift.save">, sent: SentForm): Promise<void> {
  const { proposalId, version } = form;
  const { shifts } = edge.desk;
  const scope = await edge.scope(sent.user);
  const { plan } = await shifts.show(scope, { proposalId });
  const read = readEditForm(sent.values, plan.moves);
  return takeForm(edge, sent, {
    reading:
      read.kind === "read" ? await weighed(edge, scope, { form, amounts: read.value }) : read,
    async run(amounts, respond) {
      const now = await edge.scope(sent.user);
      await shifts.edit(now, { proposalId, version, amounts });
      await edge.deliver();
      await respond(
        sentenceView("The plan is changed as you said. It still waits for an approval."),
      );
    },
  });
}

async function takeRefusal(
  edge: SlackEdge,
  form: Of<"shift.refuse">,
  sent: SentForm,
): Promise<void> {
  const { proposalId, version } = form;
  return takeForm(edge, sent, {
    reading: readRejectForm(sent.values),
    async run({ reason, lock }, respond) {
      const scope = await edge.scope(sent.user);
      const person = await personOf(edge, scope, sent);
      await edge.desk.shifts.reject(scope, { proposalId, version, person, reason, lock });
      await edge.deliver();
      const kept = lock === undefined ? "" : " Later plans keep to what you said.";
      await respond(sentenceView(`Rejected: nothing is changed.${kept}`));
    },
  });
}

/** Slack waits three seconds for its answer. */
const PATIENCE_MS = 1_800;

/**
 * What breaks a limit stands beside its input, if that is known before Slack has to be answered; else the edit itself
 * refuses it, and says so when the form is closed.
 */
async function weighed(
  edge: SlackEdge,
  scope: Scope,
  { form, amounts }: { readonly form: Of<"shift.save">; readonly amounts: EditedAmounts },
): Promise<FormReading<EditedAmounts>> {
  const { proposalId, version } = form;
  const found = await inTime(edge.desk.shifts.weigh(scope, { proposalId, version, amounts }));
  const errors = found === undefined ? {} : errorsOf(found);
  return Object.keys(errors).length === 0
    ? { kind: "read", value: amounts }
    : { kind: "faulty", errors };
}

function errorsOf({ faults }: WeighedEdit): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { move = 0, message } of faults) {
    errors[moveFields(move < EDITABLE_MOVES ? move : 0).amount] ??= message;
  }
  return errors;
}

/** Undefined for an answer that fails or takes too long: whoever acts on it finds out for themselves. */
async function inTime<T>(answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
