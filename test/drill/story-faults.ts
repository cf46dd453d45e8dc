import type { AlertRecords, EpisodeRecord, EventRecord } from "./alert-records.ts";
import type { Violation } from "./drill-work.ts";
import { groupBy } from "./group-by.ts";

/** Its turns, in order; whoever acknowledges it does so while it fires. */
const LAWFUL =
  /^(pending( calmed)?|(pending )?fired( acknowledged)?( flapping)?( acknowledged)?( resolved)?)$/;

/** The turn with which an episode of each phase ends. */
const LAST: Readonly<Record<string, RegExp>> = {
  pending: /pending$/,
  calmed: /calmed$/,
  firing: /(fired|flapping|acknowledged)$/,
  resolved: /resolved$/,
};

/** What each episode went through is what may happen to one, on ticks that were evaluated, for the numbers that were read. */
export function storyFaults(records: AlertRecords): Violation[] {
  const events = groupBy(records.events, ({ episode_id: id }) => id);
  const numbers = new Map(
    records.evaluations.map((one) => [`${one.rule_id} ${one.tick}`, one.number]),
  );
  const firesAt = new Map(records.rules.map((rule) => [rule.rule_id, rule.fires_at]));
  const alone = records.events.filter(
    ({ episode_id: id }) => !records.episodes.some((one) => one.episode_id === id),
  );
  return [
    ...alone.map(({ episode_id: id, turn }) => `episode ${id} is not there and ${turn}`),
    ...records.episodes.flatMap((episode) => {
      const story = events.get(episode.episode_id) ?? [];
      return [
        ...orderFaults(episode, story),
        ...tickFaults(episode, story, { numbers, firesAt }),
        ...story
          .filter(isMisread)
          .map(({ turn, value }) => `${nameOf(episode)} ${turn} at ${value}`),
      ];
    }),
  ];
}

function orderFaults(episode: EpisodeRecord, story: readonly EventRecord[]): Violation[] {
  const turns = story.map(({ turn }) => turn).join(" ");
  const acknowledged = turns.split("acknowledged").length - 1;
  const right =
    LAWFUL.test(turns) &&
    LAST[episode.phase]?.test(turns) === true &&
    acknowledged === (episode.acknowledged ? 1 : 0) &&
    turns.includes("fired") === episode.fired;
  return right ? [] : [`${nameOf(episode)}, ${episode.phase}: ${turns}`];
}

/** Whoever waits for a second breach has his answer on the very next evaluation. */
function tickFaults(
  episode: EpisodeRecord,
  story: readonly EventRecord[],
  known: {
    readonly numbers: ReadonlyMap<string, number>;
    readonly firesAt: ReadonlyMap<number, number>;
  },
): Violation[] {
  const judged = story.filter(({ turn }) => turn !== "acknowledged");
  const numbers = judged.map(({ at }) => known.numbers.get(`${episode.rule_id} ${at}`));
  const [first = 0, second] = numbers;
  const waits = known.firesAt.get(episode.rule_id) === 2;
  const inOrder = numbers.every(
    (number, index) => number !== undefined && (index === 0 || number > (numbers[index - 1] ?? 0)),
  );
  const right = inOrder && (judged[0]?.turn === "pending") === waits;
  if (right && (!waits || second === undefined || second === first + 1)) return [];
  const turns = judged.map(({ turn }, index) => `${turn} at evaluation ${numbers[index]}`);
  return [`${nameOf(episode)}: ${turns.join(", ")}`];
}

function isMisread({ turn, value, limit }: EventRecord): boolean {
  if (turn === "acknowledged") return false;
  if (value === null || limit === null) return true;
  return value > limit !== (turn === "pending" || turn === "fired");
}

function nameOf({ episode_id: id, rule_id: rule }: EpisodeRecord): string {
  return `episode ${id} of rule ${rule}`;
}
