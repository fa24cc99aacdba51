import type { Place } from "../diagnostic/index.ts";
import type { Ip } from "../net/index.ts";
import type { Cursor } from "./cursor.ts";
import { readMatches, readPorts, type WrittenMatch } from "./firewall-match.ts";
import type { WrittenPorts } from "./match.ts";

/** Which kind of traffic a collection judges. */
export type CollectionKind = "nat" | "network" | "application";

/** A rule collection as written, classic or in a policy. */
export interface WrittenCollection {
  readonly name: string;
  readonly kind: CollectionKind;
  readonly priority: number;
  readonly action: "allow" | "deny" | "dnat" | "snat";
  readonly rules: readonly WrittenRule[];
  readonly place: Place;
}

/** A rule of a collection as written. */
export type WrittenRule = WrittenRuleBase & (WrittenNetwork | WrittenApplication | WrittenNat);

interface WrittenRuleBase {
  readonly name: string;
  readonly sources: readonly WrittenMatch[];
  readonly destinations: readonly WrittenMatch[];
  readonly place: Place;
}

type WrittenProtocol = "tcp" | "udp" | "icmp" | "any";

interface WrittenNetwork {
  readonly kind: "network";
  readonly protocols: readonly WrittenProtocol[];
  readonly destinationFqdns: readonly string[];
  readonly destinationPorts: readonly WrittenPorts[];
}

interface WrittenApplication {
  readonly kind: "application";
  readonly protocols: readonly {
    readonly kind: "http" | "https" | "mssql";
    readonly port: number;
  }[];
  readonly fqdns: readonly string[];
  readonly urls: readonly string[];
  readonly fqdnTags: readonly string[];
  readonly webCategories: readonly string[];
  readonly terminatesTls: boolean;
}

interface WrittenNat {
  readonly kind: "nat";
  readonly protocols: readonly WrittenProtocol[];
  readonly destinationPorts: readonly WrittenPorts[];
  readonly translatedAddress: Ip | undefined;
  readonly translatedFqdn: string | undefined;
  readonly translatedPort: number | undefined;
}

/** Reads the collections of a classic firewall that stand in one of its three properties. */
export function readClassicCollections(
  firewall: Cursor,
  property: string,
  kind: CollectionKind,
): readonly WrittenCollection[] {
  return firewall.list(property).flatMap((cursor) => {
    const rules = cursor.list("rules").map((rule) => readRule(rule, kind));
    return readCollection(cursor, kind, rules) ?? [];
  });
}

/**
 * Reads the collections of a policy's group. All rules of a collection have one kind; of one that
 * mixes them, which Azure refuses, each kind becomes a collection of its own.
 */
export function readPolicyCollections(group: Cursor): readonly WrittenCollection[] {
  return group.list("ruleCollections").flatMap((cursor) => {
    const isNat = cursor.choice("ruleCollectionType", collectionTypes) === "nat";
    const rules = cursor.list("rules").map((rule) => readRule(rule, readRuleKind(rule, isNat)));
    const kinds = [...new Set(rules.map(({ kind }) => kind))];
    const all = kinds.length === 0 ? [isNat ? ("nat" as const) : ("network" as const)] : kinds;
    return all.flatMap((kind) => {
      const own = rules.filter((rule) => rule.kind === kind);
      return readCollection(cursor, kind, own) ?? [];
    });
  });
}

const collectionTypes = {
  FirewallPolicyFilterRuleCollection: "filter",
  FirewallPolicyNatRuleCollection: "nat",
} as const;

const ruleTypes = {
  NetworkRule: "network",
  ApplicationRule: "application",
  NatRule: "nat",
} as const;

function readRuleKind(rule: Cursor, isNat: boolean): CollectionKind {
  return rule.choice("ruleType", ruleTypes) ?? (isNat ? "nat" : "network");
}

