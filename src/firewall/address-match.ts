import type { RuleEnd } from "../flow/index.ts";
import type { FirewallMatch, Model, ServiceTagPrefixes } from "../model/index.ts";
import { hasIp, type Ip, type PrefixSet, prefixSet, rangeSet } from "../net/index.ts";
import { anyOf, type Match, matchOf, no, unknownOf, yes } from "./match.ts";

/** The matches of one list, sorted by how they are compared. */
interface AddressList {
  readonly isAny: boolean;
  readonly prefixes: PrefixSet;
  readonly ranges: readonly Extract<FirewallMatch, { kind: "range" }>[];
  /** Service tags, and what can never be compared. */
  readonly others: readonly FirewallMatch[];
}

/** The addresses of a list of a rule. */
export interface ListSpace {
  /** Absent where it holds them all. */
  readonly end: RuleEnd;
  /** Whether it also names what cannot be compared, and so may hold more. */
  readonly isOpen: boolean;
}

/** Tells which addresses a list of a rule holds: those of which `matchAddress` says yes. */
export function spaceOfList(
  matches: readonly FirewallMatch[],
  { serviceTags }: Pick<Model, "serviceTags">,
): ListSpace {
  const list = knownLists.get(matches) ?? sortMatches(matches);
  if (list.isAny) return { end: undefined, isOpen: false };
  const tagged = list.others.map((match) =>
    match.kind === "serviceTag" && serviceTags ? findTag(serviceTags, match.tag) : undefined,
  );
  const sets = [
    list.prefixes,
    ...list.ranges.map(rangeOfMatch),
    ...tagged.flatMap((set) => set ?? []),
  ];
  return {
    end: sets.map((within) => ({ within, except: [] })),
    isOpen: tagged.includes(undefined),
  };
}

function rangeOfMatch({ first, last }: AddressList["ranges"][number]): PrefixSet {
  if (typeof first !== typeof last) return prefixSet([]);
  return rangeSet([[first, typeof last === "number" ? last + 1 : last + 1n]]);
}

const knownLists = new WeakMap<readonly FirewallMatch[], AddressList>();

/** Whether an address is in a list of a rule. Cost: the list is sorted once. */
export function matchAddress(
  matches: readonly FirewallMatch[],
  ip: Ip,
  { serviceTags }: Pick<Model, "serviceTags">,
): Match {
  const list = knownLists.get(matches) ?? sortMatches(matches);
  if (list.isAny || hasIp(list.prefixes, ip)) return yes;
  if (list.ranges.some(({ first, last }) => isBetween(ip, first, last))) return yes;
  return list.others.length === 0
    ? no
    : anyOf(list.others.map((match) => matchOther(match, ip, serviceTags)));
}

function sortMatches(matches: readonly FirewallMatch[]): AddressList {
  const list: AddressList = {
    isAny: matches.some(({ kind }) => kind === "any"),
    prefixes: prefixSet(matches.flatMap((one) => (one.kind === "prefix" ? one.prefix : []))),
    ranges: matches.filter((one) => one.kind === "range"),
    others: matches.filter(({ kind }) => !comparable.has(kind)),
  };
  knownLists.set(matches, list);
  return list;
}

const comparable: ReadonlySet<FirewallMatch["kind"]> = new Set(["any", "prefix", "range"]);

function isBetween(ip: Ip, first: Ip, last: Ip): boolean {
  return typeof ip === typeof first && ip >= first && ip <= last;
}

function matchOther(
  match: FirewallMatch,
  ip: Ip,
  serviceTags: ServiceTagPrefixes | undefined,
): Match {
  switch (match.kind) {
    case "serviceTag":
      return matchTag(match.tag, ip, serviceTags);
    case "unknownGroup":
      return unknownOf(match.id);
    case "applicationGroup":
      return unknownOf(match.group);
    case "any":
    case "prefix":
    case "range":
      return no;
  }
}

function matchTag(tag: string, ip: Ip, tags: ServiceTagPrefixes | undefined): Match {
  const prefixes = tags === undefined ? undefined : findTag(tags, tag);
  return prefixes === undefined ? unknownOf(tag) : matchOf(hasIp(prefixes, ip));
}

const knownTags = new WeakMap<ServiceTagPrefixes, Map<string, PrefixSet | undefined>>();

function findTag(tags: ServiceTagPrefixes, tag: string): PrefixSet | undefined {
  const known = knownTags.get(tags) ?? new Map<string, PrefixSet | undefined>();
  knownTags.set(tags, known);
  const name = tag.toLowerCase();
  if (!known.has(name)) {
    const prefixes = tags.prefixesOf(tag);
    known.set(name, prefixes && prefixSet(prefixes));
  }
  return known.get(name);
}
