import { expect } from "vitest";
import type { ResourceStore } from "../../src/store/index.ts";

/**
 * Expects that a store holds whole commits of commit-in-loop.mjs and nothing else, among them every
 * one that was acknowledged. Gives its revision.
 */
export async function expectWhole(store: ResourceStore, acknowledged: number): Promise<number> {
  const { revision, changes } = await store.readSince(0);
  expect(revision).toBeGreaterThanOrEqual(acknowledged);
  const numbers = changes.filter(({ key }) => key.startsWith("same/")).map(({ text }) => text);
  const logged = changes
    .filter(({ key }) => key.startsWith("log/"))
    .map(({ text }) => Number(text));
  const expected = revision === 0 ? [] : Array<string>(5).fill(String(revision));
  expect(numbers.map((text) => text?.split(" ")[0])).toEqual(expected);
  const first = Math.max(1, revision - 9);
  const all = Array.from({ length: revision - first + 1 }, (_, index) => first + index);
  expect(logged.sort((a, b) => a - b)).toEqual(revision === 0 ? [] : all);
  return revision;
}
