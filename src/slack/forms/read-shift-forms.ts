import type { Move } from "../../domain/budget/plan/pair-moves.ts";
import {
  type Approver,
  type ShiftSettings,
  USUAL_SHIFT_SETTINGS,
} from "../../domain/budget/proposal/shift-settings.ts";
import { isDay, isZone } from "../../domain/day.ts";
import { MAX_MICROS, type Micros, parseMicros } from "../../domain/money.ts";
import type { LockWish } from "../../usecases/shift-desk.ts";
import { NEVER } from "../views/budget/shift-settings-modal.ts";
import { numberOf, shareOf } from "../views/decimal-text.ts";
import type { FormReading } from "./read-forms.ts";
import { moveFields, SHIFT_FIELDS } from "./shift-fields.ts";
import { inputOf, type StateValues, textOf } from "./state-values.ts";

/** Amounts of the moves in their order; undefined: that move is not made. */
export type EditedAmounts = readonly (Micros | undefined)[];

/** A move that has no inputs stays as it is. */
export function readEditForm(
  values: StateValues,
  moves: readonly Move<Micros, number>[],
): FormReading<EditedAmounts> {
  const errors: Record<string, string> = {};
  const amounts = moves.map((move, nth) => {
    const fields = moveFields(nth);
    const take = inputOf(values, fields.take);
    if (take === undefined) return move.amount;
    if ((take.selected_options ?? []).length === 0) return undefined;
    const micros = amountOf(values, fields.amount);
    if (micros === undefined) errors[fields.amount] = NO_AMOUNT;
    return micros;
  });
  if (Object.keys(errors).length > 0) return { kind: "faulty", errors };
  if (amounts.every((amount) => amount === undefined)) {
    return faulty(moveFields(0).take, "Keep at least one move, or reject the plan instead.");
  }
  return { kind: "read", value: amounts };
}

export interface Refusal {
  readonly reason: string | undefined;
  readonly lock: LockWish | undefined;
}

export function readRejectForm(values: StateValues): FormReading<Refusal> {
  const reason = textOf(values, SHIFT_FIELDS.reason);
  const kind = inputOf(values, SHIFT_FIELDS.lockKind)?.selected_option?.value;
  const campaignId = Number(inputOf(values, SHIFT_FIELDS.lockCampaign)?.selected_option?.value);
  const until = inputOf(values, SHIFT_FIELDS.lockUntil)?.selected_date ?? undefined;
  const limits = kind === "min" || kind === "max";
  if (kind !== "frozen" && !limits) return { kind: "read", value: { reason, lock: undefined } };
  const micros = limits ? amountOf(values, SHIFT_FIELDS.lockAmount) : undefined;
  const errors: Record<string, string> = {
    ...(Number.isSafeInteger(campaignId) && campaignId > 0
      ? {}
      : { [SHIFT_FIELDS.lockCampaign]: "Choose the campaign that it is about." }),
    ...(limits && micros === undefined ? { [SHIFT_FIELDS.lockAmount]: NO_AMOUNT } : {}),
    ...(until !== undefined && !isDay(until)
      ? { [SHIFT_FIELDS.lockUntil]: "That is not a day that I know." }
      : {}),
  };
  if (Object.keys(errors).length > 0) return { kind: "faulty", errors };
  const lock: LockWish = {
    campaignId,
    frozen: kind === "frozen",
    minMicros: kind === "min" ? micros : undefined,
    maxMicros: kind === "max" ? micros : undefined,
    until,
  };
  return { kind: "read", value: { reason, lock } };
}

const MOST_HOURS = 336;

