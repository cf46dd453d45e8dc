import { isRecord } from "../is-record.ts";
import { type BlockFault, faultAt, faultOf, type Path } from "./block-fault.ts";
import { blockSetFaults } from "./block-set-faults.ts";
import { BLOCKS } from "./blocks.ts";
import {
  BLOCK_SURFACES,
  type BlockType,
  ELEMENT_SURFACES,
  LIMITS,
  type Surface,
} from "./limits.ts";

/** Every block by itself, then the rules that look at all of them together. */
export function blocksFaults(blocks: unknown, surface: Surface, path: Path): BlockFault[] {
  if (!Array.isArray(blocks)) return [faultAt(path, "invalid type, expected array")];
  const list: readonly unknown[] = blocks;
  const most = LIMITS.blocks[surface];
  const crowded = list.length > most ? [faultAt(path, `no more than ${most} items allowed`)] : [];
  const faults = list.flatMap((block, index) => blockFaults(block, surface, [...path, index]));
  return [...crowded, ...faults, ...blockSetFaults(list.filter(isRecord), path)];
}

function blockFaults(block: unknown, surface: Surface, path: Path): BlockFault[] {
  if (!isRecord(block)) return [faultAt(path, "invalid type, expected object")];
  const type = block["type"];
  if (type === undefined) return [faultAt(path, "missing required field: type")];
  if (!isBlockType(type))
    return [faultAt([...path, "type"], `unsupported type: ${JSON.stringify(type)}`)];
  const surfaces: readonly Surface[] = BLOCK_SURFACES[type];
  if (!surfaces.includes(surface)) {
    return [faultAt([...path, "type"], `unsupported type in a ${surface}: ${type}`)];
  }
  const { error } = BLOCKS[type].safeParse(block, { reportInput: true });
  return [
    ...(error?.issues ?? []).map((issue) => faultOf(path, issue)),
    ...elementFaults(block["element"], surface, path),
  ];
}

function elementFaults(element: unknown, surface: Surface, path: Path): BlockFault[] {
  if (!isRecord(element)) return [];
  const type = String(element["type"]);
  if (ELEMENT_SURFACES[type]?.includes(surface) !== false) return [];
  return [faultAt([...path, "element", "type"], `unsupported type in a ${surface}: ${type}`)];
}

function isBlockType(type: unknown): type is BlockType {
  return typeof type === "string" && Object.hasOwn(BLOCK_SURFACES, type);
}
