import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Cover,
  equalSets,
  formatPrefix,
  type Ip4,
  parsePrefix,
  prefixOf,
  prefixSet,
  subtract,
  toCovers,
  toPrefixes,
  union,
} from "./index.ts";

function show({ prefix, except }: Cover): string {
  const left = except.map(formatPrefix).join(" ");
  return left === "" ? formatPrefix(prefix) : `${formatPrefix(prefix)} except ${left}`;
}

test.each([
  ["", []],
  ["0.0.0.0/0", ["0.0.0.0/0"]],
  // Three hosts are left out of a network.
  [
    "10.13.77.0/30 10.13.77.7/32 10.13.77.8/29 10.13.77.16/28 10.13.77.32/27 10.13.77.64/26 10.13.77.128/25",
    ["10.13.77.0/24 except 10.13.77.4/31 10.13.77.6/32"],
  ],
  // An exception has to save something.
  ["10.0.0.0/9", ["10.0.0.0/9"]],
  ["10.0.0.0/10 10.64.0.0/11", ["10.0.0.0/10", "10.64.0.0/11"]],
  ["10.0.0.0/10 10.64.0.0/11 10.96.0.0/12", ["10.0.0.0/9 except 10.112.0.0/12"]],
  // What comes back inside an exception stands for itself.
  [
    "10.0.0.0/9 10.128.0.0/10 10.192.0.0/11 10.255.0.0/16",
    ["10.0.0.0/8 except 10.224.0.0/11", "10.255.0.0/16"],
  ],
  ["::/1 8000::/2 c000::/3 10.0.0.0/8", ["10.0.0.0/8", "::/0 except e000::/3"]],
])("%s is %j", (text, want) => {
  const prefixes = text === "" ? [] : text.split(" ").map((one) => parsePrefix(one)!);
  expect(toCovers(prefixSet(prefixes)).map(show)).toEqual(want);
});

const somePrefix = fc
  .tuple(fc.constantFrom(0x0a000000, 0x0a010000, 0x0a400000, 0xc0a80000), fc.nat(65535), fc.nat(24))
  .map(([base, low, length]) => prefixOf(((base + low) >>> 0) as Ip4, 8 + length));

test("covers make up the set, and are no more than its prefixes", () => {
  let saved = 0;
  const some = fc.array(somePrefix, { maxLength: 12 });
  fc.assert(
    fc.property(some, some, (wanted, left) => {
      const set = subtract(prefixSet(wanted), prefixSet(left));
      const covers = toCovers(set);
      const parts = covers.map(({ prefix, except }) =>
        subtract(prefixSet([prefix]), prefixSet(except)),
      );
      expect(equalSets(parts.reduce(union, prefixSet([])), set)).toBe(true);
      const count = covers.reduce((sum, { except }) => sum + 1 + except.length, 0);
      expect(count).toBeLessThanOrEqual(toPrefixes(set).length);
      if (count < toPrefixes(set).length) saved += 1;
    }),
    { seed: 20261121, numRuns: 500 },
  );
  expect(saved).toBeGreaterThan(50);
});