export function readShiftSettingsForm(
  values: StateValues,
): FormReading<Omit<ShiftSettings, "approvers">> {
  const cron = inputOf(values, SHIFT_FIELDS.schedule)?.selected_option?.value ?? NEVER;
  const channel = inputOf(values, SHIFT_FIELDS.channel)?.selected_conversation ?? undefined;
  const timeZone = textOf(values, SHIFT_FIELDS.zone);
  const hours = numberOf(textOf(values, SHIFT_FIELDS.expiryHours) ?? "");
  const maxStep = shareOf(textOf(values, SHIFT_FIELDS.maxStep) ?? "");
  const second = optionalAmount(values, SHIFT_FIELDS.secondAbove);
  const share = textOf(values, SHIFT_FIELDS.secondShare);
  const secondShare = share === undefined ? undefined : shareOf(share);
  const fine = hours !== undefined && Number.isInteger(hours) && hours >= 1 && hours <= MOST_HOURS;
  const stepFine = maxStep !== undefined && maxStep > 0 && maxStep <= 1;
  const errors: Record<string, string> = {
    ...(cron !== NEVER && channel === undefined
      ? { [SHIFT_FIELDS.channel]: "Choose the channel that the proposal goes to." }
      : {}),
    ...(timeZone !== undefined && !isZone(timeZone) ? { [SHIFT_FIELDS.zone]: NO_ZONE } : {}),
    ...(fine ? {} : { [SHIFT_FIELDS.expiryHours]: `Write whole hours, 1 to ${MOST_HOURS}.` }),
    ...(stepFine ? {} : { [SHIFT_FIELDS.maxStep]: "Write a percentage above 0, up to 100." }),
    ...(second.faulty ? { [SHIFT_FIELDS.secondAbove]: NO_AMOUNT } : {}),
    ...(share !== undefined && (secondShare === undefined || secondShare <= 0 || secondShare > 1)
      ? { [SHIFT_FIELDS.secondShare]: "Write a percentage above 0, up to 100." }
      : {}),
  };
  if (Object.keys(errors).length > 0 || hours === undefined || maxStep === undefined) {
    return { kind: "faulty", errors };
  }
  return {
    kind: "read",
    value: {
      channel: cron === NEVER ? undefined : channel,
      schedule: cron === NEVER ? USUAL_SHIFT_SETTINGS.schedule : cron,
      timeZone,
      expiryHours: hours,
      maxStep,
      secondAboveMicros: second.micros,
      secondAboveShare: secondShare,
      administrators: inputOf(values, SHIFT_FIELDS.administrators)?.selected_users ?? [],
    },
  };
}

export interface ApproverWish {
  readonly approver: Approver;
  readonly remove: boolean;
}

/** `known` is the approver that is changed; left out, the form names one. */
export function readApproverForm(
  values: StateValues,
  known: string | undefined,
): FormReading<ApproverWish> {
  const person = inputOf(values, SHIFT_FIELDS.approverPerson)?.selected_user ?? undefined;
  const group = textOf(values, SHIFT_FIELDS.approverGroup);
  const remove = (inputOf(values, SHIFT_FIELDS.approverRemove)?.selected_options ?? []).length > 0;
  const limit = optionalAmount(values, SHIFT_FIELDS.approverLimit);
  if (limit.faulty && !remove) return faulty(SHIFT_FIELDS.approverLimit, NO_AMOUNT);
  const id = known ?? person ?? group;
  if (id === undefined) {
    return faulty(SHIFT_FIELDS.approverPerson, "Choose a person, or give the id of a user group.");
  }
  if (known === undefined && person !== undefined && group !== undefined) {
    return faulty(SHIFT_FIELDS.approverGroup, "Name a person or a group, not both at once.");
  }
  if (known === undefined && person === undefined && !/^S[A-Z0-9]{2,30}$/.test(id)) {
    return faulty(
      SHIFT_FIELDS.approverGroup,
      "That is not the id of a user group: it looks like S0123ABCD.",
    );
  }
  return { kind: "read", value: { approver: { id, limitMicros: limit.micros }, remove } };
}

const NO_AMOUNT = "Give an amount above zero, as 40 or 40.50.";
const NO_ZONE = "That is not a time zone. Write it as Europe/Berlin or America/New_York.";

function optionalAmount(
  values: StateValues,
  field: string,
): { readonly micros: Micros | undefined; readonly faulty: boolean } {
  const micros = amountOf(values, field);
  return { micros, faulty: micros === undefined && textOf(values, field) !== undefined };
}

/** An amount above zero; undefined for nothing and for anything else. */
function amountOf(values: StateValues, field: string): Micros | undefined {
  const text = textOf(values, field);
  const micros = text === undefined ? undefined : parseMicros(text);
  return micros !== undefined && micros > 0n && micros <= MAX_MICROS ? micros : undefined;
}

function faulty(field: string, message: string): FormReading<never> {
  return { kind: "faulty", errors: { [field]: message } };
}
