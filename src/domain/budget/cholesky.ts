import { at } from "./at.ts";

/** A factored symmetric positive matrix. */
export interface Factored {
  readonly inverse: Float64Array;
  readonly logDeterminant: number;
}

/** Inverse and ln|A| of a small symmetric positive matrix in row-major order, by its Cholesky factor. */
export function invertPositive(matrix: Float64Array, size: number): Factored {
  const factor = choleskyFactor(matrix, size);
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    const unit = new Float64Array(size);
    unit[column] = 1;
    const solved = solveFactored(factor, unit);
    for (let row = 0; row < size; row++) inverse[row * size + column] = at(solved, row);
  }
  let logDeterminant = 0;
  for (let row = 0; row < size; row++) logDeterminant += 2 * Math.log(at(factor, row * size + row));
  return { inverse, logDeterminant };
}

function choleskyFactor(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = at(matrix, row * size + column);
      for (let k = 0; k < column; k++) {
        rest -= at(factor, row * size + k) * at(factor, column * size + k);
      }
      factor[row * size + column] =
        row === column ? Math.sqrt(rest) : rest / at(factor, column * size + column);
    }
  }
  return factor;
}

function solveFactored(factor: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const solved = Float64Array.from(right);
  for (let row = 0; row < size; row++) {
    let rest = at(solved, row);
    for (let k = 0; k < row; k++) rest -= at(factor, row * size + k) * at(solved, k);
    solved[row] = rest / at(factor, row * size + row);
  }
  for (let row = size - 1; row >= 0; row--) {
    let rest = at(solved, row);
    for (let k = row + 1; k < size; k++) rest -= at(factor, k * size + row) * at(solved, k);
    solved[row] = rest / at(factor, row * size + row);
  }
  return solved;
}
