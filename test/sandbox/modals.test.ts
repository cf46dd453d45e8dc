import type { ViewOutput } from "@slack/bolt";
import type { WebAPIPlatformError } from "@slack/web-api";
import { describe, expect } from "vitest";

import { GENERAL, MAYA, signal, test, type Workspace } from "./bolt-workspace.ts";

function text(value: string) {
  return { type: "plain_text" as const, text: value };
}

const limit = {
  type: "input" as const,
  block_id: "limit",
  label: text("Limit"),
  element: { type: "number_input" as const, action_id: "value", is_decimal_allowed: false },
};

function modal(title: string) {
  return {
    type: "modal" as const,
    callback_id: "rule",
    title: text(title),
    submit: text("Save"),
    private_metadata: "campaign 7",
    notify_on_close: true,
    blocks: [limit],
  };
}

const answered = { limit: { value: { type: "number_input", value: "40" } } };

/** Types the command and hands over the trigger that came with it. */
async function trigger({ app, sandbox }: Workspace): Promise<string> {
  const id = signal<string>();
  app.command("/perf", async ({ ack, command }) => {
    await ack();
    id.resolve(command.trigger_id);
  });
  await sandbox.command({ user: MAYA, channel: GENERAL, text: "/perf" });
  return id.promise;
}

async function openModal(workspace: Workspace): Promise<string> {
  const trigger_id = await trigger(workspace);
  const { view } = await workspace.app.client.views.open({ trigger_id, view: modal("Rule") });
  return `${view?.id}`;
}

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.catch((error: unknown) => (error as WebAPIPlatformError).data.error);
}

describe("a trigger", () => {
  test("opens one view", async ({ workspace }) => {
    const trigger_id = await trigger(workspace);
    const { views } = workspace.app.client;

    await views.open({ trigger_id, view: modal("Rule") });
    const second = views.open({ trigger_id, view: modal("Rule") });

    expect(await errorOf(second)).toBe("exchanged_trigger_id");
    expect(workspace.sandbox.views(MAYA)).toHaveLength(1);
  });

  test("lives for three seconds", async ({ workspace }) => {
    const trigger_id = await trigger(workspace);
    workspace.advance(3001);

    const late = workspace.app.client.views.open({ trigger_id, view: modal("Rule") });

    expect(await errorOf(late)).toBe("expired_trigger_id");
  });

  test("is not made up", async ({ workspace: { app } }) => {
    const call = app.client.views.open({ trigger_id: "1.2.3", view: modal("Rule") });

    expect(await errorOf(call)).toBe("invalid_trigger_id");
  });

  test("survives a view that Slack refuses", async ({ workspace }) => {
    const trigger_id = await trigger(workspace);
    const { views } = workspace.app.client;

    const refused = views.open({ trigger_id, view: modal("A title of far too many letters") });

    expect(await errorOf(refused)).toBe("invalid_arguments");
    await expect(views.open({ trigger_id, view: modal("Rule") })).resolves.toMatchObject({
      ok: true,
    });
  });
});