function readCollection(
  cursor: Cursor,
  kind: CollectionKind,
  rules: readonly WrittenRule[],
): WrittenCollection | undefined {
  const action = readAction(cursor, kind);
  if (action === undefined) return undefined;
  const priority = cursor.number("priority") ?? lowestPriority;
  return { name: cursor.text("name") ?? "", kind, priority, action, rules, place: cursor.place };
}

// A collection that does not say its place in the order comes after all that do.
const lowestPriority = 65_000;

const actions = { Allow: "allow", Deny: "deny", DNAT: "dnat", SNAT: "snat" } as const;

function readAction(cursor: Cursor, kind: CollectionKind): WrittenCollection["action"] | undefined {
  const holder = cursor.at("action");
  const isText = typeof holder.value === "string";
  if (!holder.exists) {
    return kind === "nat" ? "dnat" : cursor.lacks("action", "Allow or Deny");
  }
  return isText ? cursor.choice("action", actions) : holder.choice("type", actions);
}

function readRule(cursor: Cursor, kind: CollectionKind): WrittenRule {
  const base = {
    name: cursor.text("name") ?? "",
    sources: readMatches(cursor, "sourceAddresses", "sourceIpGroups"),
    destinations: readMatches(cursor, "destinationAddresses", "destinationIpGroups"),
    place: cursor.place,
  };
  switch (kind) {
    case "network":
      return { ...base, ...readNetwork(cursor) };
    case "application":
      return { ...base, ...readApplication(cursor) };
    case "nat":
      return { ...base, ...readNat(cursor) };
  }
}

function readNetwork(cursor: Cursor): WrittenNetwork {
  return {
    kind: "network",
    protocols: readProtocols(cursor),
    destinationFqdns: readNames(cursor, "destinationFqdns"),
    destinationPorts: readPorts(cursor, "destinationPorts"),
  };
}

function readNat(cursor: Cursor): WrittenNat {
  return {
    kind: "nat",
    protocols: readProtocols(cursor),
    destinationPorts: readPorts(cursor, "destinationPorts"),
    translatedAddress: cursor.ip("translatedAddress"),
    translatedFqdn: cursor.text("translatedFqdn")?.toLowerCase(),
    translatedPort: cursor.number("translatedPort"),
  };
}

const protocols = { tcp: "tcp", udp: "udp", icmp: "icmp", any: "any", "*": "any" } as const;

// The property is called `protocols` in a classic firewall and `ipProtocols` in a policy.
function readProtocols(cursor: Cursor): readonly WrittenProtocol[] {
  const property = cursor.at("ipProtocols").exists ? "ipProtocols" : "protocols";
  return cursor.list(property).flatMap((element) => {
    const text = typeof element.value === "string" ? element.value.toLowerCase() : "";
    return isProtocol(text)
      ? protocols[text]
      : (element.complain(property, "one of TCP, UDP, ICMP, Any") ?? []);
  });
}

function isProtocol(text: string): text is keyof typeof protocols {
  return Object.hasOwn(protocols, text);
}

function readApplication(cursor: Cursor): WrittenApplication {
  return {
    kind: "application",
    protocols: cursor.list("protocols").flatMap(readApplicationProtocol),
    fqdns: readNames(cursor, "targetFqdns"),
    urls: readNames(cursor, "targetUrls"),
    fqdnTags: cursor.texts("fqdnTags"),
    webCategories: cursor.texts("webCategories"),
    terminatesTls: cursor.flag("terminateTLS") ?? false,
  };
}

const applicationProtocols = {
  Http: { kind: "http", port: 80 },
  Https: { kind: "https", port: 443 },
  Mssql: { kind: "mssql", port: 1433 },
} as const;

function readApplicationProtocol(cursor: Cursor): WrittenApplication["protocols"] {
  const found = cursor.choice("protocolType", applicationProtocols);
  return found === undefined
    ? []
    : [{ kind: found.kind, port: cursor.number("port") ?? found.port }];
}

function readNames(cursor: Cursor, property: string): readonly string[] {
  return cursor.texts(property).map((name) => name.trim().toLowerCase());
}
