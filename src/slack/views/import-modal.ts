import type { types } from "@slack/bolt";

import { type Platform, platformName, PLATFORMS } from "../../domain/platform.ts";
import { FIELDS } from "../ids.ts";
import { plainName } from "../mrkdwn.ts";
import { inputBlock, option, textInput } from "./inputs.ts";
import { modal } from "./modal.ts";
import { plain } from "./text-objects.ts";

export interface ImportForm {
  /** Where the answer goes. */
  readonly channel?: string;
  /** A file that is here already; left out, the modal asks for one. */
  readonly upload?: { readonly id: string; readonly file: string };
  /** What the file or the person said so far. */
  readonly account?: string;
  readonly platform?: Platform;
  readonly currency?: string;
  readonly zone?: string;
  /** `2026-10-01..2026-10-31`. */
  readonly period?: string;
}

/** Asks for an export and what the file itself may not say. */
export function importModal(form: ImportForm): types.ModalView {
  const { channel, upload } = form;
  return modal({
    title: "Import an export",
    submit: "Preview",
    form: {
      form: "import.submit",
      ...(channel === undefined ? {} : { channel }),
      ...(upload === undefined ? {} : { uploadId: upload.id }),
    },
    blocks: [
      upload === undefined ? fileInput() : fileLine(upload.file),
      textInput({
        field: FIELDS.importAccount,
        label: "Ad account",
        hint: "The name under which you know it. An account that is new here is created.",
        placeholder: "Main",
        initial: form.account,
        maxLength: 100,
      }),
      platformInput(form.platform),
      ...detailInputs(form),
    ],
  });
}

function fileInput(): types.InputBlock {
  return inputBlock(
    {
      field: FIELDS.importFile,
      label: "File",
      hint: "CSV or TSV as the platform exports it, by day where it offers that.",
    },
    {
      type: "file_input",
      action_id: FIELDS.importFile,
      filetypes: ["csv", "tsv", "txt"],
      max_files: 1,
    },
  );
}

function fileLine(file: string): types.SectionBlock {
  return { type: "section", text: plain(`File: ${plainName(file)}`) };
}

function platformInput(platform: Platform | undefined): types.InputBlock {
  const options = PLATFORMS.map((one) => option(one, platformName(one)));
  const initial = options.find(({ value }) => value === platform);
  return inputBlock(
    {
      field: FIELDS.importPlatform,
      label: "Platform",
      hint: "Left empty, it is read from the file.",
      optional: true,
    },
    {
      type: "static_select",
      action_id: FIELDS.importPlatform,
      placeholder: plain("Read from the file"),
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  );
}

function detailInputs(form: ImportForm): types.InputBlock[] {
  return [
    textInput({
      field: FIELDS.importCurrency,
      label: "Currency",
      hint: "Three letters, for a file that does not name its currency.",
      placeholder: "USD",
      initial: form.currency,
      maxLength: 3,
      optional: true,
    }),
    textInput({
      field: FIELDS.importZone,
      label: "Time zone of the account",
      hint: "In which the platform cuts its days. Left empty, the workspace's zone is taken.",
      placeholder: "Europe/Berlin",
      initial: form.zone,
      maxLength: 64,
      optional: true,
    }),
    textInput({
      field: FIELDS.importPeriod,
      label: "Days that the file covers",
      hint: "Only for a file without any date: first and last day.",
      placeholder: "2026-10-01..2026-10-31",
      initial: form.period,
      maxLength: 22,
      optional: true,
    }),
  ];
}
