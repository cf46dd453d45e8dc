import type { Db } from "../../../src/db/db.ts";
import { textFile } from "../../../src/sources/files/text/text-file.ts";
import { importFile, type ImportFileDeps } from "../../../src/usecases/import-file.ts";
import { receivePostbacks } from "../../../src/usecases/postbacks/receive-postbacks.ts";
import type { Scope } from "../../../src/usecases/scope.ts";
import { NOW } from "../../support/fixtures.ts";

export async function loadCampaigns(
  importing: ImportFileDeps,
  scope: Scope,
  campaigns: readonly (readonly [id: string, name: string])[],
): Promise<void> {
  const rows = campaigns.map(([id, name]) => `2026-11-20,${name},${id},10,1,USD`);
  const text = ["Date,Campaign,Campaign ID,Cost,Conversions,Currency", ...rows].join("\n");
  const report = await importFile(importing, scope, {
    file: textFile("campaigns.csv", text),
    account: "Main",
    hints: { platform: "google_ads", timeZone: "America/Los_Angeles" },
    dryRun: false,
    skipBadRows: false,
    again: false,
  });
  if (report.outcome !== "stored") throw new Error(JSON.stringify(report.errors));
}

export async function call(db: Db, scope: Scope, queries: readonly string[]): Promise<void> {
  await receivePostbacks(
    db,
    scope,
    queries.map((query) => ({
      receivedAt: NOW,
      parameters: Object.fromEntries(new URLSearchParams(query)),
    })),
  );
}

export async function stored(db: Db, { workspaceId }: Scope): Promise<unknown[]> {
  return db.rows(
    {
      text: `select c.name as campaign, f.campaign_ref as ref, f.status, f.day,
          f.value_micros::text as micros
        from first_party_conversions f
        left join campaigns c on c.workspace_id = f.workspace_id and c.campaign_id = f.campaign_id
       where f.workspace_id = $1 order by f.conversion_key`,
    },
    [workspaceId],
  );
}
