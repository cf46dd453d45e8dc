import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  conversionKey,
  type ConversionStatus,
  idsOfKey,
} from "../../../src/domain/source/conversion.ts";
import {
  joinConversions,
  MOST_SHARING,
  rejoinConversions,
} from "../../../src/domain/source/join-conversions.ts";
import type { Conversion } from "../../../src/domain/source/merge-conversions.ts";

interface Said {
  readonly click?: string;
  /** "T" unless said; null: none. */
  readonly transaction?: string | null;
  readonly event?: string;
  readonly status?: ConversionStatus;
  readonly value?: number;
  readonly ref?: string;
  readonly campaign?: number;
  readonly source?: string;
}

function calls(list: readonly Said[]): Conversion[] {
  return list.map((said, index) => {
    const { click: clickId, transaction = "T", event, status = "sale", value, source } = said;
    const ref = said.ref ?? (said.campaign === undefined ? undefined : `#${said.campaign}`);
    const postbackId = index + 1;
    return {
      key: conversionKey({ clickId, transactionId: transaction ?? undefined, event }),
      event,
      status,
      occurredAt: postbackId,
      worth:
        value === undefined
          ? undefined
          : { micros: BigInt(value), currency: undefined, status, postbackId },
      place:
        ref === undefined && source === undefined
          ? undefined
          : { ref, sourceRef: source, campaignId: said.campaign, postbackId },
      postbackId,
    };
  });
}

/** What calls come to if each is stored before the next is read; a database gives back rows in any order. */
function storedOneByOne(list: readonly Conversion[], backwards = false): Conversion[] {
  let stored: Conversion[] = [];
  for (const call of list) {
    const joined = joinConversions(backwards ? stored.toReversed() : stored, [call]);
    const changed = new Set([...joined.gone, ...joined.list.map(({ key }) => key)]);
    stored = [...stored.filter(({ key }) => !changed.has(key)), ...joined.list];
  }
  return stored;
}

/** As `click status value`. */
function words(list: readonly Conversion[]): string[] {
  return list
    .map(({ key, status, worth }) => {
      const { clickId = "–" } = idsOfKey(key);
      return [clickId, status, worth?.micros.toString() ?? ""].join(" ").trim();
    })
    .toSorted();
}

