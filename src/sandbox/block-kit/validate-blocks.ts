import { isRecord } from "../is-record.ts";
import { type BlockFault, faultAt, faultOf } from "./block-fault.ts";
import { blocksFaults } from "./blocks-faults.ts";
import type { Surface } from "./limits.ts";
import { VIEWS } from "./views.ts";

export type { BlockFault } from "./block-fault.ts";
export type { Surface } from "./limits.ts";

/** What Slack would refuse of these blocks on a surface; an empty list means that it takes them. */
export function validateBlocks(blocks: unknown, surface: Surface): BlockFault[] {
  return blocksFaults(blocks, surface, ["blocks"]);
}

/** The same of a whole modal or Home tab; pointers begin with `/view`. */
export function validateView(view: unknown): BlockFault[] {
  const path = ["view"];
  if (!isRecord(view)) return [faultAt(path, "invalid type, expected object")];
  const type = view["type"];
  if (type === undefined) return [faultAt(path, "missing required field: type")];
  if (type !== "modal" && type !== "home") {
    return [faultAt([...path, "type"], `unsupported type: ${JSON.stringify(type)}`)];
  }
  const { error } = VIEWS[type].safeParse(view, { reportInput: true });
  const faults = (error?.issues ?? []).map((issue) => faultOf(path, issue));
  if (!Array.isArray(view["blocks"])) return faults;
  return [...faults, ...blocksFaults(view["blocks"], type, [...path, "blocks"])];
}
