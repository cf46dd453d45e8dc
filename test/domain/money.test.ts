import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  currencyDigits,
  decimalString,
  isCurrency,
  majorUnits,
  parseMicros,
} from "../../src/domain/money.ts";

const micros = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });

describe("parseMicros", () => {
  test.for([
    ["1234.5", 1_234_500_000n],
    ["12.34", 12_340_000n],
    ["0", 0n],
    ["-0.5", -500_000n],
    [".5", 500_000n],
    ["5.", 5_000_000n],
    ["007", 7_000_000n],
    ["0.000001", 1n],
    ["0.0000004", 0n],
    ["0.0000005", 1n],
    ["-0.0000005", -1n],
    ["0.00000049999", 0n],
    ["0.9999995", 1_000_000n],
    ["999999999999.999999", 999_999_999_999_999_999n],
  ] as const)("reads %s as %d millionths", ([text, expected]) => {
    expect(parseMicros(text)).toBe(expected);
  });

  test.for(["", "-", ".", "-.", "1,5", "1e3", "+1", " 1", "1 ", "--1", "1.2.3", "NaN", "٣", "0x1"])(
    "does not read %j",
    (text) => {
      expect(parseMicros(text)).toBeUndefined();
    },
  );

  test("gives back what decimalString wrote", () => {
    fc.assert(
      fc.property(micros, fc.integer({ min: 0, max: 6 }), (amount, digits) => {
        expect(parseMicros(decimalString(amount, digits))).toBe(amount);
      }),
    );
  });

  test("takes any text without throwing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(["bigint", "undefined"]).toContain(typeof parseMicros(text));
      }),
    );
  });

  test("adds exactly where floating point does not", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 })), (cents) => {
        const sum = cents
          .map((cent) => parseMicros((cent / 100).toFixed(2)) ?? 0n)
          .reduce((a, b) => a + b, 0n);
        expect(sum).toBe(BigInt(cents.reduce((a, b) => a + b, 0)) * 10_000n);
      }),
    );
  });
});

describe("decimalString", () => {
  test.for([
    [12_340_000n, 2, "12.34"],
    [12_000_000n, 2, "12.00"],
    [12_000_000n, 0, "12"],
    [12_345_678n, 2, "12.345678"],
    [-500_000n, 2, "-0.50"],
    [1n, 2, "0.000001"],
    [0n, 2, "0.00"],
    [0n, 0, "0"],
  ] as const)("writes %d millionths with at least %d decimals as %s", ([amount, digits, text]) => {
    expect(decimalString(amount, digits)).toBe(text);
  });
});

test("majorUnits is the amount as a number", () => {
  expect(majorUnits(12_345_678n)).toBe(12.345678);
  expect(majorUnits(-1_500_000n)).toBe(-1.5);
});

test.for([
  ["USD", true, 2],
  ["EUR", true, 2],
  ["JPY", true, 0],
  ["KWD", true, 3],
] as const)("%s is a currency written with its own decimals", ([code, known, digits]) => {
  expect(isCurrency(code)).toBe(known);
  expect(currencyDigits(code)).toBe(digits);
});

test.for(["usd", "US", "", "ZZZ", "US$", "EURO"])("%j is no currency", (code) => {
  expect(isCurrency(code)).toBe(false);
});
