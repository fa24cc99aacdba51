import type { Place } from "../diagnostic/index.ts";
import { Cursor, type Report } from "./cursor.ts";
import { readMatches, readPorts, type WrittenMatch, type WrittenPorts } from "./match.ts";
import { isJsonObject, type Resource } from "./resource.ts";

/** A network security group as written, without the rules that people wrote. */
export interface SecurityGroupBody {
  /** Where Azure's own rules stand, by name in lower case; empty when they are left out. */
  readonly defaultPlaces: ReadonlyMap<string, Place>;
}

/** What rules of network security groups and of network managers have alike. */
export interface RuleBody {
  readonly direction: "inbound" | "outbound";
  readonly priority: number;
  readonly protocol: ProtocolName | "any";
  readonly sources: readonly WrittenMatch[];
  readonly sourcePorts: readonly WrittenPorts[];
  readonly destinations: readonly WrittenMatch[];
  readonly destinationPorts: readonly WrittenPorts[];
}

/** A security rule as written. */
export interface SecurityRuleBody extends RuleBody {
  readonly access: "allow" | "deny";
}

type ProtocolName = "tcp" | "udp" | "icmp" | "esp" | "ah";

/** Reads a network security group. */
export function decodeSecurityGroup(resource: Resource, report: Report): SecurityGroupBody {
  const rules = Cursor.of(resource, report).list("defaultSecurityRules");
  return {
    defaultPlaces: new Map(
      rules.flatMap((rule) => {
        const name = isJsonObject(rule.value) ? rule.text("name") : undefined;
        return name === undefined ? [] : [[name.toLowerCase(), rule.place] as const];
      }),
    ),
  };
}

/**
 * Reads a security rule; `undefined` when it cannot be one.
 *
 * Diagnostics: `property-invalid`, `prefix-invalid`.
 */
export function decodeSecurityRule(
  resource: Resource,
  report: Report,
): SecurityRuleBody | undefined {
  const cursor = Cursor.of(resource, report);
  const rule = readRule(cursor, {
    sources: readEnd(cursor, "source", report),
    destinations: readEnd(cursor, "destination", report),
  });
  const access = choose(cursor, "access", { Allow: "allow", Deny: "deny" } as const);
  return rule === undefined || access === undefined ? undefined : { ...rule, access };
}

/** Reads what all rules have; `undefined` when something is missing that makes it a rule. */
export function readRule(
  cursor: Cursor,
  { sources, destinations }: Pick<RuleBody, "sources" | "destinations">,
): RuleBody | undefined {
  const directions = { Inbound: "inbound", Outbound: "outbound" } as const;
  const direction = choose(cursor, "direction", directions);
  const priority = cursor.number("priority") ?? cursor.lacks("priority", "a number");
  const protocol =
    cursor.text("protocol") === undefined ? "any" : cursor.choice("protocol", protocols);
  const sourcePorts = readPorts(cursor, ["sourcePortRange", "sourcePortRanges"]);
  const destinationPorts = readPorts(cursor, ["destinationPortRange", "destinationPortRanges"]);
  const lists = [sources, destinations, sourcePorts, destinationPorts];
  if (direction === undefined || priority === undefined || protocol === undefined) return undefined;
  // A list that is empty although something was written has had its diagnostic.
  if (lists.some(({ length }) => length === 0)) return undefined;
  return { direction, priority, protocol, sources, sourcePorts, destinations, destinationPorts };
}

/** Reads one of a few texts that must be there. */
export function choose<T>(
  cursor: Cursor,
  property: string,
  choices: Readonly<Record<string, T>>,
): T | undefined {
  return cursor.text(property) === undefined
    ? cursor.lacks(property, `one of ${Object.keys(choices).join(", ")}`)
    : cursor.choice(property, choices);
}

// `All` is how effective rules write the asterisk.
const protocols = {
  "*": "any",
  Any: "any",
  All: "any",
  Tcp: "tcp",
  Udp: "udp",
  Icmp: "icmp",
  Esp: "esp",
  Ah: "ah",
} as const;

function readEnd(
  cursor: Cursor,
  end: "source" | "destination",
  report: Report,
): readonly WrittenMatch[] {
  const groups = cursor
    .references(`${end}ApplicationSecurityGroups`)
    .map((group) => ({ kind: "applicationGroup", group }) as const);
  const matches = readMatches(cursor, [`${end}AddressPrefix`, `${end}AddressPrefixes`], report);
  if (groups.length === 0 && matches === undefined) {
    cursor.lacks(`${end}AddressPrefix`, "*, a prefix, a service tag or a group");
  }
  return [...groups, ...(matches ?? [])];
}
