import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  binomialAtLeast,
  binomialAtMost,
  normalAtMost,
  poissonAtLeast,
  poissonAtMost,
} from "../../../src/domain/alerting/distributions.ts";
import { draws } from "../../support/draws.ts";

/** Expected figures: mpmath, 30 digits. */
describe("known values", () => {
  test.for([
    [0, 3, 0.0497870683679, 1],
    [1, 1, 0.735758882343, 0.632120558829],
    [3, 7.5, 0.0591454598327, 0.979743284943],
    [2.5, 4, 0.332593902599, 0.843764372422],
    [0.25, 1, 0.473788779643, 0.93207886799],
    [10, 20, 0.0108117188267, 0.995004587692],
    [100, 80, 0.986831145124, 0.0171083130351],
    [1000, 1100, 0.00117523056814, 0.998940676746],
    [5, 0, 1, 0],
    [0, 0, 1, 1],
  ] as const)("%d events where %d are expected", ([n, mean, atMost, atLeast]) => {
    expect(poissonAtMost(n, mean)).toBeCloseTo(atMost, 11);
    expect(poissonAtLeast(n, mean)).toBeCloseTo(atLeast, 11);
  });

  test.for([
    [0, 10, 0.3, 0.0282475249, 1],
    [3, 10, 0.3, 0.6496107184, 0.6172172136],
    [2.5, 10, 0.3, 0.519251402167, 0.745008448544],
    [9.5, 10, 0.9, 0.858446908187, 0.56149123615],
    [10, 10, 0.9, 1, 0.3486784401],
    [12, 10, 0.9, 1, 0.3486784401],
    [50, 1000, 0.04, 0.95093595463, 0.0663058712313],
    [0, 0, 0.5, 1, 1],
    [2, 0, 0.5, 1, 1],
    [4, 10, 0, 1, 0],
    [4, 10, 1, 0, 1],
  ] as const)("%d of %d at %d", ([n, trials, p, atMost, atLeast]) => {
    expect(binomialAtMost(n, trials, p)).toBeCloseTo(atMost, 11);
    expect(binomialAtLeast(n, trials, p)).toBeCloseTo(atLeast, 11);
  });

  test.for([
    [0, 800, 0, 1],
    [0, 1e9, 0, 1],
    [1e4, 1, 1, 0],
    [1e4, 1e-300, 1, 0],
    [Number.MIN_VALUE, 1, 0.367879441171, 1],
    [0, Number.MIN_VALUE, 1, 1],
  ] as const)(
    "%d events where %d are expected is out of doubles' reach",
    ([n, mean, below, above]) => {
      expect(poissonAtMost(n, mean)).toBeCloseTo(below, 11);
      expect(poissonAtLeast(n, mean)).toBeCloseTo(above, 11);
    },
  );

  test("the rarest of a billion is Poisson", () => {
    expect(binomialAtMost(1, 1e9, 1e-9)).toBeCloseTo(0.735758882343, 5);
    expect(binomialAtLeast(1, 1e9, 1e-9)).toBeCloseTo(0.632120559012, 5);
  });

  test.for([
    [-8, 6.22096057427e-16],
    [-1.959963984540054, 0.025],
    [0, 0.5],
    [1.6448536269514722, 0.95],
    [1e9, 1],
    [-1e9, 0],
  ] as const)("normal up to %d", ([z, expected]) => {
    expect(normalAtMost(z) / (expected || 1)).toBeCloseTo(Math.sign(expected), 10);
  });
});

/** Sums the probabilities one by one, each from its neighbour, out to where they vanish. */
function summed(n: number, mode: number, ratio: (k: number) => number) {
  let total = 1;
  let atMost = mode <= n ? 1 : 0;
  let atLeast = mode >= n ? 1 : 0;
  for (const step of [1, -1]) {
    for (let k = mode, mass = 1; mass > 1e-19; k += step) {
      mass = step === 1 ? mass * ratio(k) : mass / ratio(k - 1);
      total += mass;
      if (k + step <= n) atMost += mass;
      if (k + step >= n) atLeast += mass;
    }
  }
  return { atMost: atMost / total, atLeast: atLeast / total };
}

