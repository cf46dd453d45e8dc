import { describe, expect, test } from "vitest";

import { proposalNoteView } from "../../../../src/slack/views/budget/proposal-note-view.ts";
import { proposalView } from "../../../../src/slack/views/budget/proposal-view.ts";
import { NOW } from "../samples.ts";
import { APPLIED, APPROVED, LEO, NONBRAND, PLAN, progressOf, proposalOf } from "./samples.ts";

const options = { now: NOW };

describe("an applied plan that nothing is measured of", () => {
  const undo = { ...APPLIED, kind: "undo", undoOf: 6, scorecards: [] } as const;
  const skipped = {
    ...APPLIED,
    scorecards: [],
    progress: APPLIED.progress.map((one) => ({ ...one, state: "skipped" as const })),
  };

  test.for([
    ["a way back", undo, "back where they were"],
    ["a plan whose changes were all skipped", skipped, "Nothing changed"],
  ] as const)("%s promises no look at what came of it", ([, one, words]) => {
    const message = JSON.stringify(proposalView(one, options));
    const note = JSON.stringify(proposalNoteView({ kind: "applied" }, one, options));

    expect(message).toContain(words);
    expect(note.toLowerCase()).toContain(words.toLowerCase());
    expect(`${message}${note}`).not.toMatch(/28 days|What came of it/);
  });

  test("and changed nothing is not called applied, says what to do next and has nothing to undo", () => {
    const message = proposalView(skipped, options);
    const note = proposalNoteView({ kind: "applied" }, skipped, options);

    expect(message.text).toMatch(/^⚪ Nothing changed: /);
    expect(JSON.stringify(message)).toMatch(/Closed .*nothing was changed\. `\/perf shift` works/);
    expect(note.text).toMatch(/^⚪ Nothing changed: every change was skipped\. `\/perf shift`/);
    expect(`${JSON.stringify(message)}${note.text}`).not.toMatch(/shift\.undo|Applied|Carried out/);
  });

  test("promises nothing of what was not made, and says of a part what the promise was of", () => {
    const [first, ...others] = APPLIED.progress;
    const progress = [
      ...(first === undefined ? [] : [first]),
      ...others.map((one) => ({ ...one, state: "skipped" as const })),
    ];
    const whole = APPLIED.progress.map((one) => ({ ...one, state: "verified" as const }));

    expect(proposalView(skipped, options).text).not.toContain("Expected");
    expect(proposalView({ ...APPLIED, progress }, options).text).toMatch(
      /Expected .* That was said of the whole plan/,
    );
    expect(proposalView({ ...APPLIED, progress: whole }, options).text).not.toContain("whole plan");
  });

  test("a shift does", () => {
    expect(JSON.stringify(proposalView(APPLIED, options))).toContain("after 7, 14 and 28 days");
  });
});

describe("a way back", () => {
  const undoOf = (steps: readonly (readonly [number, number])[]) =>
    proposalOf({
      kind: "undo",
      plan: {
        ...PLAN,
        expected: undefined,
        changes: steps.map(([before, after], index) => ({
          campaign: { ...NONBRAND, id: index + 1, name: `Nonbrand ${index}` },
          beforeMicros: BigInt(before) * 1_000_000n,
          afterMicros: BigInt(after) * 1_000_000n,
          binds: undefined,
          reason: undefined,
        })),
      },
    });

  test.for([
    [
      [
        [160, 100],
        [100, 160],
      ],
      "take $60 a day back across 2 campaigns",
      undefined,
    ],
    [
      [
        [444, 100],
        [100, 280],
      ],
      "take 2 budgets back, −$344 and +$180 a day",
      "$164 a day lower",
    ],
    [
      [
        [100, 180],
        [100, 90],
      ],
      "take 2 budgets back, −$10 and +$80 a day",
      "$70 a day higher",
    ],
    [[[100, 80]], "take 1 budget back, −$20 a day", "$20 a day lower"],
  ] as const)("of %j says what moves where", ([steps, title, total]) => {
    const { text } = proposalView(undoOf(steps), options);

    expect(text).toContain(title);
    const [ends] = /(?<=All budgets together end up ).*?(?=\.)/.exec(text) ?? [];
    expect(ends).toBe(total);
  });
});

describe("an approved plan's title", () => {
  const refused = {
    state: "refused",
    fault: "The budget is shared.",
    requestId: undefined,
  } as const;

  test.for([
    ["⚠️ Approved, changes to make (1 of 3 done, 1 skipped)", { state: "todo", write: refused }],
    ["✅ Approved, changes to make (1 of 3 done, 1 skipped)", { state: "todo" }],
  ] as const)("%s tells what was made and what was refused", ([title, first]) => {
    const progress = [
      progressOf(0, first),
      progressOf(1, { state: "done" }),
      progressOf(2, { state: "skipped" }),
    ];

    expect(proposalView({ ...APPROVED, progress }, options).text.startsWith(`${title}: `)).toBe(
      true,
    );
  });
});

describe("what is on its way to the platforms", () => {
  const waits = { state: "waiting", fault: undefined, requestId: undefined } as const;
  const progress = PLAN.changes.map((_, i) => progressOf(i, { state: "todo", write: waits }));
  const sent = (written: number, dryRun: number) => ({
    ...APPROVED,
    progress,
    writing: { written, dryRun, byHand: 0 },
  });

  test("is told apart from what is on dry run", () => {
    const note = proposalNoteView({ kind: "approved", by: LEO.by }, sent(2, 1), options);

    expect(note.text).toContain("2 budgets on the way to the platforms, 1 budget on dry run");
    expect(JSON.stringify(proposalView(sent(2, 1), options))).toContain("on *dry run*");
  });

  test("is no write where all of it is on dry run", () => {
    const note = proposalNoteView({ kind: "approved", by: LEO.by }, sent(0, 3), options);

    expect(note.text).toContain("3 budgets on dry run");
    expect(note.text).not.toContain("on the way");
    expect(JSON.stringify(proposalView(sent(0, 3), options))).toContain("*dry run*");
  });

  test("is no dry run where all of it is written", () => {
    const note = proposalNoteView({ kind: "approved", by: LEO.by }, sent(3, 0), options);

    expect(`${note.text}${proposalView(sent(3, 0), options).text}`).not.toContain("dry run");
  });
});
