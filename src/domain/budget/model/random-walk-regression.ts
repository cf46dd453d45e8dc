import { at } from "../at.ts";

/** Rows of a regression whose level wanders: ages ascend, and each row has its own noise. */
export interface WanderingRows {
  /** Days before the last day, ascending. */
  readonly ages: Float64Array;
  readonly noise: Float64Array;
  /** Row-major: the design's columns and, last, the response. */
  readonly table: Float64Array;
  readonly width: number;
}

/** X′V⁻¹X over all columns (row-major, lower triangle, the response included), and ln|V|. */
export interface Whitened {
  readonly products: Float64Array;
  readonly logDeterminant: number;
}

/**
 * Products whitened by V = diag(noise) + drift·min(age_j, age_k): the covariance of a random walk that starts today and
 * runs backwards. A Kalman filter gives them exactly in one pass, where a Cholesky factor would take the cube of the
 * rows (Durbin & Koopman 2012, §4.3 and §6.2).
 */
export function whiten(rows: WanderingRows, drift: number): Whitened {
  const { ages, noise, table, width } = rows;
  const states = new Float64Array(width);
  const innovations = new Float64Array(width);
  const products = new Float64Array(width * width);
  let variance = 0;
  let age = 0;
  let logDeterminant = 0;
  for (let row = 0; row < ages.length; row++) {
    variance += drift * (at(ages, row) - age);
    age = at(ages, row);
    const total = variance + at(noise, row);
    const gain = variance / total;
    logDeterminant += Math.log(total);
    for (let i = 0; i < width; i++) {
      const innovation = at(table, row * width + i) - at(states, i);
      innovations[i] = innovation;
      states[i] = at(states, i) + gain * innovation;
      for (let j = 0; j <= i; j++) {
        const cell = i * width + j;
        products[cell] = at(products, cell) + (innovation * at(innovations, j)) / total;
      }
    }
    variance *= 1 - gain;
  }
  return { products, logDeterminant };
}
