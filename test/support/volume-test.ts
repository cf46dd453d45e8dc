import { test } from "vitest";

const server = process.env["TEST_DATABASE_URL"];

/** Takes long and knows no database: run once where the suite runs on several. */
export const volumeTest = server === undefined || server === "" ? test : test.skip;
