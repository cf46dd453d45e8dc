/** The package ships these types, but its `exports` hides them. */
declare module "cephes" {
  /** Settled when the functions may be called. */
  export const compiled: Promise<void>;
  /** Regularized lower incomplete gamma function P(a, x). */
  export function igam(a: number, x: number): number;
  /** Its complement Q(a, x). */
  export function igamc(a: number, x: number): number;
  /** Regularized incomplete beta function I_x(a, b). */
  export function incbet(a: number, b: number, x: number): number;
  /** Logarithm of the gamma function. */
  export function lgam(x: number): number;
  /** Standard normal distribution. */
  export function ndtr(z: number): number;
}
