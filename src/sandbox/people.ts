/** Who and what there is in the local workspace. */
export const TEAM = {
  id: "T0LOCAL",
  name: "Trimtab local workspace",
  domain: "trimtab-local",
} as const;

export const APP = {
  id: "A0TRIMTAB",
  name: "Trimtab",
  botId: "B0TRIMTAB",
  botUserId: "U0TRIMTAB",
} as const;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly title: string;
  readonly zone: string;
  readonly locale: string;
  readonly admin: boolean;
  /** The conversation between this person and the app. */
  readonly direct: string;
}

export const PEOPLE: readonly Person[] = [
  {
    id: "U0MAYA",
    name: "Maya Okafor",
    handle: "maya",
    title: "Media buyer",
    zone: "America/New_York",
    locale: "en-US",
    admin: false,
    direct: "D0MAYA",
  },
  {
    id: "U0LEO",
    name: "Leo Brandt",
    handle: "leo",
    title: "Performance lead",
    zone: "Europe/Berlin",
    locale: "de-DE",
    admin: true,
    direct: "D0LEO",
  },
  {
    id: "U0ANA",
    name: "Ana Souza",
    handle: "ana",
    title: "Analyst",
    zone: "America/Sao_Paulo",
    locale: "pt-BR",
    admin: false,
    direct: "D0ANA",
  },
];

export interface Usergroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly members: readonly string[];
}

export const USERGROUPS: readonly Usergroup[] = [
  { id: "S0BUYERS", handle: "buyers", name: "Media buyers", members: ["U0MAYA", "U0LEO"] },
];

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly hasApp: boolean;
  readonly isPrivate?: boolean;
  readonly archived?: boolean;
}

export const CHANNELS: readonly Channel[] = [
  { id: "C0GENERAL", name: "general", topic: "Company-wide news", hasApp: true },
  { id: "C0ALERTS", name: "perf-alerts", topic: "Campaigns that need a look", hasApp: true },
  { id: "C0GROWTH", name: "growth", topic: "Paid growth, week by week", hasApp: true },
  { id: "C0RANDOM", name: "random", topic: "Trimtab is not a member here", hasApp: false },
];

export function findPerson(id: unknown): Person | undefined {
  return PEOPLE.find((person) => person.id === id);
}

/** Whether a person may read a conversation: every channel, and the own one with the app. */
export function mayRead(user: string, conversation: string): boolean {
  const owner = PEOPLE.find((person) => person.direct === conversation);
  return owner === undefined || owner.id === user;
}
