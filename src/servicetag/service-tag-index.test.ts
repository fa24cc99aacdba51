import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findSharedFile } from "../../test/shared-file.ts";
import {
  containsIp,
  firstIp,
  formatPrefix,
  type Ip,
  type Ip4,
  type Ip6,
  lastIp,
  type Prefix,
  parseIp,
  parsePrefix,
} from "../net/index.ts";
import { parseServiceTags } from "./parse.ts";
import {
  decodeServiceTags,
  encodeServiceTags,
  type ServiceTagIndex,
  type ServiceTagMatch,
} from "./service-tag-index.ts";
import { compareTagPrecedence } from "./tag.ts";

const fixture = new URL("../../test/fixtures/service-tags.json", import.meta.url);
const whole = findSharedFile("data/ServiceTags_Public_cn398.json");

function load(file: URL): ServiceTagIndex {
  return parseServiceTags(JSON.parse(readFileSync(file, "utf8"))).index!;
}

const index = load(fixture);

function ip(text: string): Ip {
  return parseIp(text)!;
}

function show(matches: readonly ServiceTagMatch[]): readonly string[] {
  return matches.map(({ tag, prefix }) => `${formatPrefix(prefix)} ${tag.name}`);
}

test("the edition is counted and named", () => {
  expect(index).toMatchObject({ changeNumber: 398, cloud: "Public", tagCount: 39 });
  expect(index.prefixCount).toBe(402);
  expect(index.edition).toBe("change number 398");
});

test("tags of an address come longest prefix first, then regional, top-level, AzureCloud", () => {
  expect(show(index.tagsOf(ip("20.150.74.9")))).toEqual([
    "20.150.74.0/24 Storage.WestEurope",
    "20.150.74.0/24 AzureCloud.westeurope",
    "20.150.74.0/24 AzureCloud",
    "20.150.0.0/17 Storage",
  ]);
  expect(show(index.tagsOf(ip("2603:1020:207::1")))[0]).toBe(
    "2603:1020:207::/48 Storage.WestEurope",
  );
});

const outside = ["10.0.0.1", "20.149.255.255", "0.0.0.0", "255.255.255.255", "::", "2001:db8::1"];

test.each(outside)("no tag holds %s", (text) => {
  expect(show(index.tagsOf(ip(text)))).toEqual([]);
});

test("tags that cover a prefix need to hold all of it", () => {
  const prefix = parsePrefix("13.69.0.0/18")!;
  expect(show(index.tagsCovering(prefix))).toEqual([
    "13.69.0.0/17 AzureCloud.westeurope",
    "13.69.0.0/17 AzureCloud",
  ]);
  expect(index.tagsCovering(parsePrefix("13.69.0.0/16")!)).toEqual([]);
});

// Each row: a spelling of a tag's name, and the name in the file.
const spellings = [
  ["Storage.WestEurope", "Storage.WestEurope"],
  ["storage.westeurope", "Storage.WestEurope"],
  ["STORAGE.West Europe", "Storage.WestEurope"],
  ["Storage.centralfrance", "Storage.FranceCentral"],
  ["Storage.francecentral", "Storage.FranceCentral"],
  ["AzureCloud.FranceCentral", "AzureCloud.centralfrance"],
  ["azurecloud.centralfrance", "AzureCloud.centralfrance"],
  ["AzureFrontDoor.Frontend", "AzureFrontDoor.Frontend"],
] as const;

test.each(spellings)("%s finds %s", (spelling, name) => {
  expect(index.find(spelling)?.name).toBe(name);
  expect(index.prefixesOf(spelling)).toBe(index.prefixesOf(name));
});

test.each(["", "Stor", "Storages", "Storage.", "Storage.Atlantis", "Sql.FranceCentral", "zzz"])(
  "%j is no tag",
  (name) => {
    expect(index.find(name)).toBeUndefined();
    expect(index.prefixesOf(name)).toBeUndefined();
  },
);

