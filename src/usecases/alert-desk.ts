import type { Db } from "../db/db.ts";
import { setChannel, showChannel } from "./alerting/channel-settings.ts";
import { drawAlert } from "./alerting/draw-alert.ts";
import { explainQuiet } from "./alerting/explain-quiet.ts";
import { acknowledgeAlert, acknowledgeAll, snoozeAlert } from "./alerting/handle-alert.ts";
import { listAlerts } from "./alerting/list-alerts.ts";
import { listRuleLines, showRule } from "./alerting/list-rules.ts";
import { openAlert } from "./alerting/open-alert.ts";
import { previewRule } from "./alerting/preview-rule.ts";
import {
  addReadyMadeRules,
  addRule,
  editRule,
  muteRule,
  removeRule,
} from "./alerting/save-rule.ts";

/** What the desk does about alerts, for surfaces that know no database. */
export function createAlertDesk(db: Db) {
  return {
    list: listAlerts.bind(undefined, db),
    draw: drawAlert.bind(undefined, db),
    open: openAlert.bind(undefined, db),
    acknowledge: acknowledgeAlert.bind(undefined, db),
    acknowledgeAll: acknowledgeAll.bind(undefined, db),
    snooze: snoozeAlert.bind(undefined, db),
    explainQuiet: explainQuiet.bind(undefined, db),
    rules: {
      list: listRuleLines.bind(undefined, db),
      show: showRule.bind(undefined, db),
      add: addRule.bind(undefined, db),
      addReadyMade: addReadyMadeRules.bind(undefined, db),
      edit: editRule.bind(undefined, db),
      mute: muteRule.bind(undefined, db),
      remove: removeRule.bind(undefined, db),
      preview: previewRule.bind(undefined, db),
    },
    channels: {
      show: showChannel.bind(undefined, db),
      set: setChannel.bind(undefined, db),
    },
  };
}
