import type { Place, Respond } from "../respond.ts";
import type { SlackEdge } from "../slack-edge.ts";
import type { SlackClient } from "../web-client.ts";
import type { FormReading } from "./read-forms.ts";
import type { StateValues } from "./state-values.ts";

/** A modal as it was sent. */
export interface SentForm {
  readonly user: string;
  readonly place: Place;
  readonly values: StateValues;
  readonly client: SlackClient;
  /** Without errors the modal closes. */
  readonly ack: (response?: {
    readonly response_action: "errors";
    readonly errors: Record<string, string>;
  }) => Promise<void>;
}

/** A form that cannot be read stays open, with what is wrong beside its inputs; any other closes, and its work begins. */
export async function takeForm<T>(
  edge: SlackEdge,
  { ack, place, client }: SentForm,
  {
    reading,
    run,
  }: {
    readonly reading: FormReading<T>;
    readonly run: (value: T, respond: Respond) => Promise<void>;
  },
): Promise<void> {
  if (reading.kind === "faulty") {
    return ack({ response_action: "errors", errors: reading.errors });
  }
  await ack();
  const { value } = reading;
  return edge.work({ kind: "form", place, client, run: (respond) => run(value, respond) });
}
