import { type Prefix, parseCidr } from "../net/index.ts";
import { buildIndex, type TagEntry } from "./build.ts";
import type { ServiceTagIndex } from "./service-tag-index.ts";
import { tagKey } from "./tag.ts";

/** Something in the file that is not as Microsoft writes it. */
export interface ServiceTagProblem {
  /** One sentence without a full stop: what is wrong and what was done about it. */
  readonly message: string;
  /** JSON pointer into the file. */
  readonly pointer: string;
}

/** What a service-tag file turned out to hold. */
export interface ParsedServiceTags {
  /** `undefined`: it is no service-tag file, and the first problem says why. */
  readonly index: ServiceTagIndex | undefined;
  readonly problems: readonly ServiceTagProblem[];
}

type Json = { readonly [name: string]: unknown };

/**
 * Reads the parsed JSON of one edition: the file to download, or what `az network
 * list-service-tags` prints. Never throws; a tag or prefix that cannot be read is left out and is a
 * problem. Cost: about 100 ms for 100,000 prefixes.
 */
export function parseServiceTags(json: unknown): ParsedServiceTags {
  const problems: ServiceTagProblem[] = [];
  const report = (message: string, pointer: string) => problems.push({ message, pointer });
  const values = isObject(json) ? json["values"] : undefined;
  if (!isObject(json) || !Array.isArray(values)) {
    report('this is no service-tag file: it has no list "values"', "");
    return { index: undefined, problems };
  }
  const entries = readEntries(values, report);
  if (entries.length === 0) {
    report("the file names no service tag", "/values");
    return { index: undefined, problems };
  }
  const changeNumber = readCount(json["changeNumber"]);
  if (changeNumber === undefined)
    report("the file has no change number; 0 was taken", "/changeNumber");
  const cloud = readText(json["cloud"]);
  const index = buildIndex({ changeNumber: changeNumber ?? 0, cloud, entries });
  return { index, problems };
}

type Report = (message: string, pointer: string) => void;

function readEntries(values: readonly unknown[], report: Report): readonly TagEntry[] {
  const entries = new Map<string, TagEntry>();
  const readPrefix = createPrefixReader();
  for (const [index, value] of values.entries()) {
    const pointer = `/values/${index}`;
    const entry = readEntry(value, pointer, { report, readPrefix });
    if (entry === undefined) continue;
    const key = tagKey(entry.name);
    if (entries.has(key)) report(`'${entry.name}' is there twice; the first was taken`, pointer);
    else entries.set(key, entry);
  }
  return [...entries.values()];
}

interface Reading {
  readonly report: Report;
  readonly readPrefix: (value: unknown) => Prefix | string;
}

function readEntry(value: unknown, pointer: string, reading: Reading): TagEntry | undefined {
  const name = isObject(value) ? readText(value["name"]) : "";
  const properties = isObject(value) ? value["properties"] : undefined;
  if (name === "" || !isObject(properties)) {
    reading.report("a tag has no name or no properties, and was left out", pointer);
    return undefined;
  }
  const list = properties["addressPrefixes"];
  if (!Array.isArray(list)) reading.report(`'${name}' has no list of prefixes`, pointer);
  const prefixes = Array.isArray(list) ? readPrefixes(list, pointer, reading) : [];
  const features = properties["networkFeatures"];
  return {
    name,
    regionCode: readText(properties["region"]),
    systemService: readText(properties["systemService"]),
    features: Array.isArray(features) ? features.filter((item) => typeof item === "string") : [],
    changeNumber: readCount(properties["changeNumber"]) ?? 0,
    prefixes,
  };
}

function readPrefixes(
  list: readonly unknown[],
  pointer: string,
  { report, readPrefix }: Reading,
): readonly Prefix[] {
  const prefixes: Prefix[] = [];
  for (const [index, text] of list.entries()) {
    const result = readPrefix(text);
    if (typeof result !== "string") prefixes.push(result);
    else report(result, `${pointer}/properties/addressPrefixes/${index}`);
  }
  return prefixes;
}

// Nearly every prefix stands in more than one tag. Reading each text once saves half of the time
// here, and makes equal prefixes one object, which saves the builder as much again.
function createPrefixReader(): (value: unknown) => Prefix | string {
  const known = new Map<unknown, Prefix | string>();
  return (value) => {
    let result = known.get(value);
    if (result === undefined) {
      result = toPrefix(value);
      known.set(value, result);
    }
    return result;
  };
}

function toPrefix(value: unknown): Prefix | string {
  if (typeof value !== "string") return "a prefix is not a text, and was left out";
  const result = parseCidr(value);
  switch (result.kind) {
    case "prefix":
      return result.prefix;
    case "hostBits":
      return `'${value}' has host bits set, and was left out`;
    case "malformed":
      return `'${value}' is not an address prefix (${result.reason}), and was left out`;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Reads a count; `az` prints change numbers as text. */
function readCount(value: unknown): number | undefined {
  const count = typeof value === "string" && value !== "" ? Number(value) : value;
  const isCount =
    typeof count === "number" && Number.isInteger(count) && count >= 0 && count < 2 ** 32;
  return isCount ? count : undefined;
}
