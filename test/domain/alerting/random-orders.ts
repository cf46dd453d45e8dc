/** Orders whose number and amounts are drawn from a seed, the same on every machine. */
export interface Draw {
  /** A Poisson number. */
  readonly count: (mean: number) => number;
  /** The sum of so many amounts, log-normal with this mean and coefficient of variation. */
  readonly value: (orders: number, amounts: { mean: number; cv: number }) => number;
}

export function drawFrom(seed: number): Draw {
  const uniform = mulberry32(seed);
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    count: (mean) => {
      let orders = -1;
      for (let product = 1; product > Math.exp(-mean); orders += 1) product *= uniform();
      return orders;
    },
    value: (orders, { mean, cv }) => {
      const sigma = Math.sqrt(Math.log(1 + cv * cv));
      const centre = Math.log(mean) - sigma ** 2 / 2;
      let sum = 0;
      for (let order = 0; order < orders; order += 1) sum += Math.exp(centre + sigma * normal());
      return sum;
    },
  };
}

/** Tommy Ettinger's generator; never 0. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}
