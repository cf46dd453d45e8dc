import { at } from "./at.ts";

/** Rows of a regression whose level wanders: ages ascend, and each row has its own noise. */
export interface WanderingRows {
  /** Days before the last day, ascending. */
  readonly ages: Float64Array;
  readonly noise: Float64Array;
  /** Columns of the design and, last, the response. */
  readonly columns: readonly Float64Array[];
}

/** X′V⁻¹X over all columns (row-major, the response included), and ln|V|. */
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
  const { ages, noise, columns } = rows;
  const width = columns.length;
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
    for (const [index, values] of columns.entries()) {
      const innovation = at(values, row) - at(states, index);
      innovations[index] = innovation;
      states[index] = at(states, index) + gain * innovation;
    }
    variance *= 1 - gain;
    addOuterProduct(products, innovations, 1 / total);
  }
  return { products, logDeterminant };
}

function addOuterProduct(products: Float64Array, values: Float64Array, weight: number): void {
  const width = values.length;
  for (let i = 0; i < width; i++) {
    const scaled = at(values, i) * weight;
    for (let j = 0; j < width; j++) {
      products[i * width + j] = at(products, i * width + j) + scaled * at(values, j);
    }
  }
}
