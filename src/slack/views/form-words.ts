/** What the command line calls an option, as Slack's form calls it. */
const FIELDS: Readonly<Record<string, string>> = {
  period: "Days that the file covers",
  currency: "Currency",
};

/** A message about a file, with the form's fields in place of the command line's options. */
export function formWords(message: string): string {
  const words = message.replaceAll(
    /--(\w+) ([\w.-]+\w)/g,
    (option, name: string, value: string) => {
      const field = FIELDS[name];
      return field === undefined ? option : `${value} under “${field}” in the form`;
    },
  );
  // A sentence that ends in something to be typed has no full stop of its own.
  return words.endsWith(" in the form") ? `${words}.` : words;
}
