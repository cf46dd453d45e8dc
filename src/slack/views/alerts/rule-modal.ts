import type { types } from "@slack/bolt";

import type { Rule } from "../../../domain/alerting/rule.ts";
import { mrkdwnName, plainName } from "../../mrkdwn.ts";
import { buttons } from "../buttons.ts";
import { counted } from "../format.ts";
import { modal } from "../modal.ts";
import { header, notes, paragraph } from "../text-objects.ts";
import { evidenceInputs } from "./evidence-inputs.ts";
import { draftOf, isSelectable, NEW_RULE, type RuleDraft } from "./rule-draft.ts";
import { previewBlocks, type PreviewState } from "./rule-preview.ts";
import { ruleWords } from "./rule-words.ts";
import { tellingInputs } from "./telling-inputs.ts";
import { watchInputs } from "./watch-inputs.ts";

export interface RuleForm {
  /** Left out for a new rule. */
  readonly ruleId?: number;
  /** What the inputs mean, said in plain words; undefined while they mean no rule. */
  readonly rule?: Rule | undefined;
  /** The rule as it is saved; left out, `rule`. */
  readonly before?: Rule | undefined;
  /** What the inputs hold; left out, what `before` says, or what a new rule begins with. */
  readonly draft?: RuleDraft;
  readonly preview?: PreviewState;
  /** What is wrong with the rule: said above, as only a form that is sent has errors beside its inputs. */
  readonly faults?: readonly { readonly field: string; readonly message: string }[];
  /** Where it was opened: the channel of a new rule, and where the answer goes. */
  readonly channel?: string;
  /** The workspace's zone. */
  readonly zone?: string;
}

/** Makes or changes a rule; it says in words what the inputs mean, and shows what they would have done. */
export function ruleModal(form: RuleForm): types.ModalView {
  const { ruleId, rule, preview, faults = [], channel, zone } = form;
  const before = form.before ?? rule;
  const draft = form.draft ?? (before === undefined ? newRule(channel) : draftOf(before));
  return modal({
    title: ruleId === undefined ? "New rule" : "Edit rule",
    submit: "Save",
    form: {
      form: "rule.save",
      ...(ruleId === undefined ? {} : { ruleId }),
      ...(channel === undefined ? {} : { channel }),
    },
    blocks: [
      ...faultBlocks(faults),
      header("What to watch"),
      ...watchInputs(draft, before && keptLabel(before)),
      header("How sure it must be"),
      ...evidenceInputs(draft),
      header("What it would have done"),
      ...(rule === undefined ? [] : [paragraph(`*In words*  ${ruleWords(rule, { zone })}.`)]),
      ...previewBlocks(preview, rule),
      ...buttons([
        {
          label: preview === undefined ? "Show the last 30 days" : "Work it out again",
          press: { action: "rule.preview" },
        },
      ]),
      header("Whom to tell, and when"),
      ...tellingInputs(draft),
    ],
  });
}

function newRule(channel: string | undefined): RuleDraft {
  const selectable = channel !== undefined && isSelectable(channel);
  return selectable ? { ...NEW_RULE, channel } : NEW_RULE;
}

/** Offered only where no input can hold the scope. */
function keptLabel(before: Rule): string | undefined {
  const { scope } = before;
  if (draftOf(before).scope !== "kept") return undefined;
  switch (scope.kind) {
    case "campaigns":
      return `As it is: ${counted(scope.names.length, "campaign")} by name`;
    case "account":
      return `As it is: account ${plainName(scope.name, 40)}`;
    default:
      return "As it is: by name";
  }
}

const SHOWN_FAULTS = 8;

function faultBlocks(faults: RuleForm["faults"] = []): types.KnownBlock[] {
  if (faults.length === 0) return [];
  const lines = faults.slice(0, SHOWN_FAULTS).map(({ message }) => `• ${mrkdwnName(message, 300)}`);
  return [
    paragraph(["⚠️ *This rule cannot be saved yet*", ...lines].join("\n")),
    ...notes([
      faults.length > SHOWN_FAULTS
        ? `and ${counted(faults.length - SHOWN_FAULTS, "more fault")}`
        : undefined,
    ]),
  ];
}
