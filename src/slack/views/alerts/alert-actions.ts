import type { types } from "@slack/bolt";

import { CHOOSERS, SNOOZE_HOURS } from "../../ids.ts";
import { plainName } from "../../mrkdwn.ts";
import { type ButtonInput, buttons } from "../buttons.ts";
import type { MessageBlock } from "../slack-message.ts";
import { pressSelect } from "./press-select.ts";

export interface AlertActions {
  readonly episodeId: number;
  /** What is acknowledged, for a screen reader. */
  readonly subject: string;
  readonly acknowledge: boolean;
  readonly snooze: boolean;
  /** After Acknowledge and Snooze. */
  readonly more: readonly ButtonInput[];
}

const SNOOZES: Readonly<Record<(typeof SNOOZE_HOURS)[number], string>> = {
  1: "for 1 hour",
  24: "for 1 day",
  168: "for 1 week",
};

/** One row: Acknowledge, Snooze and what else can be done. */
export function alertActions(input: AlertActions): MessageBlock[] {
  const { episodeId, subject, acknowledge, snooze, more } = input;
  const inputs: ButtonInput[] = [
    ...(acknowledge
      ? [
          {
            label: "Acknowledge",
            press: { action: "alert.acknowledge", episodeId } as const,
            style: "primary" as const,
            says: `Acknowledge ${plainName(subject, 50)}`,
          },
        ]
      : []),
    ...more,
  ];
  const elements = buttons(inputs).flatMap((block) => block.elements);
  const at = acknowledge ? 1 : 0;
  const all = snooze ? elements.toSpliced(at, 0, snoozeSelect(episodeId)) : elements;
  return all.length === 0 ? [] : [{ type: "actions", elements: all }];
}

function snoozeSelect(episodeId: number): types.StaticSelect {
  return pressSelect({
    id: CHOOSERS.snooze,
    placeholder: "Snooze…",
    options: SNOOZE_HOURS.map((hours) => ({
      label: SNOOZES[hours],
      choice: { action: "alert.snooze", episodeId, hours },
    })),
  });
}
