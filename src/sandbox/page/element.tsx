import type { Fields } from "../is-record.ts";
import { ButtonElement } from "./button-element.tsx";
import { ChoiceElement } from "./choice-element.tsx";
import { FileElement } from "./file-element.tsx";
import { OverflowMenu } from "./overflow-menu.tsx";
import { SelectElement } from "./select-element.tsx";
import { TextElement } from "./text-element.tsx";
import { field, records } from "./text-object.ts";

export interface ElementProps {
  readonly element: Fields;
  readonly blockId: string;
  /** The id of the field's label or control, given by an input block. */
  readonly labelledBy?: string;
  /** Inside an input block an element is sent with the form. */
  readonly inForm?: boolean;
  /** Whether the app is told of each change all the same. */
  readonly dispatch?: boolean;
}

/** One element, by its type. */
export function Element(props: ElementProps) {
  const { element } = props;
  const type = field(element, "type");
  switch (type) {
    case "button":
    case "icon_button":
      return <ButtonElement {...props} />;
    case "feedback_buttons":
      return <FeedbackButtons {...props} />;
    case "overflow":
      return <OverflowMenu {...props} />;
    case "checkboxes":
    case "radio_buttons":
      return <ChoiceElement {...props} />;
    case "file_input":
      return <FileElement {...props} />;
    case "image":
      return <img src={field(element, "image_url")} alt={field(element, "alt_text")} />;
    default:
      return type.endsWith("_select") ? <SelectElement {...props} /> : <TextElement {...props} />;
  }
}

function FeedbackButtons({ element, blockId }: ElementProps) {
  const both = [...records(element, "positive_button"), ...records(element, "negative_button")];
  return both.map((button) => (
    <ButtonElement
      key={field(button, "value")}
      blockId={blockId}
      element={{ ...button, action_id: element["action_id"] }}
    />
  ));
}
