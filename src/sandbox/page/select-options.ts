import type { Fields } from "../is-record.ts";
import type { Surface } from "./surface.ts";
import { field, plainText, records } from "./text-object.ts";

export interface SelectOption {
  readonly id: string;
  readonly label: string;
  /** What Slack's payload holds for it: an option object, or an id. */
  readonly chosen: unknown;
}

export interface SelectGroup {
  readonly label: string;
  readonly options: readonly SelectOption[];
}

export interface SelectKind {
  readonly many: boolean;
  /** The key of the value in Slack's payload and state. */
  readonly key: string;
  readonly initialKey: string;
}

/** `multi_users_select` → selected_users, initial_users. */
export function selectKind(type: string): SelectKind {
  const many = type.startsWith("multi_");
  const noun = type.replace(/^multi_/u, "").replace(/_select$/u, "");
  const singular = noun === "static" ? "option" : noun.replace(/s$/u, "");
  const name = many ? `${singular}s` : singular;
  return { many, key: `selected_${name}`, initialKey: `initial_${name}` };
}

/** What a select offers: the app's options, or the workspace's people and channels. */
export function selectGroups(element: Fields, surface: Surface): SelectGroup[] {
  const type = field(element, "type");
  if (type.endsWith("users_select")) return [{ label: "", options: people(surface) }];
  if (type.endsWith("channels_select") || type.endsWith("conversations_select")) {
    return [{ label: "", options: places(surface) }];
  }
  const groups = records(element, "option_groups");
  if (groups.length === 0) return [{ label: "", options: offered(element) }];
  return groups.map((group) => ({ label: plainText(group["label"]), options: offered(group) }));
}

function offered(holder: Fields): SelectOption[] {
  return records(holder, "options").map((option) => ({
    id: field(option, "value"),
    label: plainText(option["text"]),
    chosen: option,
  }));
}

function people({ users }: Surface): SelectOption[] {
  return users.map(({ id, name }) => ({ id, label: name, chosen: id }));
}

function places({ channels }: Surface): SelectOption[] {
  return channels
    .filter((channel) => !channel.direct)
    .map(({ id, name }) => ({ id, label: `#${name}`, chosen: id }));
}
