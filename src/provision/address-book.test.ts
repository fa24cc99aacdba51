import fc from "fast-check";
import { expect, test } from "vitest";
import { type Family, formatIp, type Ip, parseIp, parsePrefix } from "../net/index.ts";
import { AddressBook, type Assignment } from "./address-book.ts";

const prefixes = (...texts: readonly string[]) => texts.map((text) => parsePrefix(text)!);
const say = (result: Assignment) =>
  result.kind === "address" ? formatIp(result.address) : result.kind;

// What a subnet gives first, second, and what is left of it: prefixes, taken, family, addresses.
test.each<[readonly string[], readonly string[], Family, readonly string[]]>([
  [["10.0.0.0/24"], [], 4, ["10.0.0.4", "10.0.0.5", "10.0.0.6"]],
  [["10.0.0.0/24"], ["10.0.0.4", "10.0.0.6"], 4, ["10.0.0.5", "10.0.0.7", "10.0.0.8"]],
  [["10.0.0.0/29"], ["10.0.0.5"], 4, ["10.0.0.4", "10.0.0.6", "full"]],
  [["10.0.0.0/29", "10.9.0.0/29"], ["10.0.0.5"], 4, ["10.0.0.4", "10.0.0.6", "10.9.0.4"]],
  [["10.0.0.0/30"], [], 4, ["full", "full", "full"]],
  [["10.0.0.0/31"], [], 4, ["full", "full", "full"]],
  [["255.255.255.248/29"], [], 4, ["255.255.255.252", "255.255.255.253", "255.255.255.254"]],
  [["fd00::/64"], ["fd00::5"], 6, ["fd00::4", "fd00::6", "fd00::7"]],
  [["10.0.0.0/24", "fd00::/64"], [], 6, ["fd00::4", "fd00::5", "fd00::6"]],
  [["10.0.0.0/24"], [], 6, ["unknown", "unknown", "unknown"]],
  [[], [], 4, ["unknown", "unknown", "unknown"]],
])("%j with %j taken gives IPv%i %j", (texts, taken, family, addresses) => {
  const book = new AddressBook();
  for (const text of taken) book.note("s", parseIp(text)!);
  book.define("s", prefixes(...texts));
  expect(addresses.map(() => say(book.take("s", family)))).toEqual(addresses);
});

test("gateways get the last usable address", () => {
  const book = new AddressBook();
  book.define("s", prefixes("10.0.255.0/27"));
  expect([say(book.takeLast("s", 4)), say(book.takeLast("s", 4))]).toEqual([
    "10.0.255.30",
    "10.0.255.29",
  ]);
});

test("the prefixes of a subnet may change", () => {
  const book = new AddressBook();
  book.define("s", prefixes("10.0.0.0/24"));
  book.take("s", 4);
  book.define("s", prefixes("10.1.0.0/24"));
  expect(say(book.take("s", 4))).toBe("10.1.0.4");
});

// A twin that searches from the start each time.
class NaiveBook {
  readonly #taken = new Set<Ip>();
  readonly #from: number;
  readonly #to: number;

  constructor(first: number, size: number) {
    this.#from = first + 4;
    this.#to = first + size - 2;
  }

  note(address: Ip): void {
    this.#taken.add(address);
  }

  release(address: Ip): void {
    this.#taken.delete(address);
  }

  take(): Ip | undefined {
    for (let at = this.#from; at <= this.#to; at += 1) {
      if (this.#taken.has(at as Ip)) continue;
      this.#taken.add(at as Ip);
      return at as Ip;
    }
    return undefined;
  }
}

test("gives what a search from the start gives", () => {
  const first = parseIp("10.0.0.0")! as number;
  const step = fc.record({
    what: fc.constantFrom("take", "take", "take", "note", "release"),
    offset: fc.nat(31),
  });
  let full = 0;
  fc.assert(
    fc.property(fc.constantFrom(29, 28, 27), fc.array(step, { maxLength: 60 }), (length, steps) => {
      const book = new AddressBook();
      book.define("s", prefixes(`10.0.0.0/${length}`));
      const naive = new NaiveBook(first, 2 ** (32 - length));
      for (const { what, offset } of steps) {
        const address = (first + offset) as Ip;
        if (what === "note") [book.note("s", address), naive.note(address)];
        else if (what === "release") [book.release("s", address), naive.release(address)];
        else {
          const [ours, theirs] = [book.take("s", 4), naive.take()];
          if (theirs === undefined) full += 1;
          expect(say(ours)).toBe(theirs === undefined ? "full" : formatIp(theirs));
        }
      }
    }),
    { seed: 20261122, numRuns: 1000 },
  );
  expect(full).toBeGreaterThan(100);
});
