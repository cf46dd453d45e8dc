import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test as base } from "vitest";

import { type Holder, lockFolder } from "../../src/embedded/folder-lock.ts";

interface Place {
  readonly folder: string;
  /** A holder that answers, as a living process does. */
  living(name: string): Promise<Holder>;
  /** A holder that answers no more. */
  dead(name: string): Promise<Holder>;
}

const test = base.extend<{ place: Place }>({
  place: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "trimtab-lock-test-"));
    const servers: Server[] = [];
    const living = async (name: string): Promise<Holder> => {
      const socketPath = join(folder, `${name}.sock`);
      const server = createServer((socket) => socket.end());
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(socketPath, resolve));
      return { pid: process.pid, socketPath, what: name };
    };
    await use({
      folder: join(folder, "data"),
      living,
      async dead(name) {
        const holder = await living(name);
        await new Promise((resolve) => servers.pop()?.close(resolve));
        return holder;
      },
    });
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    await rm(folder, { recursive: true, force: true });
  },
});

describe("lockFolder", () => {
  test("makes the folder and takes it", async ({ place }) => {
    const attempt = await lockFolder(place.folder, await place.living("first"));

    expect(attempt.kind).toBe("locked");
    expect(await readdir(place.folder)).toEqual(["trimtab.lock"]);
  });

  test("tells the second who has it", async ({ place }) => {
    const first = await place.living("npm start");
    await lockFolder(place.folder, first);

    const second = await lockFolder(place.folder, await place.living("second"));

    expect(second).toEqual({ kind: "held", holder: first });
  });

  test("is free again after it was released", async ({ place }) => {
    const first = await lockFolder(place.folder, await place.living("first"));
    if (first.kind === "locked") await first.lock.release();

    expect((await lockFolder(place.folder, await place.living("second"))).kind).toBe("locked");
  });

  test("takes over from a holder that is dead", async ({ place }) => {
    await lockFolder(place.folder, await place.dead("dead"));

    const second = await place.living("second");
    const attempt = await lockFolder(place.folder, second);

    expect(attempt.kind).toBe("locked");
    expect(await lockFolder(place.folder, await place.living("third"))).toEqual({
      kind: "held",
      holder: second,
    });
  });

  test("a holder that was taken for dead does not release its successor's lock", async ({
    place,
  }) => {
    const first = await lockFolder(place.folder, await place.dead("first"));
    const second = await place.living("second");
    await lockFolder(place.folder, second);

    if (first.kind === "locked") await first.lock.release();

    expect(await lockFolder(place.folder, await place.living("third"))).toMatchObject({
      holder: second,
    });
  });

  test.for(["", "{", '{"pid":1}', "\u0000\u0000"])(
    "a lock file that holds %j is nobody's",
    async (content, { place }) => {
      await lockFolder(place.folder, await place.dead("dead"));
      await writeFile(join(place.folder, "trimtab.lock"), content);

      expect((await lockFolder(place.folder, await place.living("next"))).kind).toBe("locked");
    },
  );

  test.for(["a folder that nobody has", "a dead holder's folder"])(
    "of many that race for %s exactly one gets it",
    async (what, { place }) => {
      const racers = await Promise.all(
        Array.from({ length: 8 }, (_, index) => place.living(`racer${index}`)),
      );
      const dead = await place.dead("dead");
      for (let round = 0; round < 50; round += 1) {
        const folder = `${place.folder}${round}`;
        if (what.startsWith("a dead")) await lockFolder(folder, dead);

        const attempts = await Promise.all(racers.map((racer) => lockFolder(folder, racer)));

        const winners = racers.filter((_, index) => attempts[index]?.kind === "locked");
        expect(winners).toHaveLength(1);
        const holders = attempts.flatMap((one) => (one.kind === "held" ? [one.holder] : []));
        expect(holders).toEqual(holders.map(() => winners[0]));
      }
    },
  );
});
