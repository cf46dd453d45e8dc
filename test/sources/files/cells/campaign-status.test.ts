import { expect, test } from "vitest";

import { campaignStatus } from "../../../../src/sources/files/cells/campaign-status.ts";

test.for([
  ["Enabled", "active"],
  ["CAMPAIGN_STATUS_ENABLE", "active"],
  ["Aktiviert", "active"],
  ["not_delivering", "paused"],
  ["En veille", "paused"],
  ["Pausada", "paused"],
  ["Removed", "ended"],
  ["Terminée", "ended"],
  ["Limited by budget", "unknown"],
] as const)("%s is %s", ([cell, status]) => {
  expect(campaignStatus(cell)).toBe(status);
});
