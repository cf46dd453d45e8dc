import { afterEach, describe, expect } from "vitest";

import { replaceSecrets } from "../../src/db/source-secrets.ts";
import { findSource, type SourceRow } from "../../src/db/sources.ts";
import { addSource } from "../../src/usecases/sources/change-source.ts";
import { createSourceOpener, secretContext } from "../../src/wiring/source-opener.ts";
import {
  microsoftDouble,
  microsoftSettings,
  microsoftState,
  usedTokens,
} from "../sources/microsoft-ads/microsoft-double.ts";
import { type ApiServer, startApiServer } from "../support/api-server.ts";
import { NOW, test as base } from "../support/fixtures.ts";

const SECRETS = { developerToken: "dev", clientSecret: "hush", refreshToken: "good" };
const config = { secretKeys: [Buffer.alloc(32, 1)], warehouseUrl: undefined } as const;
const signal = new AbortController().signal;

let server: ApiServer | undefined;
afterEach(() => server?.close());

/** A stored source of Microsoft Ads: `row` is what stands of it now, `secrets` what is sealed in it. */
const test = base.extend<{
  opener: ReturnType<typeof createSourceOpener>;
  row: () => Promise<SourceRow>;
  secrets: () => Promise<unknown>;
}>({
  opener: ({ db }, use) => use(createSourceOpener({ config, db, now: () => NOW })),
  row: async ({ db, scope, opener }, use) => {
    server = await startApiServer(microsoftDouble(microsoftState(), () => server?.url ?? ""));
    const { workspaceId } = scope;
    const added = await addSource(db, scope, {
      kind: "microsoft_ads",
      name: "Microsoft",
      settings: microsoftSettings(server.url),
      secrets: opener.box?.seal(
        JSON.stringify(SECRETS),
        secretContext(workspaceId, "microsoft_ads"),
      ),
      schedule: "0 */6 * * *",
      timeZone: "UTC",
      trailingDays: 7,
      historyDays: 40,
    });
    await use(async () => (await findSource(db, added)) ?? added);
  },
  secrets: ({ opener, row, scope }, use) =>
    use(async () => {
      const context = secretContext(scope.workspaceId, "microsoft_ads");
      return JSON.parse(opener.box?.open((await row()).secrets ?? "", context) ?? "") as unknown;
    }),
});

describe("a refresh token that its platform renews", () => {
  test("is stored sealed beside the other secrets, for whoever opens next", async ({
    opener,
    row,
    secrets,
  }) => {
    await opener.open(await row()).check(signal);
    expect(await secrets()).toEqual({ ...SECRETS, refreshToken: "newer-1" });
    await opener.open(await row()).check(signal);
    expect(await secrets()).toEqual({ ...SECRETS, refreshToken: "newer-2" });
    expect(usedTokens(server?.calls ?? [])).toEqual(["good", "newer-1"]);
  });

  test("goes on from the last within one opening", async ({ db, row, secrets }) => {
    let at = NOW;
    const source = createSourceOpener({ config, db, now: () => at }).open(await row());
    await source.check(signal);
    at += 3_600_000;
    await source.check(signal);
    expect(await secrets()).toEqual({ ...SECRETS, refreshToken: "newer-2" });
  });

  test("replaces nothing that was stored meanwhile", async ({ db, opener, row, secrets }) => {
    const [one, other] = [opener.open(await row()), opener.open(await row())];
    await one.check(signal);
    await other.check(signal);
    expect(await secrets()).toEqual({ ...SECRETS, refreshToken: "newer-1" });

    const before = await row();
    const late = opener.open(before);
    await replaceSecrets(db, before, { held: before.secrets ?? "", renewed: "sealed anew" });
    await late.check(signal);
    expect((await row()).secrets).toBe("sealed anew");
  });

  test("is not stored where nothing of the source is", async ({ opener, row, secrets }) => {
    const { workspaceId, kind, settings } = await row();
    const opened = opener.read(kind, { workspaceId, settings, secrets: SECRETS });
    if (opened.kind === "open") await opened.source.check(signal);
    expect(usedTokens(server?.calls ?? [])).toEqual(["good"]);
    expect(await secrets()).toEqual(SECRETS);
  });
});
