import { readFileSync } from "node:fs";

import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import { BOT_EVENTS, BOT_SCOPES, COMMAND } from "../src/slack/surface.ts";

const text = readFileSync(new URL("../manifest.yml", import.meta.url), "utf8");
const schema = JSON.parse(
  readFileSync(new URL("support/manifest-schema.json", import.meta.url), "utf8"),
) as object;
const fits = new Ajv({ allErrors: true, strict: false }).compile(schema);

interface Manifest {
  features: { slash_commands: { command: string; should_escape: boolean; url?: string }[] };
  oauth_config: { scopes: { bot: string[] } };
  settings: {
    event_subscriptions: { bot_events: string[]; request_url?: string };
    interactivity: { is_enabled: boolean; request_url?: string };
    socket_mode_enabled: boolean;
  };
}

const manifest = parse(text) as Manifest;

describe("the manifest", () => {
  test("keeps the published limits of Slack's manifest schema", () => {
    fits(manifest);

    expect(fits.errors).toBeNull();
  });

  test("is refused when a limit is broken, so that the check above can fail", () => {
    const long = { ...manifest, display_information: { name: "x".repeat(36) } };

    expect(fits(long)).toBe(false);
  });

  test("names the command that the code answers, unescaped", () => {
    const [command, ...others] = manifest.features.slash_commands;

    expect(command).toMatchObject({ command: COMMAND, should_escape: false });
    expect(others).toEqual([]);
  });

  test("asks for the code's scopes and no others", () => {
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...BOT_SCOPES].toSorted());
  });

  test("subscribes to the code's events and no others", () => {
    const { bot_events } = manifest.settings.event_subscriptions;

    expect(bot_events.toSorted()).toEqual([...BOT_EVENTS].toSorted());
  });

  test("turns on Socket Mode and interactivity", () => {
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
  });

  test("is still a manifest when the comments are followed to switch to HTTP", () => {
    const http = parse(
      text
        .replaceAll(/# (?=url:|request_url:)/g, "")
        .replace("socket_mode_enabled: true", "socket_mode_enabled: false"),
    ) as Manifest;

    fits(http);

    expect(fits.errors).toBeNull();
    const { interactivity, event_subscriptions } = http.settings;
    const urls = [
      http.features.slash_commands[0]?.url,
      interactivity.request_url,
      event_subscriptions.request_url,
    ];
    expect(urls).toEqual(Array(3).fill("https://trimtab.example.com/slack/events"));
  });
});
