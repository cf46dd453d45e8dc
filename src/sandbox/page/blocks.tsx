import type { Block } from "slack-blocks-to-jsx";

import { type Fields, isRecord } from "../is-record.ts";
import { BlockBoundary } from "./block-boundary.tsx";
import { chartModel } from "./chart-model.ts";
import { Chart } from "./chart.tsx";
import { DataTable } from "./data-table.tsx";
import { Element } from "./element.tsx";
import { InputBlock } from "./input-block.tsx";
import { LibraryBlocks, Text } from "./rich-text.tsx";
import { field, plainText, records } from "./text-object.ts";

/** Draws blocks as they stand in a message, a form or the Home tab. */
export function Blocks({ blocks }: { readonly blocks: readonly unknown[] }) {
  return (
    <div className="blocks">
      {blocks.filter(isRecord).map((block, index) => (
        <BlockBoundary key={field(block, "block_id") || index}>
          <OneBlock block={block} />
        </BlockBoundary>
      ))}
    </div>
  );
}

interface BlockProps {
  readonly block: Fields;
}

function OneBlock({ block }: BlockProps) {
  switch (block["type"]) {
    case "header":
      return <Header block={block} />;
    case "section":
      return <Section block={block} />;
    case "context":
      return <Context block={block} />;
    case "actions":
    case "context_actions":
      return <Actions elements={records(block, "elements")} blockId={field(block, "block_id")} />;
    case "input":
      return <InputBlock block={block} />;
    case "alert":
      return <Alert block={block} />;
    case "card":
      return <Card block={block} />;
    case "carousel":
      return <Carousel block={block} />;
    case "data_table":
      return <DataTable block={block} />;
    case "data_visualization":
      return <Visualization block={block} />;
    default:
      return <LibraryBlock block={block} />;
  }
}

const LIBRARY_TYPES: ReadonlySet<unknown> = new Set([
  "data_visualization",
  "divider",
  "image",
  "markdown",
  "rich_text",
  "table",
]);

/** The double has checked the block's shape before it came here. */
function isLibraryBlock(block: unknown): block is Block {
  return isRecord(block) && LIBRARY_TYPES.has(block["type"]);
}

function LibraryBlock({ block }: BlockProps) {
  if (!isLibraryBlock(block)) {
    const type = field(block, "type");
    return <p className="block-fault">This page cannot draw a block of type {type}.</p>;
  }
  return (
    <div className="library-block">
      <LibraryBlocks blocks={[block]} />
    </div>
  );
}

function Alert({ block }: BlockProps) {
  return (
    <div role="status" className={`block-alert ${field(block, "level")}`}>
      <Text object={block["text"]} />
    </div>
  );
}

function Header({ block }: BlockProps) {
  const level = Number(block["level"] ?? 1);
  return <h3 className={`block-header level-${level}`}>{plainText(block["text"])}</h3>;
}

function Section({ block }: BlockProps) {
  const fields = records(block, "fields");
  const accessory = block["accessory"];
  return (
    <div className="block-section">
      <div className="block-section-text">
        {isRecord(block["text"]) && <Text object={block["text"]} />}
        {fields.length > 0 && (
          <div className="block-fields">
            {fields.map((each, index) => (
              <div key={index}>
                <Text object={each} />
              </div>
            ))}
          </div>
        )}
      </div>
      {isRecord(accessory) && <Element element={accessory} blockId={field(block, "block_id")} />}
    </div>
  );
}

function Context({ block }: BlockProps) {
  return (
    <div className="block-context">
      {records(block, "elements").map((each, index) =>
        each["type"] === "image" ? (
          <Element key={index} element={each} blockId="" />
        ) : (
          <Text key={index} object={each} />
        ),
      )}
    </div>
  );
}

interface ActionsProps {
  readonly elements: readonly Fields[];
  readonly blockId: string;
}

function Actions({ elements, blockId }: ActionsProps) {
  return (
    <div className="block-actions">
      {elements.map((each, index) => (
        <Element key={field(each, "action_id") || index} element={each} blockId={blockId} />
      ))}
    </div>
  );
}

function Card({ block }: BlockProps) {
  const actions = records(block, "actions");
  const hero = block["hero_image"];
  return (
    <div className="block-card">
      {isRecord(hero) && <Element element={hero} blockId="" />}
      {["title", "subtitle", "body", "subtext"].map((part) =>
        isRecord(block[part]) ? (
          <div key={part} className={`card-${part}`}>
            <Text object={block[part]} />
          </div>
        ) : null,
      )}
      {actions.length > 0 && <Actions elements={actions} blockId={field(block, "block_id")} />}
    </div>
  );
}

function Carousel({ block }: BlockProps) {
  return (
    <div className="block-carousel" tabIndex={0} role="group" aria-label="Cards">
      {records(block, "elements").map((each, index) => (
        <Card key={index} block={{ block_id: block["block_id"], ...each }} />
      ))}
    </div>
  );
}

function Visualization({ block }: BlockProps) {
  const model = chartModel(block);
  if (model !== undefined) return <Chart model={model} />;
  return <LibraryBlock block={block} />;
}
