import { type CopyStream, openCopy } from "./copy-stream.ts";
import type { Tx } from "./db.ts";
import type { FactWindow } from "./fact-window.ts";

/** Facts with the numbers of their campaigns, on their way into the table. */
export interface FactBatch {
  readonly workspaceId: number;
  readonly loadId: bigint;
  readonly window: FactWindow;
  /** Places of the window, in the order in which they are to be stored. */
  readonly order: Uint32Array;
  /** Database id of each campaign in the source's list. */
  readonly ids: readonly number[];
}

/** Sends facts into their table. */
export interface FactSender {
  send(batch: FactBatch): Promise<void>;
  /** Waits until all is stored and leaves the connection free; more may be sent afterwards. */
  settle(): Promise<void>;
}

const COMMAND = `copy facts (workspace_id, campaign_id, day, spend_micros, impressions, clicks, conversions,
  value_micros, load_id) from stdin with (format binary)`;

/** The binary format, as PostgreSQL's manual gives it under COPY: a header, rows of lengths and values, a trailer. */
const HEADER = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const TRAILER = Buffer.from([0xff, 0xff]);
const WIDTHS = [4, 4, 4, 8, 8, 8, 8, 8, 8];
const ROW_BYTES = 2 + WIDTHS.reduce((sum, width) => sum + 4 + width, 0);
const ROWS_A_WRITE = 1_000;
const AHEAD_BYTES = 10_000_000;

/** Facts by COPY in binary: the server has no text to read, which costs it as much as storing the rows. */
export function copyFacts(tx: Tx): FactSender {
  let copy: CopyStream | undefined;

  async function opened(): Promise<CopyStream> {
    if (copy !== undefined) return copy;
    copy = openCopy(tx, COMMAND, AHEAD_BYTES);
    await copy.write(HEADER);
    return copy;
  }

  return {
    async send(batch) {
      const stream = await opened();
      const lengths = rowsOfLengths(Math.min(ROWS_A_WRITE, batch.order.length));
      for (let first = 0; first < batch.order.length; first += ROWS_A_WRITE) {
        const places = batch.order.subarray(first, first + ROWS_A_WRITE);
        await stream.write(binaryRows(batch, places, lengths));
      }
    },
    async settle() {
      const open = copy;
      copy = undefined;
      await open?.write(TRAILER);
      await open?.end();
    },
  };
}

/** Rows that have the number of their fields and each one's length, but no values yet. */
function rowsOfLengths(rows: number): Buffer {
  const bytes = Buffer.alloc(rows * ROW_BYTES);
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    at = bytes.writeInt16BE(WIDTHS.length, at);
    for (const width of WIDTHS) at = bytes.writeInt32BE(width, at) + width;
  }
  return bytes;
}

function binaryRows(batch: FactBatch, places: Uint32Array, lengths: Buffer): Buffer {
  const { window, ids, workspaceId, loadId } = batch;
  const bytes = Buffer.from(lengths.subarray(0, places.length * ROW_BYTES));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let row = 0;
  for (const place of places) {
    view.setInt32(row + 6, workspaceId);
    view.setInt32(row + 14, ids[window.campaigns[place] ?? 0] ?? 0);
    view.setInt32(row + 22, window.days[place] ?? 0);
    view.setBigInt64(row + 30, window.spendMicros[place] ?? 0n);
    setCount(view, row + 42, window.impressions[place] ?? 0);
    setCount(view, row + 54, window.clicks[place] ?? 0);
    view.setFloat64(row + 66, window.conversions[place] ?? 0);
    view.setBigInt64(row + 78, window.valueMicros[place] ?? 0n);
    view.setBigInt64(row + 90, loadId);
    row += ROW_BYTES;
  }
  return bytes;
}

/** A whole number that is not negative, in eight bytes. */
function setCount(view: DataView, at: number, count: number): void {
  view.setUint32(at, Math.floor(count / 2 ** 32));
  view.setUint32(at + 4, count >>> 0);
}
