import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  CALM,
  type EpisodeState,
  FLAP_EVALUATIONS,
  stepEpisode,
} from "../../../src/domain/alerting/episode.ts";
import type { Verdict } from "../../../src/domain/alerting/verdict.ts";

/** `b` breach, `i` inside the limit, `r` recovered, `w` withheld, `e` ended. */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  b: { kind: "breach", value: 50, limit: 40, chance: undefined },
  i: { kind: "ok", value: 39, limit: 40, recovered: false },
  r: { kind: "ok", value: 30, limit: 40, recovered: true },
  w: {
    kind: "withheld",
    because: "missing_days",
    value: undefined,
    limit: undefined,
    chance: undefined,
  },
  e: { kind: "ended", because: "no_limit" },
};

/** The phases and the turns of a run of verdicts. */
function replay(verdicts: string, fireAfter = 1, resolveAfter = 1) {
  let state: EpisodeState = CALM;
  const phases: string[] = [];
  const turns: string[] = [];
  for (const [index, letter] of verdicts.split("").entries()) {
    const verdict = VERDICTS[letter];
    if (verdict === undefined) throw new Error(letter);
    const step = stepEpisode(state, verdict, { fireAfter, resolveAfter, evaluation: index + 1 });
    state = step.state;
    phases.push(state.phase);
    turns.push(step.turn ?? "-");
  }
  return { phases: phases.join(" "), turns: turns.join(" "), state };
}

describe("an episode", () => {
  test.for([
    ["b", 1, 1, "fired"],
    ["bb", 2, 1, "pending fired"],
    ["bbb", 3, 1, "pending - fired"],
    // One evaluation inside the limit begins the count anew; a withheld one does not.
    ["bib", 2, 1, "pending calmed pending"],
    ["brb", 2, 1, "pending calmed pending"],
    ["bwb", 2, 1, "pending - fired"],
    ["bwwwb", 2, 1, "pending - - - fired"],
    ["wbwbw", 3, 1, "- pending - - -"],
    // It is over beyond the margin only, and only so often in a row.
    ["bi", 1, 1, "fired -"],
    ["br", 1, 1, "fired resolved"],
    ["brr", 1, 2, "fired - resolved"],
    ["brirr", 1, 2, "fired - - - resolved"],
    ["brbrr", 1, 2, "fired - - - resolved"],
    ["brwr", 1, 2, "fired - - resolved"],
    ["bwwww", 1, 1, "fired - - - -"],
    // What comes after is a new episode.
    ["brb", 1, 1, "fired resolved fired"],
    ["brbb", 2, 1, "pending calmed pending fired"],
    ["bbrbb", 2, 1, "pending fired resolved pending fired"],
    ["brrb", 1, 1, "fired resolved - fired"],
    // A campaign that is gone, or has no target any more.
    ["be", 1, 1, "fired ended"],
    ["be", 2, 1, "pending calmed"],
    ["e", 1, 1, "-"],
    ["bebb", 2, 1, "pending calmed pending fired"],
  ] as const)("of %s, firing after %d and over after %d: %s", ([verdicts, fire, over, turns]) => {
    expect(replay(verdicts, fire, over).turns).toBe(turns);
  });

  test("is told once that it flaps, and stays open through it", () => {
    const { turns, phases } = replay("brbrbrbr");
    expect(turns).toBe("fired resolved fired flapping - - - -");
    expect(phases.split(" ").slice(2)).toEqual(Array.from({ length: 6 }, () => "firing"));
  });

  test("four changes flap within twenty evaluations, and not within twenty-one", () => {
    const at = (between: number) =>
      replay(`br${"i".repeat(between)}br`)
        .turns.split(" ")
        .at(-1);
    expect([at(FLAP_EVALUATIONS - 4), at(FLAP_EVALUATIONS - 3)]).toEqual(["flapping", "resolved"]);
  });

  test("that flaps is over after twenty evaluations without a change", () => {
    const quiet = replay(`brbr${"r".repeat(FLAP_EVALUATIONS)}`).turns.split(" ");
    expect(quiet.slice(3, -1)).toEqual([
      "flapping",
      ...Array.from({ length: FLAP_EVALUATIONS - 1 }, () => "-"),
    ]);
    expect(quiet.at(-1)).toBe("resolved");
  });

  test("that flaps and then breaches throughout goes on firing, and resolves as any other", () => {
    const run = `brbrb${"b".repeat(FLAP_EVALUATIONS)}`;
    expect(replay(run).state).toMatchObject({ phase: "firing", flapping: false, breaching: true });
    expect(replay(`${run}r`).turns.endsWith("- resolved")).toBe(true);
  });

  test("that flaps counts no withheld evaluation as quiet by itself", () => {
    const { state } = replay(`brbr${"w".repeat(40)}`);
    expect(state).toMatchObject({ phase: "firing", flapping: true });
  });

  test("that flaps ends with its campaign", () => {
    expect(replay("brbre").turns).toBe("fired resolved fired flapping ended");
  });
});

describe("laws of episodes", () => {
  const verdicts = fc
    .array(fc.constantFrom("b", "i", "r", "w", "e"), { maxLength: 60 })
    .map((letters) => letters.join(""));
  const times = fc.integer({ min: 1, max: 4 });

  test("withheld evaluations change nothing but the numbers of the others", () => {
    fc.assert(
      fc.property(verdicts, times, times, (run, fire, over) => {
        const short = run.replaceAll("w", "").slice(0, FLAP_EVALUATIONS);
        const stretched = short.split("").join("w");
        // Flapping goes by the number of evaluations: runs without it alone can be stretched.
        fc.pre(!replay(short, fire, over).turns.includes("flapping"));
        fc.pre(!replay(stretched, fire, over).turns.includes("flapping"));
        const heard = replay(stretched, fire, over)
          .turns.split(" ")
          .filter((_, at) => at % 2 === 0);
        expect(heard.join(" ")).toBe(replay(short, fire, over).turns);
      }),
    );
  });

  test("it fires on the last of `for` breaches in a row and never before", () => {
    fc.assert(
      fc.property(verdicts, times, times, (run, fire, over) => {
        const turns = replay(run, fire, over).turns.split(" ");
        for (const [index, turn] of turns.entries()) {
          if (turn !== "fired") continue;
          const heard = run
            .slice(0, index + 1)
            .replaceAll("w", "")
            .split("");
          expect(heard.slice(-fire)).toEqual(Array.from({ length: fire }, () => "b"));
        }
      }),
    );
  });

  test("fired and over take turns", () => {
    fc.assert(
      fc.property(verdicts, times, times, (run, fire, over) => {
        const heard = replay(run, fire, over)
          .turns.split(" ")
          .filter((turn) => turn === "fired" || turn === "resolved" || turn === "ended")
          .map((turn) => turn === "fired");
        expect(heard).toEqual(heard.map((_, index) => index % 2 === 0));
      }),
    );
  });
});
