import type { Filters } from "../filter/index.ts";
import { type AddressMatch, type Key, networkTagOf } from "../model/index.ts";
import { comparePrefixes, covers, formatPrefix, type Prefix } from "../net/index.ts";
import {
  type AnyRule,
  accessWord,
  directionWord,
  matchText,
  portRange,
  protocolWord,
  ruleName,
} from "./security-words.ts";

/** Effective security rules as `az network nic list-effective-nsg` prints them. */
export interface EffectiveSecurity {
  readonly value: readonly EffectiveGroup[];
}

/** One group with where it is attached; admin rules have a network manager and no group. */
export interface EffectiveGroup {
  readonly networkSecurityGroup?: { readonly id: string };
  readonly association: {
    readonly networkManager?: { readonly id: string };
    readonly subnet?: { readonly id: string };
    readonly networkInterface?: { readonly id: string };
  };
  readonly effectiveSecurityRules: readonly EffectiveRule[];
  readonly tagMap: Readonly<Record<string, readonly string[]>>;
}

/** One rule as Azure's API writes it, and nothing more. */
export interface EffectiveRule {
  readonly name: string;
  readonly protocol: string;
  readonly sourcePortRange?: string;
  readonly destinationPortRange?: string;
  readonly sourcePortRanges: readonly string[];
  readonly destinationPortRanges: readonly string[];
  readonly sourceAddressPrefix?: string;
  readonly destinationAddressPrefix?: string;
  readonly sourceAddressPrefixes: readonly string[];
  readonly destinationAddressPrefixes: readonly string[];
  readonly expandedSourceAddressPrefix?: readonly string[];
  readonly expandedDestinationAddressPrefix?: readonly string[];
  readonly access: string;
  readonly priority: number;
  readonly direction: string;
}

/** An interface in a subnet, or a subnet alone. */
export interface SecurityPlace {
  readonly subnet: Key;
  readonly nic: Key | undefined;
}

/**
 * The effective security rules at an interface or a subnet: of the interface's group, the subnet's,
 * and the admin rules (NSG-1). A group that the snapshot lacks is left out.
 */
export function effectiveSecurity(filters: Filters, place: SecurityPlace): EffectiveSecurity {
  const expand: Expand = (match) => filters.expand(match, place.subnet);
  const groups = filters.groupsAt({ ...place, direction: "outbound" }).flatMap((one) => {
    const { group, level, holder } = one;
    if (group === undefined) return [];
    const id = { id: holder.id };
    return [
      {
        networkSecurityGroup: { id: group.id },
        association: level === "nic" ? { networkInterface: id } : { subnet: id },
        ...rulesOf(group.rules, level, expand),
      },
    ];
  });
  return { value: [...groups, ...ofManagers(filters, place, expand)] };
}

type Expand = (match: AddressMatch) => readonly Prefix[] | undefined;

function ofManagers(
  filters: Filters,
  { subnet }: SecurityPlace,
  expand: Expand,
): readonly EffectiveGroup[] {
  const managers = new Map<string, AnyRule[]>();
  for (const rule of filters.adminRulesAt(subnet)) {
    // Below a manager stand configuration, collection and rule, each with a type and a name.
    const manager = rule.id.split("/").slice(0, -6).join("/");
    const known = managers.get(manager);
    if (known === undefined) managers.set(manager, [rule]);
    else known.push(rule);
  }
  return [...managers].map(([id, ofManager]) => ({
    association: { networkManager: { id } },
    ...rulesOf(ofManager, "admin", expand),
  }));
}

function rulesOf(
  rules: readonly AnyRule[],
  level: "admin" | "subnet" | "nic",
  expand: Expand,
): Pick<EffectiveGroup, "effectiveSecurityRules" | "tagMap"> {
  return {
    effectiveSecurityRules: rules.map((rule) => toEffectiveRule(rule, level, expand)),
    tagMap: tagMapOf(rules, expand),
  };
}

function toEffectiveRule(
  rule: AnyRule,
  level: "admin" | "subnet" | "nic",
  expand: Expand,
): EffectiveRule {
  const sourcePorts = rule.sourcePorts.map(portRange);
  const destinationPorts = rule.destinationPorts.map(portRange);
  const sources = rule.sources.flatMap((match) => addressTexts(match, expand));
  const destinations = rule.destinations.flatMap((match) => addressTexts(match, expand));
  const source = expandTags(rule.sources, expand);
  const destination = expandTags(rule.destinations, expand);
  return {
    name: ruleName(rule, level),
    protocol: protocolWord(rule.protocol),
    ...single("sourcePortRange", sourcePorts),
    ...single("destinationPortRange", destinationPorts),
    sourcePortRanges: sourcePorts,
    destinationPortRanges: destinationPorts,
    ...single("sourceAddressPrefix", [...new Set(sources)]),
    ...single("destinationAddressPrefix", [...new Set(destinations)]),
    sourceAddressPrefixes: sources,
    destinationAddressPrefixes: destinations,
    ...(source === undefined ? {} : { expandedSourceAddressPrefix: source }),
    ...(destination === undefined ? {} : { expandedDestinationAddressPrefix: destination }),
    access: accessWord(rule.access),
    priority: rule.priority,
    direction: directionWord(rule.direction),
  };
}

// Azure fills the property for one value only where there is one.
function single<K extends string>(property: K, texts: readonly string[]): { [P in K]?: string } {
  const [only, ...others] = texts;
  return only === undefined || others.length > 0
    ? {}
    : ({ [property]: only } as { [P in K]?: string });
}

// An asterisk stands for both families, and the list names it once for each.
function addressTexts(match: AddressMatch, expand: Expand): readonly string[] {
  if (match.kind === "any") return ["0.0.0.0/0", "0.0.0.0/0"];
  if (match.kind === "applicationGroup") return (expand(match) ?? []).map(formatPrefix);
  return [matchText(match)];
}

function expandTags(matches: readonly AddressMatch[], expand: Expand): string[] | undefined {
  const known = matches.flatMap((match) =>
    match.kind === "serviceTag" ? (tagTexts(match, expand) ?? []) : [],
  );
  return known.length === 0 ? undefined : known;
}

function tagMapOf(
  rules: readonly AnyRule[],
  expand: Expand,
): Readonly<Record<string, readonly string[]>> {
  const map: Record<string, readonly string[]> = {};
  for (const match of rules.flatMap(({ sources, destinations }) => [...sources, ...destinations])) {
    if (match.kind !== "serviceTag" || Object.hasOwn(map, match.tag)) continue;
    const texts = tagTexts(match, expand);
    if (texts !== undefined) map[match.tag] = texts;
  }
  return map;
}

function tagTexts(
  match: Extract<AddressMatch, { readonly kind: "serviceTag" }>,
  expand: Expand,
): readonly string[] | undefined {
  const prefixes = expand(match);
  if (prefixes === undefined) return undefined;
  const isNetwork = networkTagOf(match.tag) === "virtualNetwork";
  return (isNetwork ? outermost(prefixes) : prefixes).map(formatPrefix);
}

// Captured tags hold no prefix that another one covers; a default route leaves nothing else.
function outermost(prefixes: readonly Prefix[]): readonly Prefix[] {
  const kept: Prefix[] = [];
  for (const prefix of [...prefixes].sort(comparePrefixes)) {
    const last = kept.at(-1);
    if (last === undefined || !covers(last, prefix)) kept.push(prefix);
  }
  return kept;
}