describe("a submission", () => {
  test("carries every value and closes the modal", async ({ workspace }) => {
    const seen = signal<ViewOutput>();
    workspace.app.view("rule", async ({ ack, view }) => {
      await ack();
      seen.resolve(view);
    });
    const viewId = await openModal(workspace);

    const result = await workspace.sandbox.submitView({ user: MAYA, viewId, state: answered });

    expect(result).toEqual({ errors: {}, error: null });
    expect(await seen.promise).toMatchObject({
      id: viewId,
      callback_id: "rule",
      private_metadata: "campaign 7",
      state: { values: answered },
    });
    expect(workspace.sandbox.views(MAYA)).toEqual([]);
  });

  test("is refused beside the field, then taken", async ({ workspace }) => {
    workspace.app.view("rule", async ({ ack, view }) => {
      const given = view.state.values["limit"]?.["value"]?.value;
      if (given === "40") await ack();
      else await ack({ response_action: "errors", errors: { limit: "Must be 40." } });
    });
    const viewId = await openModal(workspace);
    const wrong = { limit: { value: { value: "41" } } };

    const first = await workspace.sandbox.submitView({ user: MAYA, viewId, state: wrong });
    const second = await workspace.sandbox.submitView({ user: MAYA, viewId, state: answered });

    expect(first).toEqual({ errors: { limit: "Must be 40." }, error: null });
    expect(second).toEqual({ errors: {}, error: null });
  });

  test("with an error beside a field that is not there fails", async ({ workspace }) => {
    workspace.app.view("rule", ({ ack }) =>
      ack({ response_action: "errors", errors: { elsewhere: "No." } }),
    );
    const viewId = await openModal(workspace);

    const { error } = await workspace.sandbox.submitView({ user: MAYA, viewId, state: answered });

    expect(error).toBe("We had some trouble connecting. Try again?");
  });

  test.for([
    ["", "Please complete this required field."],
    ["forty", "Please enter a number."],
    ["4.5", "Please enter a whole number."],
  ] as const)("with %j stays with its person", async ([value, sentence], { workspace }) => {
    const viewId = await openModal(workspace);
    const state = { limit: { value: { value } } };

    const result = await workspace.sandbox.submitView({ user: MAYA, viewId, state });

    expect(result).toEqual({ errors: { limit: sentence }, error: null });
    expect(workspace.sandbox.views(MAYA)).toHaveLength(1);
  });

  test("that the app answers with another view shows it", async ({ workspace }) => {
    workspace.app.view("rule", ({ ack }) => ack({ response_action: "push", view: modal("Sure?") }));
    const viewId = await openModal(workspace);

    await workspace.sandbox.submitView({ user: MAYA, viewId, state: answered });

    const [below, top] = workspace.sandbox.views(MAYA);
    expect(below?.id).toBe(viewId);
    expect(top).toMatchObject({ previousId: viewId, rootId: viewId });
    expect(top?.fields["title"]).toEqual(text("Sure?"));
  });

  test("of a form that is closed is told so", async ({ workspace: { sandbox } }) => {
    const result = await sandbox.submitView({ user: MAYA, viewId: "V0GONE", state: {} });

    expect(result.error).toBe("This form is not open any more. Open it again.");
  });
});

test("a view is updated only by who saw its last state", async ({ workspace }) => {
  const { views } = workspace.app.client;
  const view_id = await openModal(workspace);
  const hash = `${workspace.sandbox.views(MAYA)[0]?.hash}`;

  await views.update({ view_id, hash, view: modal("Second") });
  const stale = views.update({ view_id, hash, view: modal("Third") });

  expect(await errorOf(stale)).toBe("hash_conflict");
  expect(workspace.sandbox.views(MAYA)[0]?.fields["title"]).toEqual(text("Second"));
  expect(await errorOf(views.update({ view_id: "V0GONE", view: modal("x") }))).toBe("not_found");
});

test("closing tells an app that asked to be told", async ({ workspace }) => {
  const closed = signal<string>();
  workspace.app.view({ callback_id: "rule", type: "view_closed" }, async ({ ack, view }) => {
    await ack();
    closed.resolve(view.id);
  });
  const viewId = await openModal(workspace);

  await workspace.sandbox.closeView({ user: MAYA, viewId });

  expect(await closed.promise).toBe(viewId);
  expect(workspace.sandbox.views(MAYA)).toEqual([]);
});

test("the Home tab is published when it is opened", async ({ workspace: { app, sandbox } }) => {
  const published = signal<true>();
  const section = { type: "section" as const, text: { type: "mrkdwn" as const, text: "Home" } };
  app.event("app_home_opened", async ({ event, client }) => {
    const view = { type: "home" as const, blocks: [section] };
    await client.views.publish({ user_id: event.user, view });
    published.resolve(true);
  });

  await sandbox.openHome(MAYA);
  await published.promise;

  expect(sandbox.home(MAYA)?.blocks).toMatchObject([section]);
});
