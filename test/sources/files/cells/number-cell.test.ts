import fc from "fast-check";
import { expect, test } from "vitest";

import { numberCell, plainNumber } from "../../../../src/sources/files/cells/number-cell.ts";
import {
  type DecimalEvidence,
  noteNumber,
  provenDecimal,
} from "../../../../src/sources/files/reading/decimal-evidence.ts";

test.for([
  ["1234", ".", "1234"],
  ["1,234.56", ".", "1234.56"],
  ["1,23,456.78", ".", "123456.78"],
  ["1.234,56", ",", "1234.56"],
  ["1 200,00", ",", "1200.00"],
  ["1\u00A0200,5", ",", "1200.5"],
  ["1'200.5", ".", "1200.5"],
  ["-3.5", ".", "-3.5"],
  ["−3.5", ".", "-3.5"],
  ["(3.50)", ".", "-3.50"],
  ["$-3.5", ".", "-3.5"],
  ["€1,622.60", ".", "1622.60"],
  ["12,50 €", ",", "12.50"],
  ["Rs.201.68", ".", "201.68"],
  [".5", ".", "0.5"],
  ["1,5", ".", undefined],
  ["1.5", ",", undefined],
  ["1,2345", ".", undefined],
  ["1.234.567", ".", undefined],
  ["12 abc", ".", undefined],
  ["(5", ".", undefined],
  ["€5€", ".", undefined],
  ["1e5", ".", undefined],
  ["", ".", undefined],
] as const)("the cell %j with decimal %j is %j", ([cell, decimal, plain]) => {
  const number = numberCell(cell);

  expect(number === undefined ? undefined : plainNumber(number, decimal)).toBe(plain);
});

test.for([
  { cells: ["1.5"], counts: [], proves: "." },
  { cells: ["1,5"], counts: [], proves: "," },
  { cells: ["1,234.50"], counts: [], proves: "." },
  { cells: ["1.234.567"], counts: [], proves: "," },
  { cells: ["0.123"], counts: [], proves: "." },
  { cells: ["1234.567"], counts: [], proves: "." },
  { cells: ["1,234"], counts: [], proves: undefined },
  { cells: ["1,234"], counts: ["5,678"], proves: "." },
  { cells: ["7"], counts: ["5.678"], proves: "," },
  { cells: ["1.5", "1.5", "1.5", "1.5", "1,5"], counts: [], proves: "." },
  { cells: ["1.5", "1,5"], counts: [], proves: "both" },
  { cells: ["--", "n/a", "€5"], counts: ["< 10%"], proves: undefined },
])("amounts $cells and counts $counts prove $proves", ({ cells, counts, proves }) => {
  const evidence: DecimalEvidence = {};

  for (const cell of cells) noteNumber(evidence, cell, false);
  for (const cell of counts) noteNumber(evidence, cell, true);

  expect(provenDecimal(evidence)).toBe(proves);
});

test("what is read as a number is one, whatever the text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from("0123456789.,-() €$kr%e'")) }),
      (text) => {
        const number = numberCell(text);
        const plain = number === undefined ? "0" : (plainNumber(number, ".") ?? "0");

        expect(plain).toMatch(/^-?\d+(\.\d+)?$/);
      },
    ),
  );
});
