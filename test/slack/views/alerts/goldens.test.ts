import { describe, expect, test } from "vitest";

import { alertView } from "../../../../src/slack/views/alerts/alert-view.ts";
import { written } from "../golden.ts";
import { NOW } from "../samples.ts";
import { alertOf, DAY, HOUR, readingOf, RULE, UNTOUCHED } from "./samples.ts";

const now = { now: NOW };
const acknowledged = { by: "slack:U0MAYA", at: NOW - 2 * HOUR };

const views = {
  alert: alertView(alertOf(), now),
  "alert-acknowledged": alertView(alertOf({ handling: { ...UNTOUCHED, acknowledged } }), now),
  "alert-snoozed": alertView(
    alertOf({
      handling: {
        ...UNTOUCHED,
        snoozed: { by: "cli:maria", at: NOW - HOUR, until: NOW + DAY },
      },
    }),
    now,
  ),
  "alert-recovered": alertView(
    alertOf({
      phase: "resolved",
      over: { at: NOW, how: "recovered" },
      latest: readingOf({ totals: { ...readingOf().totals, conversions: 18 }, chance: undefined }),
    }),
    now,
  ),
  "alert-no-conversion": alertView(
    alertOf({
      latest: readingOf({ totals: { ...readingOf().totals, conversions: 0 }, chance: 0.0004 }),
      rule: { ...RULE, mention: [] },
      why: undefined,
      movers: [],
      flapping: true,
    }),
    now,
  ),
};

describe("what people read of alerts", () => {
  test.for(Object.entries(views))("%s", async ([name, view]) => {
    await expect(written(view)).toMatchFileSnapshot(`golden/${name}.json`);
  });
});
