import type { Scope } from "../usecases/scope.ts";
import type { Person } from "../usecases/shift-desk.ts";
import type { SlackEdge } from "./slack-edge.ts";
import type { SlackClient } from "./web-client.ts";

/**
 * What Slack says of whoever acts, asked anew each time: rights are taken away too. What Slack does not answer is a
 * right that the person does not have.
 */
export async function personOf(
  edge: SlackEdge,
  scope: Scope,
  { client, user }: { readonly client: SlackClient; readonly user: string },
): Promise<Person> {
  const { settings } = await edge.desk.shifts.settings.show(scope);
  const named = settings.approvers.map(({ id }) => id).filter((id) => id.startsWith("S"));
  const [administrator, ...members] = await Promise.all([
    isAdministrator(edge, client, user),
    ...named.map((group) => isMember(edge, client, { group, user })),
  ]);
  return { administrator, groups: named.filter((_, index) => members[index] === true) };
}

async function isAdministrator(
  { log }: SlackEdge,
  client: SlackClient,
  user: string,
): Promise<boolean> {
  try {
    const { user: found } = await client.users.info({ user });
    return found?.is_admin === true || found?.is_owner === true;
  } catch (error) {
    log.warn({ err: error, user }, "Slack does not say whether a person is an administrator");
    return false;
  }
}

async function isMember(
  { log }: SlackEdge,
  client: SlackClient,
  { group, user }: { readonly group: string; readonly user: string },
): Promise<boolean> {
  try {
    const { users = [] } = await client.usergroups.users.list({ usergroup: group });
    return users.includes(user);
  } catch (error) {
    log.warn({ err: error, group }, "Slack does not say who is in a user group");
    return false;
  }
}