test("a tag tells service, region, kind and where it is taken", () => {
  expect(index.find("Storage.FranceCentral")).toMatchObject({
    kind: "regional",
    service: "Storage",
    region: "francecentral",
    systemService: "AzureStorage",
    isAggregate: false,
    features: ["API", "NSG", "UDR", "FW"],
  });
  expect(index.find("AzureFrontDoor.Backend")).toMatchObject({
    kind: "top",
    service: "AzureFrontDoor.Backend",
    region: undefined,
  });
  expect(index.find("AzureCloud.centralfrance")).toMatchObject({
    kind: "regional",
    region: "francecentral",
    isAggregate: true,
  });
});

// Source: UDR-9.
test("among equal prefixes a regional tag wins, then top-level, then AzureCloud's regions, then AzureCloud", () => {
  const names = ["AzureCloud", "Storage", "AzureCloud.westeurope", "Storage.WestEurope"];
  const tags = names.map((name) => index.find(name)!).sort(compareTagPrecedence);
  expect(tags.map(({ name }) => name)).toEqual([
    "Storage.WestEurope",
    "Storage",
    "AzureCloud.westeurope",
    "AzureCloud",
  ]);
});

test("tags are sorted by name without regard to case", () => {
  const keys = index.tags().map(({ name }) => name.toLowerCase());
  expect(keys).toEqual(keys.toSorted());
});

const damages: readonly [string, (bytes: Uint8Array) => Uint8Array][] = [
  ["nothing", () => new Uint8Array(0)],
  ["only a header", (bytes) => bytes.slice(0, 60)],
  ["cut short", (bytes) => bytes.slice(0, bytes.length - 4)],
  ["cut off a word", (bytes) => bytes.slice(0, bytes.length - 1)],
  ["another magic number", (bytes) => bytes.with(0, bytes[0]! ^ 1)],
  ["another version", (bytes) => bytes.with(4, 0)],
  ["one bit in the counts", (bytes) => bytes.with(12, bytes[12]! ^ 1)],
  [
    "one bit in the middle",
    (bytes) => bytes.with(bytes.length >> 1, bytes[bytes.length >> 1]! ^ 64),
  ],
  ["one bit at the end", (bytes) => bytes.with(bytes.length - 1, bytes[bytes.length - 1]! ^ 128)],
];

test.each(damages)("a stored index with %s is not opened", (_, damage) => {
  const opened = decodeServiceTags(damage(encodeServiceTags(index).slice()));
  expect(opened === undefined).toBe(true);
});

test("a stored index at an odd offset is opened", () => {
  const bytes = encodeServiceTags(index);
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  expect(decodeServiceTags(shifted.subarray(1))?.find("Storage")?.name).toBe("Storage");
});

function expectSame(left: ServiceTagIndex, right: ServiceTagIndex): void {
  expect(left.tags()).toEqual(right.tags());
  for (const { name } of right.tags())
    expect(left.prefixesOf(name)).toEqual(right.prefixesOf(name));
}

test("decoding gives what was encoded", () => {
  expectSame(decodeServiceTags(encodeServiceTags(index))!, index);
});

/** The naive twin: every prefix of every tag is looked at. */
function scan(from: ServiceTagIndex, address: Ip): readonly string[] {
  const matches = from.tags().flatMap((tag) => {
    const prefixes = from.prefixesOf(tag.name)!.filter((prefix) => containsIp(prefix, address));
    return prefixes.map((prefix) => ({ tag, prefix }));
  });
  matches.sort((a, b) => b.prefix.length - a.prefix.length || compareTagPrecedence(a.tag, b.tag));
  return show(matches);
}

const allPrefixes = index.tags().flatMap(({ name }) => index.prefixesOf(name)!);

