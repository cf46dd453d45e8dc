import { at } from "../at.ts";

/** A symmetric positive 3 × 3 matrix's inverse (row-major), and ln of its determinant. */
export interface Inverted {
  readonly inverse: Float64Array;
  readonly logDeterminant: number;
}

/** By Cholesky, A = LLᵀ written out: nine numbers deserve no loop, and this stands in the innermost one. */
export function invertSymmetric(matrix: Float64Array): Inverted {
  const l11 = Math.sqrt(at(matrix, 0));
  const l21 = at(matrix, 3) / l11;
  const l31 = at(matrix, 6) / l11;
  const l22 = Math.sqrt(at(matrix, 4) - l21 * l21);
  const l32 = (at(matrix, 7) - l31 * l21) / l22;
  const l33 = Math.sqrt(at(matrix, 8) - l31 * l31 - l32 * l32);
  const m11 = 1 / l11;
  const m22 = 1 / l22;
  const m33 = 1 / l33;
  const m21 = -l21 * m11 * m22;
  const m32 = -l32 * m22 * m33;
  const m31 = -(l31 * m11 + l32 * m21) * m33;
  const i12 = m21 * m22 + m31 * m32;
  const i13 = m31 * m33;
  const i23 = m32 * m33;
  return {
    inverse: Float64Array.of(
      m11 * m11 + m21 * m21 + m31 * m31,
      i12,
      i13,
      i12,
      m22 * m22 + m32 * m32,
      i23,
      i13,
      i23,
      m33 * m33,
    ),
    logDeterminant: 2 * Math.log(l11 * l22 * l33),
  };
}
