import { describe, expect, test } from "vitest";

import type { ConversionCall } from "../../../src/domain/source/conversion.ts";
import { readPostback } from "../../../src/sources/postback/read-postback.ts";

const BARE: ConversionCall = {
  clickId: undefined,
  transactionId: undefined,
  event: undefined,
  status: "sale",
  valueMicros: undefined,
  currency: undefined,
  campaignRefs: [],
  sourceRef: undefined,
  occurredAt: undefined,
};

function read(query: string) {
  return readPostback(Object.fromEntries(new URLSearchParams(query)));
}

const CALLS: readonly (readonly [string, string, Partial<ConversionCall>])[] = [
  [
    "Voluum",
    "cid=wAB12&payout=12.34&txid=T1&et=purchase",
    { clickId: "wAB12", transactionId: "T1", event: "purchase", valueMicros: 12_340_000n },
  ],
  [
    "RedTrack",
    "clickid=5f&sum=7&type=Purchase&currency=eur",
    { clickId: "5f", event: "Purchase", valueMicros: 7_000_000n, currency: "EUR" },
  ],
  [
    "Everflow",
    "nid=321&transaction_id=ab12&amount=12,34&event_id=4&adv1=x&order_id=O-9",
    { clickId: "ab12", transactionId: "O-9", event: "4", valueMicros: 12_340_000n },
  ],
  ["Everflow without an order", "nid=321&transaction_id=ab12", { clickId: "ab12" }],
  [
    "TUNE",
    "transaction_id=102ab&amount=3.5&adv_sub=ORDER1&goal=signup",
    { clickId: "102ab", transactionId: "ORDER1", event: "signup", valueMicros: 3_500_000n },
  ],
  ["TUNE by the affiliate's own id", "aff_sub=mine", { clickId: "mine" }],
  [
    "Binom",
    "cnv_id=9xyz&payout=1&cnv_status=lead",
    { clickId: "9xyz", status: "lead", valueMicros: 1_000_000n },
  ],
  [
    "Keitaro",
    "subid=2k3&status=sale&payout=30&tid=77&currency=USD",
    { clickId: "2k3", transactionId: "77", valueMicros: 30_000_000n, currency: "USD" },
  ],
  [
    "Binom's upsell",
    "cnv_id=9&payout=1&cnv_status=upsell",
    { clickId: "9", valueMicros: 1_000_000n },
  ],
  ["a refund", "cnv_id=9&payout=-1", { clickId: "9", status: "rejected" }],
  [
    "a refund that calls itself a sale",
    "subid=9&tid=T&status=sale&payout=-12,34",
    { clickId: "9", transactionId: "T", status: "rejected" },
  ],
  ["Keitaro's trash", "subid=2k3&status=trash", { clickId: "2k3", status: "rejected" }],
  [
    "plain names",
    "click_id=C&transaction_id=T&event=order&status=rejected&value=0.5&currency=USD&campaign=Brand&campaign_id=123&timestamp=1795521600",
    {
      clickId: "C",
      transactionId: "T",
      event: "order",
      status: "rejected",
      valueMicros: 500_000n,
      currency: "USD",
      campaignRefs: ["123", "Brand"],
      occurredAt: 1_795_521_600_000,
    },
  ],
  [
    "a transaction alone",
    "transaction_id=T&value=1",
    { transactionId: "T", valueMicros: 1_000_000n },
  ],
  [
    "what the landing page was called with",
    "clickId=C&utm_campaign=Brand+US&utm_id=55&utm_source=google",
    { clickId: "C", campaignRefs: ["Brand US", "55"], sourceRef: "google" },
  ],
  ["empty parameters", "cid=C&payout=&txid=&et=", { clickId: "C" }],
  [
    "an ISO instant",
    "cid=C&timestamp=2026-11-01T02:00:00%2B02:00",
    { clickId: "C", occurredAt: Date.UTC(2026, 10, 1) },
  ],
  [
    "milliseconds",
    "cid=C&timestamp=1795521600123",
    { clickId: "C", occurredAt: 1_795_521_600_123 },
  ],
];

describe("reading a call", () => {
  test.for(CALLS)("of %s", ([, query, call]) => {
    expect(read(query)).toEqual({ kind: "read", call: { ...BARE, ...call } });
  });

  test.for([
    ["no id", "payout=3", "neither a click's id nor a transaction's"],
    ["a value that is no number", "cid=C&payout=abc", 'The value "abc" is no amount'],
    ["two separators", "cid=C&payout=1,234.50", "is no amount"],
    ["two signs", "cid=C&payout=--1", "is no amount"],
    ["a value beyond all measure", `cid=C&payout=1${"0".repeat(13)}`, "is no amount"],
    ["a placeholder", "cid={clickid}", "is a placeholder that the tracker has not filled in"],
    ["a currency that is none", "cid=C&currency=$", '"$" is no currency'],
    ["a timestamp that is none", "cid=C&timestamp=yesterday", "is no instant"],
    ["a timestamp of another unit", "cid=C&timestamp=1795521600123456", "is no instant"],
    ["endless ids", `cid=${"ä".repeat(1_000)}`, "longer than 2000 bytes"],
  ] as const)("refuses %s", ([, query, reason]) => {
    const reading = read(query);

    expect(reading.kind).toBe("unusable");
    expect(reading.kind === "unusable" ? reading.reason : "").toContain(reason);
  });

  test("does not understand a status that nobody knows", () => {
    expect(read("cid=C&status=maybe")).toEqual({
      kind: "not-understood",
      reason: 'The status "maybe" is not known: send lead, sale or rejected.',
    });
    expect(read("status=maybe").kind).toBe("unusable");
  });
});
