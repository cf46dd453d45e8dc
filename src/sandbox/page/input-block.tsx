import { useId } from "react";

import { type Fields, isRecord } from "../is-record.ts";
import { Element } from "./element.tsx";
import { useSurface } from "./surface.ts";
import { field, plainText } from "./text-object.ts";

/** A labelled field with its hint, and what was wrong with it beside it. */
export function InputBlock({ block }: { readonly block: Fields }) {
  const { errors } = useSurface();
  const labelId = useId();
  const blockId = field(block, "block_id");
  const error = errors[blockId];
  const hint = plainText(block["hint"]);
  const dispatch = block["dispatch_action"] === true;
  return (
    <div className={error === undefined ? "field" : "field refused"} data-testid="field">
      <div className="field-label" id={labelId}>
        {plainText(block["label"])}
        {block["optional"] === true && <span className="field-optional"> (optional)</span>}
      </div>
      {isRecord(block["element"]) && (
        <Element
          element={block["element"]}
          blockId={blockId}
          labelledBy={labelId}
          dispatch={dispatch}
          inForm
        />
      )}
      <div id={`${labelId}-notes`}>
        {error !== undefined && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        {hint !== "" && <p className="field-hint">{hint}</p>}
      </div>
    </div>
  );
}