describe("calls about one transaction", () => {
  test.for<[string, readonly Said[], readonly string[]]>([
    ["without a click, then with it", [{}, { click: "A" }], ["A sale"]],
    ["with a click, then without it", [{ click: "A" }, {}], ["A sale"]],
    [
      "a later value and status without the click",
      [{ click: "A", value: 5 }, { value: 7 }, { status: "rejected" }],
      ["A rejected 7"],
    ],
    [
      "an earlier status without the click",
      [{ status: "rejected" }, { click: "A", value: 5 }],
      ["A rejected 5"],
    ],
    ["of two clicks", [{ click: "A" }, { click: "B" }], ["A sale", "B sale"]],
    [
      "of two clicks, and one that may be either's",
      [{ click: "A" }, { click: "B" }, { status: "rejected" }, {}],
      ["A sale", "B sale", "– rejected"],
    ],
    ["of two events", [{ click: "A", event: "lead" }, { event: "sale" }], ["A sale", "– sale"]],
    [
      "of another transaction",
      [{ click: "A" }, { transaction: "U" }, { transaction: null, click: "A" }],
      ["A sale", "A sale", "– sale"],
    ],
    [
      "in the same campaign",
      [
        { campaign: 1, ref: "Brand" },
        { click: "A", campaign: 1, ref: "81", source: "x" },
      ],
      ["A sale"],
    ],
    [
      "in two campaigns",
      [{ campaign: 1 }, { click: "A", campaign: 2 }, { campaign: 1, value: 9 }],
      ["A sale", "– sale 9"],
    ],
    [
      "in two campaigns, both without a click",
      [
        { campaign: 1, value: 1 },
        { campaign: 2, value: 2 },
        { campaign: 1, value: 3 },
      ],
      ["– sale 2", "– sale 3"],
    ],
    [
      "in campaigns that nobody knows",
      [{ ref: "x" }, { click: "A", ref: "y" }, { click: "B", ref: "x" }],
      ["A sale", "B sale"],
    ],
    [
      "of two clicks, one of the campaign that is named",
      [
        { click: "A", campaign: 1 },
        { click: "B", campaign: 2 },
        { campaign: 2, value: 4 },
      ],
      ["A sale", "B sale 4"],
    ],
    [
      "of two sources",
      [{ click: "A", source: "net-1" }, { source: "net-2" }],
      ["A sale", "– sale"],
    ],
    [
      "of one source, the campaign named once",
      [{ source: "net-1" }, { click: "A", source: "net-1", campaign: 1 }],
      ["A sale"],
    ],
    [
      "with a click that may be either of two without one",
      [{ campaign: 1 }, { campaign: 2 }, { click: "A" }],
      ["A sale", "– sale", "– sale"],
    ],
  ])("%s", ([, said, expected]) => {
    const list = calls(said);
    expect(words(joinConversions([], list).list)).toEqual(expected);
    expect(words(storedOneByOne(list))).toEqual(expected);
  });

  test("say nothing of one another where very many share it", () => {
    const clicks = Array.from({ length: MOST_SHARING + 1 }, (_, index) => ({ click: `C${index}` }));
    const list = calls([...clicks, { campaign: 1 }, { click: "D", campaign: 1 }]);
    expect(joinConversions([], list).list).toHaveLength(MOST_SHARING + 3);
  });

  const said = fc.record(
    {
      click: fc.constantFrom("A", "B"),
      status: fc.constantFrom("lead", "sale", "rejected"),
      value: fc.nat({ max: 5 }),
      campaign: fc.nat({ max: 2 }),
      ref: fc.constantFrom("x", "y"),
      source: fc.constantFrom("s", "t"),
    },
    { requiredKeys: [] },
  );
  const any = fc.array(said, { minLength: 1, maxLength: 8 }).map(calls);

  test("come to the same in whatever parts they are stored", () => {
    fc.assert(
      fc.property(any, (list) => {
        expect(words(storedOneByOne(list))).toEqual(words(joinConversions([], list).list));
      }),
    );
  });

  test("come to the same in whatever order the stored ones are read", () => {
    fc.assert(
      fc.property(any, (list) => {
        expect(words(storedOneByOne(list, true))).toEqual(words(joinConversions([], list).list));
      }),
    );
  });

  test("take back the oldest of those without a click", () => {
    const list = calls([{ campaign: 1 }, { campaign: 2 }, { status: "rejected" }]);
    const taken = storedOneByOne(list, true).find(({ status }) => status === "rejected");
    expect(taken?.place?.campaignId).toBe(1);
  });

  test("come to nothing else when they are looked at again and no more is known", () => {
    const placed = said.map((one) => ({ campaign: 1, ...one }));
    const list = fc.array(placed, { minLength: 1, maxLength: 8 }).map(calls);
    fc.assert(
      fc.property(list, (all) => {
        expect(rejoinConversions(joinConversions([], all).list).gone).toEqual([]);
      }),
    );
    const either = calls([{ campaign: 1 }, { campaign: 2 }, { click: "A" }]);
    expect(rejoinConversions(joinConversions([], either).list).gone).toEqual([]);
  });

  test("never merge two clicks, and make no other conversion when they are repeated", () => {
    fc.assert(
      fc.property(any, (list) => {
        const stored = storedOneByOne(list);
        const clicked = list.map(({ key }) => key).filter((key) => !key.startsWith('[""'));
        expect(stored.map(({ key }) => key)).toEqual(expect.arrayContaining(clicked));
        const again = storedOneByOne([...list, ...list.slice(-1)]);
        expect(again.length).toBeLessThanOrEqual(stored.length);
      }),
    );
  });
});
