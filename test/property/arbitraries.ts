// What the laws are tried on. Prefixes come from a few neighborhoods, because prefixes drawn evenly
// from the whole space would hardly ever nest, touch or repeat.
import fc from "fast-check";
import {
  firstIp,
  type Ip,
  type Ip4,
  type Ip6,
  lastIp,
  type Prefix,
  prefixOf,
} from "../../src/net/index.ts";
import type { LpmEntry } from "../../src/table/index.ts";

/** One seed for all laws; a find becomes a row of a table test. */
export const SEED = 20261121;

/**
 * The parameters of a law. The time limit cuts a long shrinking short, which nothing else could;
 * laws that hold end far below it, and one that was cut short fails its check for vacuity.
 */
export function runs(numRuns: number): fc.Parameters<unknown> {
  return { seed: SEED, numRuns, interruptAfterTimeLimit: 20_000 };
}

const NEIGHBORHOODS4 = [0x0a000000, 0x0a00ff00, 0xc0a80000, 0xffffff00, 0x7fffff80];
const NEIGHBORHOODS6 = [0x20010db8n << 96n, 0xfdn << 120n, (1n << 128n) - 256n, 0n];

/** An IPv4 address: half of the time close to others. */
export const ip4: fc.Arbitrary<Ip4> = fc
  .oneof(
    fc
      .tuple(fc.constantFrom(...NEIGHBORHOODS4), fc.nat(0x3ff))
      .map(([base, offset]) => (base ^ offset) >>> 0),
    fc.nat(0xffffffff),
  )
  .map((value) => value as Ip4);

/** An IPv6 address: half of the time close to others. */
const ip6: fc.Arbitrary<Ip6> = fc
  .oneof(
    fc
      .tuple(fc.constantFrom(...NEIGHBORHOODS6), fc.nat(0x3ff))
      .map(([base, offset]) => base ^ BigInt(offset)),
    fc.bigInt(0n, (1n << 128n) - 1n),
  )
  .map((value) => value as Ip6);

/** An address of either family. */
export const ip: fc.Arbitrary<Ip> = fc.oneof(ip4, ip6);

/** A prefix of either family; long ones are frequent, the default routes come up too. */
export const prefix: fc.Arbitrary<Prefix> = fc.oneof(
  fc.tuple(ip4, lengthUpTo(32)).map(([address, length]) => prefixOf(address, length)),
  fc.tuple(ip6, lengthUpTo(128)).map(([address, length]) => prefixOf(address, length)),
);

function lengthUpTo(bits: number): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: bits - 12, max: bits }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: bits }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }) },
  );
}

/** Prefixes in any order, with repetitions. */
export const prefixes: fc.Arbitrary<Prefix[]> = fc.array(prefix, { maxLength: 40 });

/** Entries for a table; enough of them now and then that IPv4 gets its direct table. */
export const entries: fc.Arbitrary<LpmEntry<number>[]> = fc.array(
  fc.tuple(prefix, fc.nat(9)).map(([key, value]) => [key, value] as const),
  { maxLength: 160, size: "max" },
);

/** The addresses where an answer can change: the ends of each prefix and their neighbors. */
export function edges(of: readonly Prefix[]): Ip[] {
  return of.flatMap((each) => [...around(firstIp(each)), ...around(lastIp(each))]);
}

function around(center: Ip): Ip[] {
  if (typeof center === "number") {
    return [center - 1, center, center + 1].map((value) => (value >>> 0) as Ip4);
  }
  return [center - 1n, center, center + 1n].map((value) => BigInt.asUintN(128, value) as Ip6);
}
