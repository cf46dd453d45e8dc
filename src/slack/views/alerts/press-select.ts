import type { types } from "@slack/bolt";

import { type Choice, choiceValue } from "../../ids.ts";
import { plainName } from "../../mrkdwn.ts";
import { option } from "../inputs.ts";
import { plain } from "../text-objects.ts";

export interface PressSelect {
  /** One of `CHOOSERS`: at most once in a block. */
  readonly id: string;
  readonly placeholder: string;
  readonly options: readonly { readonly label: string; readonly choice: Choice }[];
}

/** As many as leave room for the table above in what Slack takes of a message's text. */
export const MAX_CHOICES = 50;

/** A select whose options are presses: it acts at once, like a button. */
export function pressSelect({ id, placeholder, options }: PressSelect): types.StaticSelect {
  return {
    type: "static_select",
    action_id: id,
    placeholder: plain(placeholder, 150),
    options: options
      .slice(0, MAX_CHOICES)
      .map(({ label, choice }) => option(choiceValue(choice), plainName(label, 70))),
  };
}
