import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/repeat-draws.ts"],
    isolate: false,
    maxWorkers: 2,
    // A file's first test starts what the file shares.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    // Long enough for a machine that is busy with other things.
    expect: { requireAssertions: true, poll: { timeout: 30_000, interval: 50 } },
  },
});
