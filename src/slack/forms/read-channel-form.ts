import type { ChannelSettings } from "../../domain/alerting/alert-notes.ts";
import { isZone } from "../../domain/day.ts";
import { FIELDS } from "../ids.ts";
import type { FormReading } from "./read-forms.ts";
import { inputOf, type StateValues, textOf } from "./state-values.ts";

const CLOCK = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;

/** How a channel wants to hear of alerts, from its modal. */
export function readChannelForm(values: StateValues): FormReading<ChannelSettings> {
  const broadcast = inputOf(values, FIELDS.channelBroadcast)?.selected_option?.value === "channel";
  const time = textOf(values, FIELDS.channelMorning);
  const timeZone = textOf(values, FIELDS.channelZone);
  const [, hour = "", minute] = CLOCK.exec(time ?? "") ?? [];
  const errors: Record<string, string> = {
    ...(time !== undefined && minute === undefined
      ? { [FIELDS.channelMorning]: "Write the time as 08:30." }
      : {}),
    ...(timeZone !== undefined && !isZone(timeZone)
      ? {
          [FIELDS.channelZone]:
            "That is not a time zone. Write it as Europe/Berlin or America/New_York.",
        }
      : {}),
  };
  if (Object.keys(errors).length > 0) return { kind: "faulty", errors };
  const morningAt = minute === undefined ? undefined : `${hour.padStart(2, "0")}:${minute}`;
  return { kind: "read", value: { broadcast, morningAt, timeZone } };
}
