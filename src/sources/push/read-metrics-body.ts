import { JSONParser } from "@streamparser/json";

import type { Day } from "../../domain/day.ts";
import {
  type BodyFault,
  faultOf,
  type PushedAccount,
  rowSchema,
  shellSchema,
} from "./metrics-body.ts";
import { type PushedRows, pushedRows } from "./pushed-rows.ts";

export type BodyReading =
  | {
      readonly kind: "read";
      readonly account: PushedAccount;
      readonly pushed: PushedRows;
      /** Fields of rows that nobody knows: misspelt ones would go unnoticed. */
      readonly ignored: readonly string[];
    }
  | { readonly kind: "faulty"; readonly faults: readonly BodyFault[] };

const MAX_FAULTS = 100;
const MAX_IGNORED = 20;
const STRING_BUFFER_BYTES = 4_096;

const NOT_JSON: BodyReading = {
  kind: "faulty",
  faults: [{ row: null, field: "body", message: "is not JSON" }],
};

/**
 * Reads a pushed body as it comes: the whole of it, or every fault (the first 100). Row by row, so that a large body
 * neither holds up others nor stands in memory several times. Rows later than `latestDay` are faults.
 */
export async function readMetricsBody(
  chunks: AsyncIterable<Uint8Array>,
  latestDay?: Day,
): Promise<BodyReading> {
  let shell: unknown;
  let rows = rowReader(latestDay);
  const ended = await parse(chunks, (value, key, list) => {
    if (key === undefined) shell = value;
    if (typeof key !== "number" || list === undefined) return;
    // A member that comes again takes the first one's place, as in JSON.parse.
    if (key === 0) rows = rowReader(latestDay);
    rows.take(value, key);
    list[key] = undefined;
  });
  if (!ended || shell === undefined) return NOT_JSON;
  const body = shellSchema.safeParse(shell);
  const issues = body.success ? [] : body.error.issues;
  const wrongRows = issues.some(({ path }) => path[0] === "rows") ? [] : rows.faults;
  const faults = [...issues.map(faultOf), ...wrongRows];
  if (body.success && faults.length === 0) {
    const { pushed, ignored } = rows;
    return { kind: "read", account: body.data.account, pushed, ignored: [...ignored] };
  }
  return { kind: "faulty", faults: faults.slice(0, MAX_FAULTS) };
}

type TakeValue = (
  value: unknown,
  key: string | number | undefined,
  list: unknown[] | undefined,
) => void;

/** False: it is not JSON. Rows are handed over one by one, and last, without a key, what holds them. */
async function parse(chunks: AsyncIterable<Uint8Array>, take: TakeValue): Promise<boolean> {
  const parser = new JSONParser({
    paths: ["$", "$.rows.*"],
    keepStack: false,
    stringBufferSize: STRING_BUFFER_BYTES,
  });
  let broken = false;
  parser.onError = () => {
    broken = true;
  };
  parser.onValue = ({ value, key, parent }) =>
    take(value, key, Array.isArray(parent) ? parent : undefined);
  // Read to the end even so: an answer in the middle of a body is lost on its sender.
  for await (const chunk of chunks) {
    if (!broken) parser.write(chunk);
  }
  if (!broken && !parser.isEnded) parser.end();
  return !broken;
}

function rowReader(latestDay: Day | undefined) {
  const pushed = pushedRows();
  const faults: BodyFault[] = [];
  const ignored = new Set<string>();
  return {
    pushed,
    faults,
    ignored,
    take(value: unknown, row: number): void {
      if (faults.length >= MAX_FAULTS) return;
      noteUnknown(value, ignored);
      const parsed = rowSchema.safeParse(value);
      if (!parsed.success) {
        faults.push(
          ...parsed.error.issues.map(({ path, message }) =>
            faultOf({ path: ["rows", row, ...path], message }),
          ),
        );
      } else if (latestDay !== undefined && parsed.data.date > latestDay) {
        faults.push({ row, field: "date", message: "must not be in the future" });
      } else if (faults.length === 0) pushed.add(parsed.data);
    },
  };
}

function noteUnknown(row: unknown, ignored: Set<string>): void {
  if (typeof row !== "object" || row === null || ignored.size >= MAX_IGNORED) return;
  for (const field in row) {
    if (!Object.hasOwn(rowSchema.shape, field)) ignored.add(field.slice(0, 100));
  }
}
