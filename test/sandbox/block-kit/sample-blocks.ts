export const plain = (text: string) => ({ type: "plain_text", text });
export const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
export const section = (fields: object) => ({ type: "section", ...fields });
export const button = (fields: object = {}) => ({ type: "button", text: plain("Go"), ...fields });
export const actions = (...elements: unknown[]) => ({ type: "actions", elements });
export const input = (element: object) => ({ type: "input", label: plain("Label"), element });
export const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ text: plain(`${index}`), value: `${index}` }));
export const image = { type: "image", alt_text: "A chart", image_url: "https://example.com/a.png" };
export const cell = (text: string) => ({ type: "raw_text", text });
export const number = (value: number) => ({ type: "raw_number", value, text: String(value) });
export const grid = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell("x")));
export const richText = {
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "Hello" }] }],
};
export const dataTable = (fields: object) => ({
  type: "data_table",
  caption: "Campaigns",
  rows: [
    [cell("Campaign"), cell("CPA")],
    [cell("Brand"), number(35.95)],
  ],
  ...fields,
});
export const labels = (count: number) =>
  Array.from({ length: count }, (_, index) => `day ${index}`);
export const series = (name: string, categories: readonly string[]) => ({
  name,
  data: categories.map((label) => ({ label, value: -1.5 })),
});
export const chart = (count: number, names: readonly string[], fields: object = {}) => ({
  type: "data_visualization",
  title: "CPA by day",
  chart: {
    type: "line",
    series: names.map((name) => series(name, labels(count))),
    axis_config: { categories: labels(count), x_label: "Day", y_label: "CPA (USD)" },
  },
  ...fields,
});
export const pie = (...segments: readonly [string, number][]) => ({
  type: "data_visualization",
  title: "Spend",
  chart: { type: "pie", segments: segments.map(([label, value]) => ({ label, value })) },
});
export const SIX = ["a", "b", "c", "d", "e", "f"];
