import { expect, test } from "vitest";
import type { Client, Reply } from "./ask.ts";
import { inTurn } from "./in-turn.ts";
import { listAll } from "./list.ts";

const origin = "https://azure";

function clientOf(pages: Readonly<Record<string, unknown>>): Client {
  return {
    ask: async ({ path }): Promise<Reply> => ({ kind: "answer", body: pages[path], headers: {} }),
  };
}

test.each<[string, Readonly<Record<string, unknown>>, object]>([
  ["one page", { "/a": { value: [{ id: 1 }] } }, { rows: [{ id: 1 }] }],
  ["no rows", { "/a": { value: [] } }, { rows: [] }],
  ["the end in words", { "/a": { value: [{ id: 1 }], nextLink: "" } }, { rows: [{ id: 1 }] }],
  [
    "two pages",
    {
      "/a": { value: [{ id: 1 }], nextLink: "https://azure/b?x=%20y" },
      "/b?x=%20y": { value: [{ id: 2 }, "x"] },
    },
    { rows: [{ id: 1 }, { id: 2 }] },
  ],
  [
    "a relative link",
    { "/a": { value: [], nextLink: "/b" }, "/b": { value: [{ id: 2 }] } },
    { rows: [{ id: 2 }] },
  ],
  [
    "a page elsewhere",
    { "/a": { value: [], nextLink: "https://other/b" } },
    { reason: "its next page is at another server" },
  ],
  ["a circle", { "/a": { value: [], nextLink: "/a" } }, { reason: "its pages turn in a circle" }],
  ["no list", { "/a": { id: 1 } }, { reason: "its answer is no list" }],
  ["a bare list", { "/a": [] }, { reason: "its answer is no list" }],
])("%s", async (_, pages, expected) => {
  expect(await listAll(clientOf(pages), origin, "/a")).toMatchObject(expected);
});

test("work goes on in turn, and its results keep their places", async () => {
  let running = 0;
  let most = 0;
  const results = await inTurn([30, 5, 20, 1, 10], 2, async (ms, index) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, ms));
    running -= 1;
    return `${index}:${ms}`;
  });
  expect(results).toEqual(["0:30", "1:5", "2:20", "3:1", "4:10"]);
  expect(most).toBe(2);
  expect(await inTurn([], 3, async () => 1)).toEqual([]);
});

test("the first failure ends it", async () => {
  const begun: number[] = [];
  const work = inTurn([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun.push(item);
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (item === 2) throw new Error("two");
  });
  await expect(work).rejects.toThrow("two");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(begun.length).toBeLessThan(5);
});
