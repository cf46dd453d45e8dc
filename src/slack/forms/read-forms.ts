import type { Target } from "../../domain/campaign.ts";
import { type DayRange, isZone } from "../../domain/day.ts";
import { isCurrency, MAX_MICROS, parseMicros } from "../../domain/money.ts";
import { periodOf } from "../../domain/period.ts";
import { PLATFORMS } from "../../domain/platform.ts";
import type { UploadAnswers } from "../../usecases/upload-answers.ts";
import { FIELDS } from "../ids.ts";
import { inputOf, type StateValues, textOf } from "./state-values.ts";

/** A form's values, or a sentence for each input that is wrong, by block id. */
export type FormReading<T> =
  | { readonly kind: "read"; readonly value: T }
  | { readonly kind: "faulty"; readonly errors: Record<string, string> };

export function readTargetForm(values: StateValues): FormReading<Target | undefined> {
  const goal = inputOf(values, FIELDS.targetGoal)?.selected_option?.value;
  if (goal === "none") return { kind: "read", value: undefined };
  const amount = textOf(values, FIELDS.targetAmount);
  const micros = amount === undefined ? undefined : parseMicros(amount);
  if (micros === undefined || micros <= 0n || micros > MAX_MICROS) {
    return faulty(FIELDS.targetAmount, "Give an amount above zero, as 40 or 3.5.");
  }
  return {
    kind: "read",
    value: goal === "roas" ? { metric: "roas", ratio: Number(amount) } : { metric: "cpa", micros },
  };
}

export function readSettingsForm(values: StateValues): FormReading<string> {
  const zone = textOf(values, FIELDS.settingsZone);
  return zone !== undefined && isZone(zone)
    ? { kind: "read", value: zone }
    : faulty(FIELDS.settingsZone, NO_ZONE);
}

const NO_ZONE = "That is not a time zone. Write it as Europe/Berlin or America/New_York.";

export interface ImportReading {
  readonly uploadId: string;
  readonly answers: UploadAnswers;
}

/** `known` is the file that is here already; left out, the form must hold one. */
export function readImportForm(
  values: StateValues,
  known: string | undefined,
): FormReading<ImportReading> {
  const uploadId = known ?? inputOf(values, FIELDS.importFile)?.files?.[0]?.id;
  const account = textOf(values, FIELDS.importAccount);
  const platform = PLATFORMS.find(
    (one) => one === inputOf(values, FIELDS.importPlatform)?.selected_option?.value,
  );
  const currency = textOf(values, FIELDS.importCurrency)?.toUpperCase();
  const zone = textOf(values, FIELDS.importZone);
  const period = textOf(values, FIELDS.importPeriod);
  const days = period === undefined ? undefined : namedDays(period);
  const errors: Record<string, string> = {
    ...(uploadId === undefined ? { [FIELDS.importFile]: "Choose a file." } : {}),
    ...(currency !== undefined && !isCurrency(currency)
      ? { [FIELDS.importCurrency]: "That is not a currency code. Write it as USD or EUR." }
      : {}),
    ...(zone !== undefined && !isZone(zone) ? { [FIELDS.importZone]: NO_ZONE } : {}),
    ...(period !== undefined && days === undefined
      ? {
          [FIELDS.importPeriod]: "Write the days as 2026-10-01..2026-10-31, or a month as 2026-10.",
        }
      : {}),
  };
  if (uploadId === undefined || Object.keys(errors).length > 0) return { kind: "faulty", errors };
  return {
    kind: "read",
    value: {
      uploadId,
      answers: {
        ...(account === undefined ? {} : { account }),
        ...(platform === undefined ? {} : { platform }),
        ...(currency === undefined ? {} : { currency }),
        ...(zone === undefined ? {} : { zone }),
        ...(days === undefined ? {} : { period: days }),
      },
    },
  };
}

/** Periods that begin with a year mean the same on every day. */
const ANY_DAY = "2026-01-01";

/** Days by their dates: what a file covers does not move with the day on which the form is sent. */
function namedDays(text: string): DayRange | undefined {
  const period = /^\d{4}-/.test(text) ? periodOf(text, ANY_DAY) : undefined;
  return period === undefined ? undefined : { from: period.from, to: period.to };
}

function faulty(field: string, message: string): FormReading<never> {
  return { kind: "faulty", errors: { [field]: message } };
}
