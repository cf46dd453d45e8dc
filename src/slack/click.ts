import type { BlockAction, BlockElementAction } from "@slack/bolt";

import type { StateValues } from "./forms/state-values.ts";
import type { Place, Respond } from "./respond.ts";
import type { SlackClient } from "./web-client.ts";

/** Where somebody pressed something, and how to answer there. */
export interface Click {
  readonly place: Place;
  readonly triggerId: string;
  readonly client: SlackClient;
  readonly respond: Respond;
  /** The message is one that this person alone sees: it can be replaced, and nothing else will. */
  readonly ephemeral: boolean;
  /** The modal that it happened in. */
  readonly view: ClickedView | undefined;
}

export interface ClickedView {
  readonly id: string;
  readonly hash: string;
  readonly callbackId: string;
  readonly metadata: string;
  readonly values: StateValues;
}

type Body = BlockAction<BlockElementAction>;

/** The parts of a click that its body tells. */
export function clickOf(body: Body): Omit<Click, "client" | "respond"> {
  const { view } = body;
  return {
    place: placeOf(body),
    triggerId: body.trigger_id,
    ephemeral: body.container["is_ephemeral"] === true,
    view:
      view === undefined
        ? undefined
        : {
            id: view.id,
            hash: view.hash,
            callbackId: view.callback_id,
            metadata: view.private_metadata,
            values: view.state.values,
          },
  };
}

export async function openModal(
  { client, triggerId }: Click,
  view: Parameters<SlackClient["views"]["open"]>[0]["view"],
): Promise<void> {
  await client.views.open({ trigger_id: triggerId, view });
}

export function channelOf({ place }: Click): { channel?: string } {
  return place.channel === undefined ? {} : { channel: place.channel };
}

function placeOf(body: Body): Place {
  return {
    responseUrl:
      body.response_url === undefined || body.response_url === "" ? undefined : body.response_url,
    channel: body.channel?.id,
    user: body.user.id,
  };
}
