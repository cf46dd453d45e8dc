/** JSON as the formatter leaves it: a list of texts stands on one line where it fits. */
export function written(view: unknown): string {
  const json = JSON.stringify(view, null, 2).replaceAll(
    /^.*\[\n(?: *"[^"\n]*",?\n)+ *\],?$/gm,
    (list) => {
      const inside = list.replace(/\[\n */, "[").replace(/\n *\]/, "]");
      const line = inside.replaceAll(/\n */g, " ");
      return line.length <= 100 ? line : list;
    },
  );
  return `${json}\n`;
}
