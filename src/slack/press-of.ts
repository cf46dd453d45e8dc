import type { BlockElementAction } from "@slack/bolt";

import { parseChoice, parsePress, type Press, pressOfInput } from "./ids.ts";

/** What was done to an element: pressed, chosen, or a rule's input changed. */
export type Pressed =
  | { readonly kind: "press"; readonly press: Press }
  /** A button or option of another version of the app. */
  | { readonly kind: "stale" }
  /** An input that says nothing until its form is sent. */
  | { readonly kind: "nothing" };

export function pressOf(action: BlockElementAction): Pressed {
  const input = pressOfInput(action.action_id);
  if (input !== undefined) return { kind: "press", press: input };
  switch (action.type) {
    case "button":
      return pressed(parsePress(action.action_id, action.value));
    case "static_select":
    case "overflow":
      return pressed(parseChoice(action.selected_option?.value));
    default:
      return { kind: "nothing" };
  }
}

function pressed(press: Press | undefined): Pressed {
  return press === undefined ? { kind: "stale" } : { kind: "press", press };
}
