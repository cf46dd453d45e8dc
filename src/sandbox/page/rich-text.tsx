import { type Block, Message, type RichTextBlockElement } from "slack-blocks-to-jsx";

import { dateWords } from "./date-words.ts";
import { parseMrkdwn, plainElements } from "./parse-mrkdwn.ts";
import { useSurface } from "./surface.ts";
import { textObject } from "./text-object.ts";

/** Blocks that the library draws as they are. */
export function LibraryBlocks({ blocks }: { readonly blocks: Block[] }) {
  const { users, channels, app, viewer } = useSurface();
  const people = users.map(({ id, name }) => ({ id, name }));
  return (
    <Message
      withoutWrapper
      theme="light"
      name={app.name}
      logo=""
      blocks={blocks}
      data={{
        users: [...people, { id: app.botUserId, name: app.name }],
        channels: channels.map(({ id, name }) => ({ id, name })),
      }}
      hooks={{
        // The library drops the colons of a name that is no emoji.
        emoji: (emoji, parse) => {
          const drawn = parse(emoji);
          return drawn === emoji.name ? `:${emoji.name}:` : drawn;
        },
        date: ({ timestamp, format }) => (
          <time>
            {dateWords(format, Number(timestamp), { zone: viewer.zone, now: Date.now() })}
          </time>
        ),
      }}
    />
  );
}

export function RichText({ elements }: { readonly elements: RichTextBlockElement[] }) {
  if (elements.length === 0) return null;
  return <LibraryBlocks blocks={[{ type: "rich_text", elements }]} />;
}

/** A text object, mrkdwn or plain. */
export function Text({ object }: { readonly object: unknown }) {
  const { type, text } = textObject(object);
  return <RichText elements={type === "mrkdwn" ? parseMrkdwn(text) : plainElements(text)} />;
}
