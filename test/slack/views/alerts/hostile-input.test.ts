import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { validateBlocks } from "../../../../src/sandbox/block-kit/validate-blocks.ts";
import { alertView } from "../../../../src/slack/views/alerts/alert-view.ts";
import { ladderOf } from "../../../../src/slack/views/degrade.ts";
import type { SlackMessage } from "../../../../src/slack/views/slack-message.ts";
import { actionsOf, figuresOf, markupOf, textOf } from "../parts.ts";
import { alert, options } from "./arbitraries.ts";

const RUNS = { numRuns: 40 };

/** What the samples mention by intent: a person or a group of a rule, who did something, a channel. */
const MEANT = /<(?:!date\^|@(?:U0MAYA|W0ANA)>|!subteam\^S0BUYERS>|#C0ALERTS>)/g;

const messages: Readonly<Record<string, fc.Arbitrary<SlackMessage>>> = {
  alert: fc.tuple(alert, options).map(([one, how]) => alertView(one, how)),
};

describe.each(Object.entries(messages))("the %s message, whatever the data", (_, message) => {
  test("keeps Slack's limits on every rung, pings nobody by accident, loses no figure and no button", () => {
    fc.assert(
      fc.property(message, (built) => {
        const figures = figuresOf(built.blocks);
        for (const rung of ladderOf(built)) {
          expect(validateBlocks(rung.blocks, "message")).toEqual([]);
          expect(rung.text).not.toBe("");
          expect(rung.text.length).toBeLessThan(4000);
          expect(markupOf(rung).replaceAll(MEANT, "")).not.toContain("<");
          expect(actionsOf(rung)).toEqual(actionsOf(built));
          if (rung === built) continue;
          const all = textOf(rung.blocks);
          expect(figures.filter((figure) => !all.includes(figure))).toEqual([]);
        }
      }),
      RUNS,
    );
  });
});
