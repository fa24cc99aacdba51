// What every store promises; runs on each, the one in memory included. A store that outlives its
// process is opened again and from two sides, too.
import { array, assert, asyncProperty, constantFrom, option, record, string } from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ResourceStore, StoredChange } from "../../src/store/index.ts";

/** Where stores of one kind can be made. */
export interface StorePlace {
  /** Opens the store of a name; the same name is the same store, where it lasts. */
  open(name: string, keptRevisions?: number): Promise<ResourceStore>;
  remove(): Promise<void>;
}

/** How a kind of store is tested. */
export interface StoreKind {
  readonly name: string;
  /** Whether what is stored is there when the store is opened again. */
  readonly lasts: boolean;
  /** Undefined: it cannot be tested here. */
  prepare(): Promise<StorePlace | undefined>;
}

const put = (key: string, text = `text of ${key}`): StoredChange => ({ key, text });
const remove = (key: string): StoredChange => ({ key, text: undefined });

/** Reads all from a store, as an object. */
async function contentOf(store: ResourceStore): Promise<Readonly<Record<string, string>>> {
  const { changes, isWhole } = await store.readSince(0);
  expect(isWhole).toBe(true);
  return Object.fromEntries(changes.map(({ key, text }) => [key, text ?? "gone"]));
}

