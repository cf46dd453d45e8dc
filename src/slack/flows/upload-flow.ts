import type { LoadReport } from "../../domain/load.ts";
import type { PendingUpload, UploadLoad } from "../../usecases/handle-upload.ts";
import type { Scope } from "../../usecases/scope.ts";
import type { UploadAnswers } from "../../usecases/upload-answers.ts";
import type { FetchedFile } from "../fetch-file.ts";
import { platformError } from "../respond.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { updateMessage } from "../update-message.ts";
import { importPreviewView } from "../views/import-preview-view.ts";
import { importProgressView } from "../views/import-progress-view.ts";
import { importReportView } from "../views/import-report-view.ts";
import { cancelledView, cutOffView, readingView } from "../views/import-state-views.ts";
import type { SlackClient } from "../web-client.ts";

/** Endings of tables; other files that are dropped into a channel are not meant for us. */
const TABLE = /\.(csv|tsv|txt|tab|xlsx?|gz|zip)$/i;

const PROGRESS_EVERY_MS = 2_000;

interface Dropped {
  readonly uploadId: string;
  readonly channel: string;
  readonly answers: UploadAnswers;
  /** Somebody named this file as an export; else it was only dropped, and may be anything. */
  readonly asked: boolean;
  readonly client: SlackClient;
}

/** A file came: one message says that it is being read, then what would be loaded, and waits for an answer. */
export async function receiveDropped(
  edge: SlackEdge,
  scope: Scope,
  dropped: Dropped,
): Promise<void> {
  const { uploadId, client } = dropped;
  const { file } = await client.files.info({ file: uploadId });
  const fileName = file?.name ?? "file";
  if (!dropped.asked && !TABLE.test(fileName)) return;
  const upload = {
    uploadId,
    fileName,
    channel: dropped.channel,
    messageTs: "",
    answers: dropped.answers,
  };
  if (!(await edge.desk.uploads.receive(scope, upload))) return;
  const posted = await post(client, dropped, { fileName, user: userOf(scope) });
  await edge.desk.uploads.amend(scope, { uploadId, messageTs: posted.ts, channel: posted.channel });
  await showPreview(edge, scope, {
    client,
    upload: { ...upload, messageTs: posted.ts, channel: posted.channel },
  });
}

/** The form about a waiting file was sent: the preview is made anew. */
export async function amendPending(
  edge: SlackEdge,
  scope: Scope,
  input: {
    readonly uploadId: string;
    readonly answers: UploadAnswers;
    readonly client: SlackClient;
  },
): Promise<void> {
  const upload = await edge.desk.uploads.amend(scope, input);
  await showPreview(edge, scope, { client: input.client, upload });
}

export async function cancelPending(
  edge: SlackEdge,
  scope: Scope,
  input: { readonly uploadId: string; readonly client: SlackClient },
): Promise<void> {
  const upload = await edge.desk.uploads.cancel(scope, input.uploadId);
  await updateMessage(input.client, upload, cancelledView(upload.fileName));
}

/** Somebody said yes: the first click loads the file, with progress in the message. */
export async function confirmPending(
  edge: SlackEdge,
  scope: Scope,
  input: { readonly uploadId: string; readonly skipBadRows: boolean; readonly client: SlackClient },
): Promise<void> {
  const { client } = input;
  const load = await edge.desk.uploads.start(scope, {
    uploadId: input.uploadId,
    messages: {
      done: (report: LoadReport) => importReportView(report),
      cutOff: () => cutOffView(input.uploadId),
    },
  });
  const fetched = await fetchUpload(edge, client, load.upload);
  try {
    await edge.desk.uploads.load(load, {
      file: fetched.file,
      skipBadRows: input.skipBadRows,
      onProgress: progressOf(edge, { client, load, bytes: fetched.file.bytes }),
    });
  } finally {
    await fetched.discard();
  }
  await edge.deliver();
}

async function showPreview(
  edge: SlackEdge,
  scope: Scope,
  input: { readonly client: SlackClient; readonly upload: PendingUpload },
): Promise<void> {
  const { client, upload } = input;
  const { uploadId } = upload;
  const fetched = await fetchUpload(edge, client, upload);
  try {
    const report = await edge.desk.uploads.preview(scope, {
      file: fetched.file,
      answers: upload.answers,
    });
    await edge.desk.uploads.amend(scope, {
      uploadId,
      answers: { ...upload.answers, account: report.account },
    });
    await updateMessage(client, upload, importPreviewView(report, { uploadId }));
  } finally {
    await fetched.discard();
  }
}

async function fetchUpload(
  edge: SlackEdge,
  client: SlackClient,
  upload: PendingUpload,
): Promise<FetchedFile> {
  const { file } = await client.files.info({ file: upload.uploadId });
  const url = file?.url_private_download ?? file?.url_private;
  if (url === undefined) throw new Error("Slack names no address for the file.");
  return edge.fetchFile({ url, name: upload.fileName });
}

/** Edits the message now and then, and keeps the load from being taken for dead. */
function progressOf(
  edge: SlackEdge,
  input: { readonly client: SlackClient; readonly load: UploadLoad; readonly bytes: number },
): (done: { bytesRead: number; rows: number }) => void {
  const { client, load, bytes } = input;
  let last = edge.now();
  return (done) => {
    const now = edge.now();
    if (now - last < PROGRESS_EVERY_MS) return;
    last = now;
    const view = importProgressView({ file: load.upload.fileName, bytes, ...done });
    updateMessage(client, load.upload, view).catch((error: unknown) => {
      edge.log.warn({ err: error }, "progress could not be shown");
    });
    edge.desk.uploads.keepAlive(load, now).catch((error: unknown) => {
      edge.log.warn({ err: error }, "a load could not be kept alive");
    });
  };
}

/** The message that will be edited from here on: where the file is, or in a direct message. */
async function post(
  client: SlackClient,
  dropped: Dropped,
  { fileName, user }: { readonly fileName: string; readonly user: string },
): Promise<{ channel: string; ts: string }> {
  const message = readingView(fileName);
  const posted = await client.chat
    .postMessage({ channel: dropped.channel, ...message })
    .catch((error: unknown) => {
      const code = platformError(error);
      if (code !== "not_in_channel" && code !== "channel_not_found") throw error;
      return client.chat.postMessage({ channel: user, ...message });
    });
  if (posted.ts === undefined || posted.channel === undefined) {
    throw new Error("Slack did not say where the message stands.");
  }
  return { channel: posted.channel, ts: posted.ts };
}

function userOf(scope: Scope): string {
  return scope.actor.replace(/^slack:/, "");
}
