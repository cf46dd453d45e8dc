import { useState } from "react";

import { type Fields, isRecord } from "../is-record.ts";
import type { ElementProps } from "./element.tsx";
import { useSurface } from "./surface.ts";
import { field } from "./text-object.ts";

/** An element's value and what happens when a person changes it. */
export interface ElementUse {
  /** What was entered, else what the app began with. */
  readonly value: unknown;
  readonly busy: boolean;
  /** A confirmation that waits for an answer. */
  readonly asking: Fields | null;
  /** Keeps the value; outside a form the app is told, after a confirmation if it asks for one. */
  readonly change: (change: Fields) => void;
  readonly answer: (yes: boolean) => void;
}

export function useElement(props: ElementProps, key: string, initial: unknown): ElementUse {
  const { element, blockId, inForm = false, dispatch = false } = props;
  const { values, pressed, enter, press } = useSurface();
  const [waiting, setWaiting] = useState<Fields | null>(null);
  const actionId = field(element, "action_id");
  const entry = values[blockId]?.[actionId];
  const confirm = isRecord(element["confirm"]) ? element["confirm"] : null;

  const deliver = (change: Fields): void => {
    const entered = { blockId, actionId, change: { type: element["type"], ...change } };
    if (key !== "") enter(entered);
    const typed = "value" in change;
    if (!inForm || (dispatch && !typed)) press({ blockId, actionId, change });
  };
  return {
    value: isRecord(entry) && entry[key] !== undefined ? entry[key] : initial,
    busy: pressed === `${blockId} ${actionId}`,
    asking: waiting === null ? null : confirm,
    change: (change) => (confirm === null ? deliver(change) : setWaiting(change)),
    answer(yes) {
      if (yes && waiting !== null) deliver(waiting);
      setWaiting(null);
    },
  };
}