describe("large counts", () => {
  const sizes = [1e3, 99_998, 99_999, 100_000, 100_001, 1e6, 1e8];
  const deviations = [-4, -1.5, -0.2, -1e-4, 0, 1e-4, 0.2, 1.5, 4];
  const cases = sizes.flatMap((mean) => deviations.map((z) => [mean, z] as const));

  test.for(cases)("Poisson %d, %d standard deviations off", ([mean, z]) => {
    const n = Math.round(mean + z * Math.sqrt(mean));
    const exact = summed(n, Math.round(mean), (k) => mean / (k + 1));

    expect(poissonAtMost(n, mean) / exact.atMost).toBeCloseTo(1, 5);
    expect(poissonAtLeast(n, mean) / exact.atLeast).toBeCloseTo(1, 5);
  });

  test.for(
    [
      [1e9, 0.1],
      [1e9, 1e-4],
      [1e9, 0.999],
      [1e6, 0.5],
      [200_001, 0.5],
      [1e7, 0.01],
      [1e8, 0.001],
    ].flatMap(([trials = 0, p = 0]) => deviations.map((z) => [trials, p, z] as const)),
  )("binomial %d × %d, %d standard deviations off", ([trials, p, z]) => {
    const n = Math.round(trials * p + z * Math.sqrt(trials * p * (1 - p)));
    const mode = Math.round(trials * p);
    const exact = summed(n, mode, (k) => ((trials - k) / (k + 1)) * (p / (1 - p)));

    expect(binomialAtMost(n, trials, p) / exact.atMost).toBeCloseTo(1, 5);
    expect(binomialAtLeast(n, trials, p) / exact.atLeast).toBeCloseTo(1, 5);
  });

  test("agrees with Wilson and Hilferty's cube root of a chi-squared variable", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 4, max: 8, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (digits, z) => {
          const n = 10 ** digits;
          const mean = n + z * Math.sqrt(n);
          const a = n + 1;
          const cube = (Math.cbrt(mean / a) - 1 + 1 / (9 * a)) * 3 * Math.sqrt(a);
          expect(poissonAtMost(n, mean)).toBeCloseTo(normalAtMost(-cube), 4);
        },
      ),
    );
  });
});

describe("laws", () => {
  const count = fc.oneof(
    fc.double({ min: 0, max: 1e8, noNaN: true }),
    fc.double({ min: 0, max: 50, noNaN: true }),
    fc.double({ min: -12, max: 9, noNaN: true }).map((digits) => 10 ** digits),
    fc.constantFrom(0, Number.MIN_VALUE, 1e9),
  );
  const share = fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: -12, max: 0, noNaN: true }).map((digits) => 10 ** digits),
  );

  test("every answer is a probability", () => {
    fc.assert(
      fc.property(count, count, share, (n, size, p) => {
        const answers = [
          poissonAtMost(n, size),
          poissonAtLeast(n, size),
          binomialAtMost(n, size, p),
          binomialAtLeast(n, size, p),
        ];
        expect(answers.filter((answer) => !(answer >= 0 && answer <= 1))).toEqual([]);
      }),
      draws(2000),
    );
  });

  test("what is not at most n is at least n + 1", () => {
    fc.assert(
      fc.property(count, count, share, (n, size, p) => {
        expect(poissonAtMost(n, size) + poissonAtLeast(n + 1, size)).toBeCloseTo(1, 5);
        if (n + 1 > size) return;
        expect(binomialAtMost(n, size, p) + binomialAtLeast(n + 1, size, p)).toBeCloseTo(1, 5);
      }),
      draws(2000),
    );
  });

  test("both tails together never fall short of certainty", () => {
    fc.assert(
      fc.property(count, count, share, (n, size, p) => {
        expect(poissonAtMost(n, size) + poissonAtLeast(n, size)).toBeGreaterThan(1 - 1e-5);
        expect(binomialAtMost(n, size, p) + binomialAtLeast(n, size, p)).toBeGreaterThan(1 - 1e-5);
      }),
      draws(2000),
    );
  });
});
