import type { Message } from "../../src/sandbox/messages.ts";
import type { AlertRecords, EpisodeRecord } from "./alert-records.ts";
import type { Aftermath, FinalDelivery, Violation } from "./drill-work.ts";
import { groupBy } from "./group-by.ts";

interface Standing {
  readonly delivery: FinalDelivery;
  readonly message: Message | undefined;
}

/** Every alert is told in one message that shows its last state, and its recovery once in the thread. */
export function alertMessageFaults(
  { deliveries, messages }: Aftermath,
  { episodes }: AlertRecords,
): Violation[] {
  const byPlace = new Map(messages.map((one) => [`${one.channel} ${one.ts}`, one]));
  const standing = new Map(
    deliveries.map((delivery): [string, Standing] => [
      delivery.delivery_key,
      { delivery, message: byPlace.get(`${delivery.channel} ${delivery.message_ts}`) },
    ]),
  );
  const told = groupBy(episodes, ({ delivery_key: key }) => key);
  const untold = (told.get(null) ?? []).filter(({ fired }) => fired);
  return [
    ...untold.map(({ episode_id: id }) => `episode ${id} has fired and nobody was told`),
    ...[...told].flatMap(([key, list]) => {
      if (key === null) return [];
      const text = standing.get(key)?.message?.text;
      if (text === undefined) return [`${key} stands nowhere`];
      return key.startsWith("digest:")
        ? digestFaults(key, list, standing)
        : singleFaults(key, list, standing);
    }),
  ];
}

function singleFaults(
  key: string,
  [episode, ...others]: readonly EpisodeRecord[],
  standing: ReadonlyMap<string, Standing>,
): Violation[] {
  if (episode === undefined || others.length > 0) return [`${key} tells of ${others.length + 1}`];
  const message = standing.get(key)?.message;
  const state = stateOf(episode);
  const recoveries = [...standing].filter(([note]) => note.startsWith(`${key}:recovered:`));
  const wanted = episode.phase === "resolved" ? 1 : 0;
  return [
    ...(message?.text.includes(`${state}: ${episode.name} `) === true
      ? []
      : [`${key} is ${state} and says: ${message?.text}`]),
    ...(recoveries.length === wanted ? [] : [`${key} has ${recoveries.length} notes of recovery`]),
    ...recoveries.flatMap(([note, { message: reply }]) =>
      reply?.text.includes(`Recovered: ${episode.name}, `) === true
        ? []
        : [`${note} says: ${reply?.text}`],
    ),
  ];
}

function digestFaults(
  key: string,
  episodes: readonly EpisodeRecord[],
  standing: ReadonlyMap<string, Standing>,
): Violation[] {
  const message = standing.get(key)?.message;
  const text = message?.text ?? "";
  const blocks = JSON.stringify(message?.blocks ?? []);
  const states = groupBy(episodes, stateOf);
  const lines = [
    `${episodes.length} alerts fired together`,
    ...[...states].map(([state, list]) => `${list.length} ${state.toLowerCase()}`),
  ];
  const recovered = [...standing].flatMap(([note, { delivery }]) =>
    note.startsWith(`${key}:note:`) ? (delivery.payload as { recovered: number[] }).recovered : [],
  );
  const resolved = episodes.filter(({ phase }) => phase === "resolved");
  const wanted = resolved.map(({ episode_id: id }) => id).toSorted((a, b) => a - b);
  return [
    ...lines.filter((line) => !text.includes(line)).map((line) => `${key}, ${line}, says: ${text}`),
    ...episodes
      .filter(({ name }) => !blocks.includes(name))
      .map(({ name }) => `${key} does not list ${name}`),
    ...(recovered.toSorted((a, b) => a - b).join() === wanted.join()
      ? []
      : [`${key}: ${wanted.join()} recovered and its notes tell of ${recovered.join()}`]),
  ];
}

/** The word for where an alert stands, as people read it. */
function stateOf({ phase, acknowledged, flapping }: EpisodeRecord): string {
  if (phase === "resolved") return "Recovered";
  if (acknowledged) return "Acknowledged";
  return flapping ? "Flapping" : "Breaching";
}
