/** A campaign's days with conversions, in sums that a database can add up; value in major units. */
export interface ValueSums {
  /** Days with conversions; days without have nothing to tell. */
  readonly days: number;
  readonly conversions: number;
  readonly value: number;
  /** Σ of value² ÷ conversions, day by day. */
  readonly valueSquaredPerConversion: number;
}

/** Fewer degrees of freedom than this and the estimate is worth less than an assumption. */
const MIN_FREEDOM = 10;

/** A campaign's own mean must stand on so many conversions, or dividing by it understates the spread. */
const MIN_CONVERSIONS = 10;

/**
 * Coefficient of variation of the value per conversion, from campaigns each with its own mean m. A day of n conversions
 * has the variance n·σ², so σ² is the weighted residual sum of squares Σ(V − m·n)²/n = Σ(V²/n) − (ΣV)²/Σn over its
 * degrees of freedom, days − 1 (weighted least squares through the origin with weights 1/n: Draper & Smith, Applied
 * Regression Analysis, §9.2). It is taken relative to m² before campaigns are pooled, so that a campaign with dear
 * orders does not speak for one with cheap ones. Undefined where too few days of thick enough campaigns remain.
 */
export function valueSpread(campaigns: readonly ValueSums[]): number | undefined {
  let residual = 0;
  let freedom = 0;
  for (const campaign of campaigns) {
    if (campaign.conversions < MIN_CONVERSIONS || campaign.value <= 0) continue;
    residual += relativeResidual(campaign);
    freedom += campaign.days - 1;
  }
  return freedom < MIN_FREEDOM ? undefined : Math.sqrt(residual / freedom);
}

/** One campaign's sums from its days. */
export function valueSumsOf(
  days: readonly { readonly conversions: number; readonly value: number }[],
): ValueSums {
  const counted = days.filter((day) => day.conversions > 0);
  return {
    days: counted.length,
    conversions: sum(counted.map((day) => day.conversions)),
    value: sum(counted.map((day) => day.value)),
    valueSquaredPerConversion: sum(counted.map((day) => day.value ** 2 / day.conversions)),
  };
}

/** The weighted residual sum of squares over m²; rounding may leave it a hair below zero. */
function relativeResidual({ conversions, value, valueSquaredPerConversion }: ValueSums): number {
  const mean = value / conversions;
  return Math.max(0, valueSquaredPerConversion / mean ** 2 - conversions);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
