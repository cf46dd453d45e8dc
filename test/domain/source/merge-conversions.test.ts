import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  CONVERSION_STATUSES,
  conversionKey,
  type ConversionStatus,
} from "../../../src/domain/source/conversion.ts";
import { joinConversions } from "../../../src/domain/source/join-conversions.ts";
import { type Conversion, mergeConversions } from "../../../src/domain/source/merge-conversions.ts";

interface Said {
  readonly status?: ConversionStatus;
  readonly value?: number;
  readonly campaignId?: number | null;
  readonly at?: number;
}

function call(postbackId: number, said: Said, transactionId: string | undefined): Conversion {
  const { status = "sale", value, campaignId, at = postbackId } = said;
  return {
    key: conversionKey({ clickId: "C", transactionId, event: undefined }),
    event: undefined,
    status,
    occurredAt: at,
    worth:
      value === undefined
        ? undefined
        : { micros: BigInt(value), currency: undefined, status, postbackId },
    place:
      campaignId === undefined
        ? undefined
        : { ref: "x", sourceRef: undefined, campaignId: campaignId ?? undefined, postbackId },
    postbackId,
  };
}

const mergedByKey = (calls: readonly Conversion[]) => joinConversions([], calls).list;

/** What the calls come to, as status, value and campaign. */
function cameTo(calls: readonly Said[], transactionId?: string) {
  const [merged] = mergedByKey(calls.map((said, index) => call(index + 1, said, transactionId)));
  return [
    merged?.status,
    merged?.worth === undefined ? undefined : Number(merged.worth.micros),
    merged?.place?.campaignId,
  ];
}

describe("calls about the same conversion", () => {
  test.for<[string, readonly Said[], string | undefined, unknown[]]>([
    [
      "the first without a transaction counts",
      [{ value: 1 }, { value: 2 }],
      undefined,
      ["sale", 1],
    ],
    ["the newest of a transaction counts", [{ value: 1 }, { value: 2 }], "T", ["sale", 2]],
    [
      "a lead becomes a sale",
      [{ status: "lead", value: 0 }, { value: 30 }],
      undefined,
      ["sale", 30],
    ],
    [
      "a sale never becomes a lead again",
      [{ value: 30 }, { status: "lead", value: 5 }],
      "T",
      ["sale", 30],
    ],
    [
      "a rejection without a value keeps what it was worth",
      [{ value: 30 }, { status: "rejected" }],
      "T",
      ["rejected", 30],
    ],
    ["what is rejected stays so", [{ status: "rejected" }, { value: 30 }], "T", ["rejected", 30]],
    [
      "the first campaign that is known counts",
      [{ campaignId: null }, { campaignId: 4 }, { campaignId: 5 }],
      undefined,
      ["sale", undefined, 4],
    ],
  ])("%s", ([, calls, transactionId, expected]) => {
    expect(cameTo(calls, transactionId)).toEqual([...expected, undefined].slice(0, 3));
  });

  const said = fc.record(
    {
      status: fc.constantFrom(...CONVERSION_STATUSES),
      value: fc.nat({ max: 5 }),
      campaignId: fc.option(fc.nat({ max: 3 })),
      at: fc.nat({ max: 9 }),
    },
    { requiredKeys: [] },
  );
  const calls = fc
    .tuple(fc.array(said, { minLength: 1, maxLength: 8 }), fc.constantFrom(undefined, "T"))
    .map(([list, transactionId]) => list.map((one, index) => call(index + 1, one, transactionId)));

  test("come to the same in any order, however often they are repeated", () => {
    fc.assert(
      fc.property(
        calls.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length }),
            fc.array(fc.constantFrom(...list)),
          ),
        ),
        ([list, shuffled, repeated]) => {
          expect(mergedByKey([...repeated, ...shuffled])).toEqual(mergedByKey(list));
        },
      ),
    );
  });

  test("come to the same in whatever parts they are merged", () => {
    fc.assert(
      fc.property(calls, fc.nat(), (list, cut) => {
        const at = 1 + (cut % list.length);
        const parts = [list.slice(0, at), list.slice(at)].flatMap((part) => mergedByKey(part));
        const [whole] = mergedByKey(list);

        expect(parts.reduce(mergeConversions)).toEqual(whole);
      }),
    );
  });
});
