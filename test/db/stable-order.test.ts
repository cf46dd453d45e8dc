import fc from "fast-check";
import { expect, test } from "vitest";

import { stableOrder } from "../../src/db/stable-order.ts";

const key = fc.integer({ min: -50, max: 50 });

test("places come in the order of their keys, equal keys as they stood", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, key)), (rows) => {
      const keys = (which: 0 | 1) => Int32Array.from(rows, (row) => row[which]);
      const places = Uint32Array.from(rows.keys());

      const order = stableOrder(stableOrder(places, keys(1)), keys(0));

      const byBoth = (a: number, b: number) => {
        const [left = [0, 0], right = [0, 0]] = [rows[a], rows[b]];
        return left[0] - right[0] || left[1] - right[1] || a - b;
      };
      expect([...order]).toEqual([...places].toSorted(byBoth));
    }),
  );
});
