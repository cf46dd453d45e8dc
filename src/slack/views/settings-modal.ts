import type { types } from "@slack/bolt";

import { FIELDS } from "../ids.ts";
import { textInput } from "./inputs.ts";
import { modal } from "./modal.ts";

export interface SettingsForm {
  /** The workspace's zone as it is, IANA. */
  readonly zone: string;
  readonly channel?: string;
}

/** Changes the workspace's zone. */
export function settingsModal({ zone, channel }: SettingsForm): types.ModalView {
  return modal({
    title: "Settings",
    submit: "Save",
    form: { form: "settings.save", ...(channel === undefined ? {} : { channel }) },
    blocks: [
      textInput({
        field: FIELDS.settingsZone,
        label: "Time zone of this workspace",
        hint: "As Area/City. Accounts that have a zone of their own keep it.",
        placeholder: "America/New_York",
        initial: zone,
        maxLength: 64,
      }),
    ],
  });
}
