import { type CampaignSpan, daysAfter, daysBefore } from "./campaign-span.ts";

/** Controls that have every day that the touched campaigns have: others would tell of the demand of other days. */
export function comparableControls(
  controls: readonly CampaignSpan[],
  touched: readonly CampaignSpan[],
  last: number,
): readonly CampaignSpan[] {
  const asked = new Set(touched.flatMap((span) => offsetsOf(span, last)));
  return controls.filter((control) => {
    const own = new Set(offsetsOf(control, last));
    return [...asked].every((offset) => own.has(offset));
  });
}

function offsetsOf(span: CampaignSpan, last: number): number[] {
  return [...daysBefore(span), ...daysAfter(span, last)].map(({ offset }) => offset);
}
