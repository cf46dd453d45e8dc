import type { StateValues } from "./page-api.ts";
import { APP, TEAM } from "./people.ts";
import type { OpenView } from "./views.ts";

/** A view as the Web API and payloads carry it. */
export function viewObject(view: OpenView, values: StateValues = {}) {
  return {
    callback_id: "",
    private_metadata: "",
    title: null,
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    external_id: "",
    ...view.fields,
    id: view.id,
    team_id: TEAM.id,
    type: view.type,
    blocks: view.blocks,
    state: { values },
    hash: view.hash,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: APP.id,
    app_installed_team_id: TEAM.id,
    bot_id: APP.botId,
  };
}
