import { afterEach, describe, expect, test } from "vitest";

import { microsoftAdsSource } from "../../../src/sources/microsoft-ads/microsoft-ads-source.ts";
import type { SourceDeps } from "../../../src/sources/source-type.ts";
import type { ApiServer, ScriptedAnswer } from "../../support/api-server.ts";
import { openSource, withFaults } from "../../support/live-source.ts";
import {
  microsoftDouble,
  microsoftSettings,
  microsoftState,
  usedTokens,
} from "./microsoft-double.ts";

const signal = new AbortController().signal;

let server: (ApiServer & { faults: ScriptedAnswer[] }) | undefined;
afterEach(() => server?.close());

async function source(deps: Partial<SourceDeps> = {}) {
  const started = await withFaults(microsoftDouble(microsoftState(), () => started.url));
  server = started;
  const given = {
    settings: microsoftSettings(started.url),
    secrets: { developerToken: "dev", refreshToken: "good" },
  };
  return { opened: openSource(microsoftAdsSource, given, deps), server: started };
}

describe("Microsoft's refresh token", () => {
  test("hands on the newer refresh token, and goes on with it", async () => {
    const kept: string[] = [];
    let at = 0;
    const { opened, server: double } = await source({
      now: () => at,
      keepRefreshToken: async (token) => void kept.push(token),
    });
    await opened.check(signal);
    at += 3_600_000;
    await opened.check(signal);
    expect(usedTokens(double.calls)).toEqual(["good", "newer-1"]);
    expect(kept).toEqual(["newer-1", "newer-2"]);
  });

  test.each([
    ["none", {}],
    ["the same", { refresh_token: "good" }],
  ])("keeps its refresh token where Microsoft gives %s", async (_, given) => {
    const kept: string[] = [];
    const { opened, server: double } = await source({
      keepRefreshToken: async (token) => void kept.push(token),
    });
    double.faults.push({ body: { access_token: "access-1", expires_in: 3600, ...given } });
    await opened.check(signal);
    expect(kept).toEqual([]);
  });

  test("goes on with the older one where the newer could not be stored", async () => {
    const kept: string[] = [];
    const { opened, server: double } = await source({
      async keepRefreshToken(token) {
        if (token === "newer-1") throw new Error("The database is away.");
        kept.push(token);
      },
    });
    await expect(opened.check(signal)).rejects.toThrow("away");
    await opened.check(signal);
    expect(usedTokens(double.calls)).toEqual(["good", "good"]);
    expect(kept).toEqual(["newer-2"]);
  });
});
