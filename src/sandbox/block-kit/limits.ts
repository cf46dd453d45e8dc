/**
 * What Slack allows, in one table. Where Slack's sources disagree, the smaller number stands. Lengths are in UTF-16
 * units, which is never more lenient than Slack's own count of characters.
 */
export const LIMITS = {
  blocks: { message: 50, modal: 100, home: 100 },
  id: 255,
  text: 3000,
  url: 3000,
  altText: 2000,
  header: 150,
  actionsElements: 25,
  contextElements: 10,
  contextActionsElements: 5,
  visibleToUsers: 10,
  sectionFields: 10,
  sectionField: 2000,
  inputLabel: 2000,
  alertText: 200,
  /** Summed over a message. */
  markdown: 12_000,
  button: { text: 75, value: 2000, accessibilityLabel: 75 },
  option: { text: 75, description: 75, value: 75, url: 3000 },
  optionGroupLabel: 75,
  overflowOptions: 5,
  /** Checkboxes and radio buttons. */
  choices: 10,
  selectOptions: 100,
  placeholder: 150,
  confirm: { title: 100, text: 300, button: 30 },
  plainTextInput: 3000,
  fileInput: { files: 10, types: 100 },
  card: { title: 150, body: 200, actions: 3 },
  carouselCards: 10,
  table: { perMessage: 1, rows: 100, columns: 20, characters: 10_000 },
  dataTable: { rows: 101, columns: 20, characters: 20_000, pageSize: 100, caption: 3000 },
  chart: { perMessage: 2, title: 50, series: 6, points: 20, segments: 6, label: 20, axisLabel: 50 },
  view: { title: 24, privateMetadata: 3000 },
  /** `chat.postMessage` and `chat.update` count differently. */
  messageText: { post: 40_000, update: 4000 },
  /** Slack names no number; messages of more have been refused with `msg_blocks_too_long`. */
  messageProse: 12_000,
} as const;

export type Surface = "message" | "modal" | "home";

/** Where a block may stand. A type that is not here is refused everywhere. */
export const BLOCK_SURFACES = {
  actions: ["message", "modal", "home"],
  alert: ["modal"],
  card: ["message", "home"],
  carousel: ["message", "home"],
  context: ["message", "modal", "home"],
  context_actions: ["message"],
  data_table: ["message"],
  data_visualization: ["message"],
  divider: ["message", "modal", "home"],
  header: ["message", "modal", "home"],
  image: ["message", "modal", "home"],
  input: ["message", "modal", "home"],
  markdown: ["message"],
  rich_text: ["message", "modal", "home"],
  section: ["message", "modal", "home"],
  table: ["message"],
} as const satisfies Readonly<Record<string, readonly Surface[]>>;

export type BlockType = keyof typeof BLOCK_SURFACES;

/** Elements that may not stand everywhere their block may. */
export const ELEMENT_SURFACES: Readonly<Record<string, readonly Surface[]>> = {
  file_input: ["modal"],
};
