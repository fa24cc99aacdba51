import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateText, showText } from "../../../../test/expressions/evaluate-text.ts";
import { murmurHash64 } from "./murmur.ts";
import { sha1 } from "./sha1.ts";
import { encodeUtf8 } from "./utf8.ts";

// Values that Azure gave, as their users published them.
test.each([
  ["uniqueString('tyeth')", "zcztcwvu6iyg6"],
  ["uniqueString('hello', 'world')", "a7wkljktk6wne"],
  ["uniqueString('hello-world')", "a7wkljktk6wne"],
])("%s is %s", (expression, want) => {
  expect(evaluateText(expression)).toBe(want);
});

test("the hash behind a unique string is the one that was published for it", () => {
  expect(murmurHash64(encodeUtf8("hello-world"))).toBe(571013382255652050n);
});

const mask = 0xffffffffn;
const rotate = (value: bigint, by: bigint) => ((value << by) | (value >> (32n - by))) & mask;

/** The same hash in whole numbers of any size, where nothing can overflow unseen. */
function slowHash(bytes: Uint8Array): bigint {
  const word = (from: number, to: number) =>
    [...bytes.slice(from, to)].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const [c1, c2] = [0x239b961bn, 0xab0e9789n];
  const mix = (k: bigint, a: bigint, by: bigint, b: bigint) =>
    (rotate((k * a) & mask, by) * b) & mask;
  let [h1, h2, at] = [0n, 0n, 0];
  for (; at + 8 <= bytes.length; at += 8) {
    h1 =
      (((rotate(h1 ^ mix(word(at, at + 4), c1, 15n, c2), 19n) + h2) & mask) * 5n + 0x561ccd1bn) &
      mask;
    h2 =
      (((rotate(h2 ^ mix(word(at + 4, at + 8), c2, 17n, c1), 13n) + h1) & mask) * 5n +
        0x0bcaa747n) &
      mask;
  }
  h1 ^= mix(word(at, at + 4), c1, 15n, c2) ^ BigInt(bytes.length);
  h2 ^= mix(word(at + 4, at + 8), c2, 17n, c1) ^ BigInt(bytes.length);
  const spread = (h: bigint) => {
    const first = ((h ^ (h >> 16n)) * 0x85ebca6bn) & mask;
    const second = ((first ^ (first >> 13n)) * 0xc2b2ae35n) & mask;
    return second ^ (second >> 16n);
  };
  h1 = (h1 + h2) & mask;
  h2 = (h2 + h1) & mask;
  [h1, h2] = [spread(h1), spread(h2)];
  h1 = (h1 + h2) & mask;
  h2 = (h2 + h1) & mask;
  return (h2 << 32n) | h1;
}

test("the hash is that of its slow twin", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(murmurHash64(bytes)).toBe(slowHash(bytes));
    }),
  );
});

// UUIDs of version 5 in ARM's namespace, computed by another implementation.
test.each([
  ["guid('a', 'b')", "2d796349-8c7e-55ec-9624-54ece82ed031"],
  ["guid('a-b')", "2d796349-8c7e-55ec-9624-54ece82ed031"],
  ["GUID('')", "e655a85f-3ab2-5e4a-9666-569aa72a5a10"],
])("%s is %s", (expression, want) => {
  expect(evaluateText(expression)).toBe(want);
});

test("SHA-1 is that of the platform", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const want = createHash("sha1").update(bytes).digest("hex");
      expect(Buffer.from(sha1(bytes)).toString("hex")).toBe(want);
    }),
  );
});

test.each([
  ["uniqueString(x())", '{"$unknown":"uniqueString(x)"}'],
  ["guid(x(), 'a')", `{"$unknown":"guid(x, 'a')"}`],
  ["uniqueString(1)", "! uniqueString() takes a text as argument 1, not an integer"],
  ["guid()", "! guid() takes at least 1 argument, not 0"],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});
