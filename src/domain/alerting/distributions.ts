import { compiled, igam, igamc, incbet, lgam, ndtr } from "cephes";

await compiled;

/**
 * Above so many events the series of cephes grow slow (Poisson) or stop short of the answer (binomial), and the
 * asymptotic expansions take over. Five digits hold up to 1e9, in the tails too.
 */
const MANY = 100_000;

/** Nearer to the mean than this, relatively, the coefficient of the expansion loses its digits and its limit serves. */
const NEAR = 1e-4;

/** About the logarithm of the least positive double of full precision. */
const LEAST_EXPONENT = -700;

/** So many standard deviations out the normal tail is no double any more, and cephes throws. */
const FARTHEST = 37;

/** P(X ≤ n) of a Poisson count; n may be fractional: the regularized incomplete gamma function Q(n + 1, mean). */
export function poissonAtMost(n: number, mean: number): number {
  if (mean <= 0) return 1;
  return upperGamma(n + 1, mean);
}

/** P(X ≥ n) of a Poisson count; n may be fractional: the regularized incomplete gamma function P(n, mean). */
export function poissonAtLeast(n: number, mean: number): number {
  if (n < Number.EPSILON) return 1;
  if (mean <= 0) return 0;
  return lowerGamma(n, mean);
}

/** P(X ≤ n) of `trials` tries with chance `p`; n and trials may be fractional, and n beyond the trials is certain. */
export function binomialAtMost(n: number, trials: number, p: number): number {
  if (trials - n < Number.EPSILON || p <= 0) return 1;
  if (p >= 1) return 0;
  return beta(trials - n, n + 1, 1 - p);
}

/** P(X ≥ n) of `trials` tries with chance `p`; n beyond the trials counts as all of them. */
export function binomialAtLeast(n: number, trials: number, p: number): number {
  const least = Math.min(n, trials);
  if (least < Number.EPSILON || p >= 1) return 1;
  if (p <= 0) return 0;
  return beta(least, trials - least + 1, p);
}

/** P(Z ≤ z) of the standard normal distribution. */
export function normalAtMost(z: number): number {
  if (Math.abs(z) > FARTHEST) return z > 0 ? 1 : 0;
  return ndtr(z);
}

function upperGamma(a: number, x: number): number {
  if (a > MANY) return manyGamma(a, x, "upper");
  if (vanishes(a, x)) return x > a ? 0 : 1;
  return probability(igamc(a, x));
}

function lowerGamma(a: number, x: number): number {
  if (a > MANY) return manyGamma(a, x, "lower");
  if (vanishes(a, x)) return x > a ? 1 : 0;
  return probability(igam(a, x));
}

/** True where the factor that cephes begins with, xᵃ e⁻ˣ / Γ(a), is below the least double: there it throws. */
function vanishes(a: number, x: number): boolean {
  return a * Math.log(x) - x - lgam(a) < LEAST_EXPONENT;
}

function beta(a: number, b: number, x: number): number {
  return probability(Math.min(a, b) > MANY ? manyBeta(a, b, x) : incbet(a, b, x));
}

/** Temme's uniform expansion of the incomplete gamma functions for large a, first term: DLMF 8.12.3–8.12.8. */
function manyGamma(a: number, x: number, tail: "upper" | "lower"): number {
  const mu = (x - a) / a;
  const eta = Math.sign(mu) * Math.sqrt(Math.max(0, 2 * (mu - Math.log1p(mu))));
  const c0 = Math.abs(mu) < NEAR ? -1 / 3 : 1 / mu - 1 / eta;
  return tail === "upper" ? tailBeyond(eta, c0, a) : tailBeyond(-eta, -c0, a);
}

/** Temme's uniform expansion of the incomplete beta function for large a and b, first term: DLMF 8.18.9–8.18.12. */
function manyBeta(a: number, b: number, x: number): number {
  const mean = a / (a + b);
  const away = x - mean;
  const spread = Math.sqrt(mean * (1 - mean));
  const half = mean * Math.log1p(away / mean) + (1 - mean) * Math.log1p(-away / (1 - mean));
  const eta = Math.sign(away) * Math.sqrt(Math.max(0, -2 * half));
  const near = Math.abs(away) < NEAR * Math.min(mean, 1 - mean);
  const c0 = near ? (1 - 2 * mean) / (3 * spread) : 1 / eta - spread / away;
  return tailBeyond(-eta, c0, a + b);
}

/** The form that both expansions share: Φ(−η √n) + c₀ e^(−n η²/2) / √(2πn). */
function tailBeyond(eta: number, c0: number, n: number): number {
  const main = normalAtMost(-eta * Math.sqrt(n));
  const rest = (c0 * Math.exp((-n * eta * eta) / 2)) / Math.sqrt(2 * Math.PI * n);
  return probability(main + rest);
}

/** Rounding may step over an end. */
function probability(x: number): number {
  return Math.min(1, Math.max(0, x));
}