/** Defines the tests of one kind of store. */
export function storeSuite({ name, lasts, prepare }: StoreKind): void {
  describe(name, () => {
    let place: StorePlace | undefined;
    let made = 0;
    beforeAll(async () => {
      place = await prepare();
    });
    afterAll(() => place?.remove());

    /** Defines a test that gets an opener of fresh stores. */
    function check(
      title: string,
      body: (open: (again?: string) => Promise<ResourceStore>, name: string) => Promise<void>,
      { keptRevisions }: { readonly keptRevisions?: number } = {},
    ): void {
      test(title, async ({ skip }) => {
        const home = place;
        if (home === undefined) return skip();
        made += 1;
        const own = `store${made}`;
        const opened: ResourceStore[] = [];
        const open = async (): Promise<ResourceStore> => {
          const store = await home.open(own, keptRevisions);
          opened.push(store);
          return store;
        };
        try {
          await body(open, own);
        } finally {
          for (const store of opened) await store.close();
        }
      });
    }

    check("begins empty, at revision 0", async (open) => {
      const store = await open();
      expect(await store.readSince(0)).toEqual({ revision: 0, isWhole: true, changes: [] });
    });

    check("a commit takes the store to the next revision", async (open) => {
      const store = await open();
      expect(await store.commit(0, [put("b"), put("a"), put("B")])).toBe(1);
      expect(await store.readSince(0)).toEqual({
        revision: 1,
        isWhole: true,
        changes: [put("B"), put("a"), put("b")],
      });
    });

    check("of several changes for one key the last counts", async (open) => {
      const store = await open();
      await store.commit(0, [
        put("a", "1"),
        remove("a"),
        put("a", "3"),
        put("b", "1"),
        remove("b"),
      ]);
      expect(await contentOf(store)).toEqual({ a: "3" });
    });

    check("a commit on an old or future revision changes nothing", async (open) => {
      const store = await open();
      await store.commit(0, [put("a", "1")]);
      expect(await store.commit(0, [put("a", "2"), put("b")])).toBeUndefined();
      expect(await store.commit(2, [put("a", "2"), put("b")])).toBeUndefined();
      expect(await store.readSince(0)).toMatchObject({ revision: 1, changes: [put("a", "1")] });
      expect(await store.commit(1, [put("a", "2")])).toBe(2);
    });

    check("a commit of nothing only tells whether the store is still there", async (open) => {
      const store = await open();
      expect(await store.commit(0, [])).toBe(0);
      expect(await store.commit(1, [])).toBeUndefined();
      expect(await store.readSince(0)).toMatchObject({ revision: 0 });
    });

    check("tells what has changed since a revision, and what is gone", async (open) => {
      const store = await open();
      await store.commit(0, [put("a"), put("b"), put("c")]);
      await store.commit(1, [put("b", "new"), remove("c"), remove("never")]);
      await store.commit(2, [put("d")]);
      const changes = [put("b", "new"), remove("c"), put("d"), remove("never")];
      expect(await store.readSince(1)).toEqual({ revision: 3, isWhole: false, changes });
      expect(await store.readSince(2)).toMatchObject({ isWhole: false, changes: [put("d")] });
      expect(await store.readSince(3)).toEqual({ revision: 3, isWhole: false, changes: [] });
      expect(await contentOf(store)).toEqual({ a: "text of a", b: "new", d: "text of d" });
    });

    check("a revision that the store never had is answered with everything", async (open) => {
      const store = await open();
      await store.commit(0, [put("a")]);
      await store.commit(1, [remove("a"), put("b")]);
      expect(await store.readSince(9)).toEqual({ revision: 2, isWhole: true, changes: [put("b")] });
    });

    check(
      "who has not read for long reads everything, for deletions are forgotten",
      async (open) => {
        const store = await open();
        await store.commit(0, [put("a"), put("b")]);
        await store.commit(1, [remove("a")]);
        for (let revision = 2; revision < 12; revision += 1) {
          expect(await store.commit(revision, [put("c", String(revision))])).toBe(revision + 1);
        }
        const everything = [put("b"), put("c", "11")];
        expect(await store.readSince(1)).toEqual({
          revision: 12,
          isWhole: true,
          changes: everything,
        });
        expect(await store.readSince(8)).toEqual({
          revision: 12,
          isWhole: false,
          changes: [put("c", "11")],
        });
      },
      { keptRevisions: 4 },
    );

    check("keeps every letter of keys and texts", async (open) => {
      const store = await open();
      const texts = [
        "",
        "'\"\\%_;--",
        "line\nline\r\n\ttab",
        "Ünïcödé 網路 🛰",
        "x".repeat(1_000_000),
      ];
      const changes = texts.map((text, index) => put(`/${index}/é🛰'"`, text));
      await store.commit(0, changes);
      expect((await store.readSince(0)).changes).toEqual(changes);
    });

    check("refuses U+0000 and changes nothing", async (open) => {
      const store = await open();
      for (const change of [put("a\0"), put("a", "\0")]) {
        await expect(store.commit(0, [put("b"), change])).rejects.toThrow(RangeError);
      }
      expect(await store.readSince(0)).toMatchObject({ revision: 0, changes: [] });
    });

    check("takes many changes at once", async (open) => {
      const store = await open();
      const changes = Array.from({ length: 20_000 }, (_, index) =>
        put(`/key/${String(index).padStart(5, "0")}`),
      );
      expect(await store.commit(0, changes)).toBe(1);
      expect((await store.readSince(0)).changes).toEqual(changes);
      expect(
        await store.commit(
          1,
          changes.map(({ key }) => remove(key)),
        ),
      ).toBe(2);
      expect(await contentOf(store)).toEqual({});
    });

    const keys = ["a", "b", "c", "d", "A", "é"];
    const commits = array(
      array(
        record({
          key: constantFrom(...keys),
          text: option(string({ unit: "binary" }), { nil: undefined }),
        }),
      ),
      { maxLength: 12 },
    );
    test("whoever applies what has changed has what is there, from whatever revision on", async ({
      skip,
    }) => {
      const home = place;
      if (home === undefined) return skip();
      let seen = 0;
      await assert(
        asyncProperty(commits, async (steps) => {
          made += 1;
          const store = await home.open(`store${made}`, 6);
          const states: ReadonlyMap<string, string>[] = [new Map()];
          try {
            for (const step of steps) {
              const changes = step.map(({ key, text }) => ({
                key,
                text: text?.replaceAll("\0", "0"),
              }));
              const before = states.length - 1;
              const expected = changes.length === 0 ? before : before + 1;
              expect(await store.commit(before, changes)).toBe(expected);
              if (changes.length > 0) states.push(applied(states[before] ?? new Map(), changes));
            }
            for (const [revision, state] of states.entries()) {
              const { isWhole, changes } = await store.readSince(revision);
              const rebuilt = applied(isWhole ? new Map() : state, changes);
              expect(inOrder(rebuilt)).toEqual(inOrder(states.at(-1) ?? new Map()));
              seen += isWhole ? 0 : 1;
            }
          } finally {
            await store.close();
          }
        }),
        { numRuns: lasts ? 25 : 200, seed: 6 },
      );
      expect(seen).toBeGreaterThan(50);
    });

    if (!lasts) return;

    check("is what it was when it is opened again", async (open) => {
      const store = await open();
      await store.commit(0, [put("a"), put("b")]);
      await store.commit(1, [remove("a")]);
      const reading = await store.readSince(1);
      const again = await open();
      expect(await again.readSince(1)).toEqual(reading);
      expect(await again.commit(2, [put("c")])).toBe(3);
    });

    check("of two sides that commit on one revision one is told that it was late", async (open) => {
      const sides = [await open(), await open()];
      for (let revision = 0; revision < 20; revision += 1) {
        const results = await Promise.all(
          sides.map((side, index) =>
            side.commit(revision, [put("winner", `${revision}/${index}`)]),
          ),
        );
        expect(results.filter((result) => result !== undefined)).toEqual([revision + 1]);
        const winner = results.indexOf(revision + 1);
        expect(await contentOf(sides[1 - winner]!)).toEqual({ winner: `${revision}/${winner}` });
      }
    });

    check("no commit of many sides is lost", async (open) => {
      const sides = await Promise.all([open(), open(), open()]);
      const commitsOfSide = 15;
      await Promise.all(
        sides.map(async (store, side) => {
          for (let count = 0; count < commitsOfSide; ) {
            const { revision } = await store.readSince(0);
            const change = put(`${side}/${count}`);
            if ((await store.commit(revision, [change])) !== undefined) count += 1;
          }
        }),
      );
      const { revision, changes } = await sides[0]!.readSince(0);
      expect({ revision, size: changes.length }).toEqual({
        revision: sides.length * commitsOfSide,
        size: sides.length * commitsOfSide,
      });
    });
  });
}

function applied(
  before: ReadonlyMap<string, string>,
  changes: readonly StoredChange[],
): ReadonlyMap<string, string> {
  const after = new Map(before);
  for (const { key, text } of changes) {
    if (text === undefined) after.delete(key);
    else after.set(key, text);
  }
  return after;
}

function inOrder(state: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...state].sort(([a], [b]) => (a < b ? -1 : 1));
}
