import { elementsOf } from "../block-kit/block-set-faults.ts";
import { type Fields, isRecord } from "../is-record.ts";
import type { ActionRequest } from "../page-api.ts";

/** For an element, message or view that is not there. */
export const GONE = "This is not there any more. Look at the latest message and try again.";

/** What the app is told of an element beside the change that a person made. */
const DESCRIPTION = ["text", "value", "style", "placeholder", "initial_option", "confirm"];

/** The entry of a payload's `actions`, or a sentence when no such element or option is there. */
export function actionOf(blocks: readonly unknown[], request: ActionRequest): Fields | string {
  const { blockId, actionId } = request;
  const block = blocks.filter(isRecord).find((each) => each["block_id"] === blockId);
  const parts = block === undefined ? [] : elementsOf(block);
  const element = parts.find((each) => each["action_id"] === actionId);
  if (block === undefined || element === undefined) return GONE;
  if (block["type"] === "input" && block["dispatch_action"] !== true) {
    return "This field is sent with the form, not by itself.";
  }
  if (!mayChoose(element, request.change)) return GONE;
  const described = DESCRIPTION.filter((key) => key in element);
  const change = element["type"] === "button" ? {} : request.change;
  const action: Fields = {
    ...Object.fromEntries(described.map((key): [string, unknown] => [key, element[key]])),
    ...change,
    type: element["type"],
    action_id: actionId,
    block_id: blockId,
  };
  return action;
}

/** An option must be one that the app offered. */
function mayChoose(element: Fields, change: Fields): boolean {
  const chosen = [change["selected_option"], change["selected_options"]].flat().filter(isRecord);
  const groups = [element["option_groups"]].flat().filter(isRecord);
  const offered = [element["options"], ...groups.map((group) => group["options"])].flat();
  const values = new Set(offered.filter(isRecord).map((option) => option["value"]));
  return chosen.every((option) => values.has(option["value"]));
}
