import { expect, test } from "vitest";

import { fileSize } from "../../../src/sandbox/page/file-size.ts";

test.for([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1.0 kB"],
  [1_204_332, "1.2 MB"],
  [5e12, "5000.0 GB"],
] as const)("%d bytes are %s", ([bytes, words]) => {
  expect(fileSize(bytes)).toBe(words);
});