/** Addresses at the edges of prefixes, just outside them, and anywhere. */
function addresses(prefixes: readonly Prefix[]): fc.Arbitrary<Ip> {
  const edge = fc
    .tuple(fc.constantFrom(...prefixes), fc.boolean(), fc.integer({ min: -1, max: 1 }))
    .map(([prefix, isLast, step]) => {
      const at = isLast ? lastIp(prefix) : firstIp(prefix);
      if (typeof at === "number") return Math.min(Math.max(at + step, 0), 2 ** 32 - 1) as Ip4;
      return (at + BigInt(step)) as Ip6;
    });
  const any4 = fc.nat({ max: 2 ** 32 - 1 }).map((value) => value as Ip4);
  const any6 = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((value) => value as Ip6);
  return fc.oneof({ arbitrary: edge, weight: 6 }, any4, any6);
}

test("tagsOf agrees with a naive scan", () => {
  const seen = { hits: 0, misses: 0, nested: 0 };
  fc.assert(
    fc.property(addresses(allPrefixes), (address) => {
      const matches = index.tagsOf(address);
      expect(show(matches)).toEqual(scan(index, address));
      seen[matches.length === 0 ? "misses" : "hits"] += 1;
      if (new Set(matches.map(({ prefix }) => prefix.length)).size > 1) seen.nested += 1;
    }),
    { seed: 20261121, numRuns: 1500 },
  );
  expect(Math.min(seen.hits, seen.misses, seen.nested)).toBeGreaterThan(100);
});

/** Editions with few, nested, repeated prefixes, which real ones have seldom. */
const editions = fc
  .array(
    fc.record({
      name: fc.constantFrom("A", "a.b", "B", "C.EastUS", "AzureCloud", "AzureCloud.eastus"),
      region: fc.constantFrom("", "eastus"),
      prefixes: fc.array(
        fc.constantFrom(
          "0.0.0.0/0",
          "10.0.0.0/8",
          "10.0.0.0/9",
          "10.128.0.0/9",
          "::/0",
          "fe80::/10",
          "255.255.255.255/32",
        ),
      ),
    }),
    { minLength: 1 },
  )
  .map((tags) => ({
    changeNumber: 7,
    cloud: "Public",
    values: tags.map(({ name, region, prefixes }) => ({
      name,
      properties: { region, addressPrefixes: prefixes },
    })),
  }));

test("any small edition is stored, opened and searched without loss", () => {
  let hits = 0;
  fc.assert(
    fc.property(editions, (json) => {
      const parsed = parseServiceTags(json).index!;
      const opened = decodeServiceTags(encodeServiceTags(parsed))!;
      expectSame(opened, parsed);
      for (const text of ["10.0.0.0", "10.255.255.255", "255.255.255.255", "::", "fe80::1"]) {
        expect(show(opened.tagsOf(ip(text)))).toEqual(scan(parsed, ip(text)));
        hits += opened.tagsOf(ip(text)).length;
      }
      const first = json.values[0]!;
      const wanted = [...new Set(first.properties.addressPrefixes)];
      expect(opened.prefixesOf(first.name)!.map(formatPrefix).toSorted()).toEqual(
        wanted.toSorted(),
      );
    }),
    { seed: 20261121, numRuns: 300 },
  );
  expect(hits).toBeGreaterThan(300);
});

test.skipIf(whole === undefined)(
  "the whole file is read without a problem, and answers as a naive scan",
  () => {
    const { index: all, problems } = parseServiceTags(JSON.parse(readFileSync(whole!, "utf8")));
    expect(problems).toEqual([]);
    expect(all).toMatchObject({ tagCount: 3136, prefixCount: 101_516 });
    const prefixes = all!.tags().flatMap(({ name }) => all!.prefixesOf(name)!);
    let hits = 0;
    fc.assert(
      fc.property(addresses(prefixes), (address) => {
        const found = show(all!.tagsOf(address));
        expect(found).toEqual(scan(all!, address));
        hits += found.length > 0 ? 1 : 0;
      }),
      { seed: 20261121, numRuns: 60 },
    );
    expect(hits).toBeGreaterThan(20);
  },
);
