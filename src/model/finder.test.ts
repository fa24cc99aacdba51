import fc from "fast-check";
import { expect, test } from "vitest";
import { createFinder } from "./finder.ts";

const word: fc.Arbitrary<string> = fc.constantFrom("a", "b", "c", "d");
const thing = fc.record({ words: fc.array(word, { maxLength: 4 }) });

test("a finder gives the same by scan and by index: what has the word, in order, each once", () => {
  let found = 0;
  fc.assert(
    fc.property(
      fc.array(thing, { maxLength: 12 }),
      fc.constantFrom<string>("a", "b", "e"),
      (things, w) => {
        const finder = createFinder<(typeof things)[number], string>({
          things,
          has: ({ words }, wanted) => words.includes(wanted),
          keysOf: ({ words }) => words,
        });
        const want = things.filter(({ words }) => words.includes(w));
        found += want.length;
        for (let round = 0; round < 20; round += 1) {
          const got = finder.find(w);
          expect(got).toHaveLength(want.length);
          for (const [at, one] of want.entries()) expect(got[at]).toBe(one);
        }
      },
    ),
    { seed: 20261121, numRuns: 200 },
  );
  expect(found).toBeGreaterThan(100);
});

test("a finder looks at all things a few times, and then never again", () => {
  let looks = 0;
  const finder = createFinder<number, number>({
    things: [1, 2, 3],
    has: (thing, wanted) => {
      looks += 1;
      return thing === wanted;
    },
    keysOf: (thing) => [thing],
  });
  for (let round = 0; round < 100; round += 1) finder.find(2);
  expect(looks).toBe(24);
});
