import {
  type RandomNumbers,
  randomNumbers,
} from "../../../src/domain/budget/model/random-normals.ts";

/** Random numbers of the kinds that a simulated account is made of. */
export interface Chance extends RandomNumbers {
  readonly between: (low: number, high: number) => number;
  readonly happens: (probability: number) => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
  readonly poisson: (mean: number) => number;
  readonly binomial: (count: number, probability: number) => number;
  /** Of mean 1. */
  readonly gamma: (cv: number) => number;
  readonly lognormal: (cv: number) => number;
}

export function chanceOf(seed: number): Chance {
  const random = randomNumbers(seed);
  const { uniform, normal } = random;
  const happens = (probability: number) => uniform() < probability;
  return {
    ...random,
    happens,
    between: (low, high) => low + (high - low) * uniform(),
    pick: (choices) => {
      const chosen = choices[Math.floor(uniform() * choices.length)];
      if (chosen === undefined) throw new Error("There is nothing to pick from.");
      return chosen;
    },
    poisson: (mean) => poisson(mean, random),
    binomial: (count, probability) => {
      let successes = 0;
      for (let i = 0; i < count; i++) successes += happens(probability) ? 1 : 0;
      return successes;
    },
    gamma: (cv) => gamma(1 / cv ** 2, random) * cv ** 2,
    lognormal: (cv) => {
      const sd = Math.sqrt(Math.log1p(cv * cv));
      return Math.exp(sd * normal() - sd ** 2 / 2);
    },
  };
}

function poisson(mean: number, { uniform, normal }: RandomNumbers): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; count++) product *= uniform();
  return Math.max(0, count);
}

/** Marsaglia & Tsang 2000, for shapes of 1 and more. */
function gamma(shape: number, { uniform, normal }: RandomNumbers): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
