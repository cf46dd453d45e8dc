import { type Fields, isRecord } from "../is-record.ts";
import { type BlockFault, faultAt, type Path } from "./block-fault.ts";
import { LIMITS } from "./limits.ts";

/** Rules that look at all blocks of a surface together. */
export function blockSetFaults(blocks: readonly Fields[], path: Path): BlockFault[] {
  const of = (type: string): readonly Fields[] => blocks.filter((block) => block["type"] === type);
  const checks: readonly [boolean, string][] = [
    [isUnique(blocks.map((block) => block["block_id"])), "block_id must be unique"],
    [of("table").length <= LIMITS.table.perMessage, "only one table allowed"],
    [of("data_visualization").length <= LIMITS.chart.perMessage, "only two charts allowed"],
    [
      of("markdown").reduce((sum, { text }) => sum + lengthOf(text), 0) <= LIMITS.markdown,
      `markdown must hold no more than ${LIMITS.markdown} characters together`,
    ],
    [blocks.flatMap(elementsOf).filter(isFocused).length <= 1, "only one focus_on_load allowed"],
  ];
  return [
    ...checks.flatMap(([fine, message]) => (fine ? [] : [faultAt(path, message)])),
    ...blocks.flatMap((block, index) => {
      if (isUnique(elementsOf(block).map((element) => element["action_id"]))) return [];
      return [faultAt([...path, index], "action_id must be unique within a block")];
    }),
  ];
}

function isUnique(ids: readonly unknown[]): boolean {
  const given = ids.filter((id) => typeof id === "string");
  return new Set(given).size === given.length;
}

function lengthOf(text: unknown): number {
  return typeof text === "string" ? text.length : 0;
}

function isFocused(element: Fields): boolean {
  return element["focus_on_load"] === true;
}

/** A block's interactive parts: its elements, its accessory, a card's buttons. */
export function elementsOf(block: Fields): readonly Fields[] {
  const listed = [block["elements"], block["actions"]].flat();
  const all = [...listed, block["accessory"], block["element"]].filter(isRecord);
  return all.flatMap((each) => (each["type"] === "card" ? elementsOf(each) : [each]));
}
