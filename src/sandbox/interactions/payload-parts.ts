import { APP, type Person, TEAM } from "../people.ts";

/** What every interaction's payload says about its sender. */
export function payloadParts(person: Person) {
  return {
    token: "unused-verification-token",
    team: { id: TEAM.id, domain: TEAM.domain },
    user: {
      id: person.id,
      username: person.handle,
      name: person.handle,
      team_id: TEAM.id,
    },
    api_app_id: APP.id,
    enterprise: null,
    is_enterprise_install: false,
  };
}
