import { describe, expect, test } from "vitest";

import { TABLE_FORMS } from "../../../src/domain/source/table-form.ts";
import { readSourceForm } from "../../../src/slack/forms/read-source-form.ts";
import { SOURCE_FIELDS } from "../../../src/slack/forms/source-fields.ts";
import { sqlSourceModal } from "../../../src/slack/views/sql-source-modal.ts";
import { sqlSettings } from "../../../src/sources/sql/sql-settings.ts";

function offered(): string[] {
  const block = sqlSourceModal({}).blocks.find(({ block_id: id }) => id === SOURCE_FIELDS.form);
  const written = JSON.stringify(block).matchAll(/"value":"(\w+)"/g);
  return [...new Set([...written].map(([, value = ""]) => value))];
}

describe("the form of a SQL source", () => {
  test("offers every table that a source file may name, and an own one", () => {
    expect(offered()).toEqual([...TABLE_FORMS, "plain"]);
  });

  test("makes settings of each that the source takes", () => {
    for (const form of offered()) {
      const fields = {
        [SOURCE_FIELDS.name]: { value: "Warehouse" },
        [SOURCE_FIELDS.table]: { value: "analytics.campaigns" },
        [SOURCE_FIELDS.form]: { selected_option: { value: form } },
        [SOURCE_FIELDS.account]: { value: "123" },
        [SOURCE_FIELDS.accountName]: { value: "Main" },
        [SOURCE_FIELDS.platform]: { selected_option: { value: "meta_ads" } },
        [SOURCE_FIELDS.currency]: { value: "usd" },
        [SOURCE_FIELDS.zone]: { value: "Europe/Berlin" },
      };
      const read = readSourceForm(
        Object.fromEntries(
          Object.entries(fields).map(([field, value]) => [field, { [field]: value }]),
        ),
      );

      expect(read.kind).toBe("read");
      const settings = read.kind === "read" ? read.value.settings : undefined;
      expect([form, sqlSettings.safeParse(settings).success]).toEqual([form, true]);
    }
  });
});
