import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { invertSymmetric } from "../../../../src/domain/budget/model/invert-symmetric.ts";
import { whiten } from "../../../../src/domain/budget/model/random-walk-regression.ts";
import { present } from "../../../support/present.ts";

const positive = fc.double({ min: 0.01, max: 3, noNaN: true });
const rows = fc
  .array(fc.record({ gap: positive, noise: positive, x: positive, y: positive }), {
    minLength: 2,
    maxLength: 8,
  })
  .map((all) =>
    all.map((row, i) => ({ ...row, age: all.slice(0, i + 1).reduce((a, b) => a + b.gap, 0) })),
  );

/** Solves A·X = B and gives ln|A| by Gaussian elimination, the slow and plain way. */
function solve(matrix: number[][], right: number[][]): { solved: number[][]; logDet: number } {
  const a = matrix.map((row, i) => [...row, ...(right[i] ?? [])]);
  const size = matrix.length;
  let logDet = 0;
  for (let i = 0; i < size; i++) {
    logDet += Math.log(present(present(a[i])[i]));
    for (let j = 0; j < size; j++) {
      if (i === j) continue;
      const factor = present(present(a[j])[i]) / present(present(a[i])[i]);
      a[j] = present(a[j]).map((value, k) => value - factor * present(present(a[i])[k]));
    }
  }
  return {
    solved: a.map((row, i) => row.slice(size).map((value) => value / present(row[i]))),
    logDet,
  };
}

describe("whiten", () => {
  test("one pass of the filter gives what the whole covariance gives", () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 2, noNaN: true }), (data, drift) => {
        const { products, logDeterminant } = whiten(
          {
            ages: Float64Array.from(data, (row) => row.age),
            noise: Float64Array.from(data, (row) => row.noise),
            table: Float64Array.from(data.flatMap((row) => [1, row.x, row.y])),
            width: 3,
          },
          drift,
        );

        const covariance = data.map((a, i) =>
          data.map((b, j) => drift * Math.min(a.age, b.age) + (i === j ? a.noise : 0)),
        );
        const design = data.map((row) => [1, row.x, row.y]);
        const { solved, logDet } = solve(covariance, design);
        expect(logDeterminant).toBeCloseTo(logDet, 8);
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j <= i; j++) {
            const dense = design.reduce(
              (sum, row, k) => sum + present(row[i]) * present(present(solved[k])[j]),
              0,
            );
            expect(Math.abs(present(products[3 * i + j]) - dense)).toBeLessThan(
              1e-8 * (1 + Math.abs(dense)),
            );
          }
        }
      }),
    );
  });
});

describe("invertSymmetric", () => {
  test("times the matrix it is the identity", () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 9, maxLength: 9 }), (v) => {
        const row = (i: number) => v.slice(3 * i, 3 * i + 3);
        const matrix = Array.from({ length: 9 }, (_, cell) => {
          const [i, j] = [Math.floor(cell / 3), cell % 3];
          return row(i).reduce(
            (sum, value, k) => sum + value * present(row(j)[k]),
            i === j ? 1 : 0,
          );
        });

        const { inverse, logDeterminant } = invertSymmetric(Float64Array.from(matrix));

        for (let cell = 0; cell < 9; cell++) {
          const [i, j] = [Math.floor(cell / 3), cell % 3];
          const product = [0, 1, 2].reduce(
            (sum, k) => sum + present(matrix[3 * i + k]) * present(inverse[3 * k + j]),
            0,
          );
          expect(product).toBeCloseTo(i === j ? 1 : 0, 6);
        }
        const identity = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? 1 : 0)));
        const dense = solve(
          [0, 1, 2].map((i) => matrix.slice(3 * i, 3 * i + 3)),
          identity,
        );
        expect(logDeterminant).toBeCloseTo(dense.logDet, 8);
      }),
    );
  });
});
