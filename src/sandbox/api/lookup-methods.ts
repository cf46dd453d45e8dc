import { fileObject } from "../files.ts";
import type { Fields } from "../is-record.ts";
import { APP, type Channel, findPerson, PEOPLE, type Person, TEAM, USERGROUPS } from "../people.ts";
import type { SlackState } from "../slack-state.ts";
import { type ApiAnswer, refuse, succeed } from "./api-answer.ts";
import { zoneOffsetSeconds } from "./zone-offset.ts";

export function testAuth(state: SlackState): ApiAnswer {
  return succeed({
    url: state.ownUrl(),
    team: TEAM.name,
    user: APP.name.toLowerCase(),
    team_id: TEAM.id,
    user_id: APP.botUserId,
    bot_id: APP.botId,
    is_enterprise_install: false,
  });
}

export function conversationInfo(state: SlackState, args: Fields): ApiAnswer {
  const channel = state.conversations.find(args["channel"]);
  if (channel === undefined) return refuse("channel_not_found");
  return succeed({ channel: channelObject(channel) });
}

/** Public channels, and private ones where they are asked for and the app is in them. */
export function listConversations(
  { conversations, scopes }: SlackState,
  { types = "public_channel" }: Fields,
): ApiAnswer {
  const wanted = String(types).split(",");
  const needed = "groups:read";
  if (wanted.includes("private_channel") && !scopes.includes(needed)) {
    return refuse("missing_scope", { needed, provided: scopes.join(",") });
  }
  const channels = conversations.channels.filter(({ isPrivate, hasApp }) =>
    isPrivate === true
      ? hasApp && wanted.includes("private_channel")
      : wanted.includes("public_channel"),
  );
  return succeed({
    channels: channels.map(channelObject),
    response_metadata: { next_cursor: "" },
  });
}

export function openConversation(_: SlackState, args: Fields): ApiAnswer {
  const person = findPerson(args["users"]);
  if (person === undefined) return refuse("user_not_found");
  return succeed({ channel: { id: person.direct } });
}

export function listMembers(state: SlackState, args: Fields): ApiAnswer {
  const channel = state.conversations.find(args["channel"]);
  if (channel === undefined) return refuse("channel_not_found");
  const owner = PEOPLE.filter((person) => person.direct === channel.id);
  const people = owner.length > 0 ? owner : PEOPLE;
  const members = [...people.map(({ id }) => id), ...(channel.hasApp ? [APP.botUserId] : [])];
  return succeed({ members, response_metadata: { next_cursor: "" } });
}

export function userInfo(state: SlackState, args: Fields): ApiAnswer {
  const person = findPerson(args["user"]);
  if (person === undefined) return refuse("user_not_found");
  const withLocale = args["include_locale"] === true || args["include_locale"] === "true";
  return succeed({ user: userObject(person, withLocale, state.now()) });
}

export function listUsers(state: SlackState, args: Fields): ApiAnswer {
  const withLocale = args["include_locale"] === true || args["include_locale"] === "true";
  return succeed({
    members: PEOPLE.map((person) => userObject(person, withLocale, state.now())),
    response_metadata: { next_cursor: "" },
  });
}

export function teamInfo(): ApiAnswer {
  return succeed({ team: { ...TEAM, email_domain: "", icon: { image_default: true } } });
}

export function listUsergroups(): ApiAnswer {
  return succeed({
    usergroups: USERGROUPS.map(({ members, ...group }) => ({
      ...group,
      team_id: TEAM.id,
      is_usergroup: true,
      user_count: members.length,
    })),
  });
}

export function listUsergroupMembers(_: SlackState, args: Fields): ApiAnswer {
  const group = USERGROUPS.find(({ id }) => id === args["usergroup"]);
  return group === undefined ? refuse("no_such_subteam") : succeed({ users: group.members });
}

export function fileInfo(state: SlackState, args: Fields): ApiAnswer {
  const file = state.files.find(args["file"]);
  if (file === undefined) return refuse("file_not_found");
  return succeed({ file: fileObject(file, state.ownUrl()), comments: [] });
}

function channelObject({ id, name, topic, hasApp, isPrivate, archived }: Channel) {
  const direct = id.startsWith("D");
  return {
    id,
    name,
    is_channel: !direct,
    is_im: direct,
    is_private: direct || isPrivate === true,
    is_archived: archived === true,
    is_member: hasApp,
    is_ext_shared: false,
    topic: { value: topic, creator: "", last_set: 0 },
    purpose: { value: topic, creator: "", last_set: 0 },
  };
}

function userObject(person: Person, withLocale: boolean, now: number) {
  return {
    id: person.id,
    team_id: TEAM.id,
    name: person.handle,
    real_name: person.name,
    deleted: false,
    tz: person.zone,
    tz_label: person.zone,
    tz_offset: zoneOffsetSeconds(person.zone, now),
    profile: { real_name: person.name, display_name: person.name, title: person.title },
    is_admin: person.admin,
    is_owner: person.admin,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: false,
    is_app_user: false,
    ...(withLocale ? { locale: person.locale } : {}),
  };
}
