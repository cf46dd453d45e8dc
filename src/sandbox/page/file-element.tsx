import { useState } from "react";

import { sentenceOf } from "./api.ts";
import type { ElementProps } from "./element.tsx";
import { useSurface } from "./surface.ts";
import { field, fieldList } from "./text-object.ts";
import { useElement } from "./use-element.ts";

/** A form's file field: files go up at once, and the form names them. */
export function FileElement(props: ElementProps) {
  const { element, labelledBy } = props;
  const { upload } = useSurface();
  const use = useElement(props, "files", []);
  const [state, setState] = useState<{ words: string; failed: boolean }>();
  const most = Number(field(element, "max_files") || 10);
  const types = fieldList(element, "filetypes").map((type) => `.${type}`);
  const take = async (files: readonly File[]): Promise<void> => {
    if (files.length > most) {
      setState({ words: `Choose at most ${most} ${most === 1 ? "file" : "files"}.`, failed: true });
      return;
    }
    setState({ words: "Uploading…", failed: false });
    try {
      const ids = await Promise.all(files.map(upload));
      use.change({ files: ids });
      setState({ words: files.map((file) => file.name).join(", "), failed: false });
    } catch (error) {
      setState({ words: sentenceOf(error), failed: true });
    }
  };
  return (
    <div className="file-input">
      <input
        type="file"
        multiple={most > 1}
        accept={types.join(",") || undefined}
        aria-labelledby={labelledBy}
        onChange={(event) => void take([...(event.target.files ?? [])])}
      />
      <span className={state?.failed === true ? "field-error" : "field-hint"} aria-live="polite">
        {state?.words}
      </span>
    </div>
  );
}
