import type { Bodies, Reference } from "../arm/index.ts";
import {
  type AddressMatch,
  type Key,
  keyOf,
  type SecurityGroup,
  type SecurityRule,
} from "../model/index.ts";
import { defaultSecurityRules } from "./default-rule.ts";
import {
  compareTexts,
  type Item,
  mapByKey,
  namedOf,
  readChildren,
  readItems,
  resolve,
  type Sources,
} from "./sources.ts";

/** Builds the network security groups: what people wrote, and Azure's own rules (NSG-2). */
export function lowerSecurityGroups(sources: Sources): ReadonlyMap<Key, SecurityGroup> {
  const rules = readChildren(sources, "securityRule");
  return mapByKey(
    readItems(sources, "securityGroup").map((item): SecurityGroup => {
      const written = (rules.get(item.key) ?? []).map(lowerRule);
      const own = defaultSecurityRules(item.place, item.body.defaultPlaces);
      return { ...namedOf(item), rules: [...written, ...own].sort(byTurn) };
    }),
  );
}

/**
 * Says which groups are named and not there. Subnets and interfaces keep the name, so that whoever
 * judges a flow knows that something is missing.
 */
export function reportMissingGroups(
  references: Iterable<Reference | undefined>,
  groups: ReadonlyMap<Key, SecurityGroup>,
  { report }: Sources,
): void {
  for (const reference of references) {
    resolve(reference, groups, { property: "networkSecurityGroup", report });
  }
}

/** The turn in which rules are judged: inbound first, then by priority (NSG-2). */
export function byTurn(
  a: Pick<SecurityRule, "direction" | "priority" | "name">,
  b: Pick<SecurityRule, "direction" | "priority" | "name">,
): number {
  if (a.direction !== b.direction) return a.direction === "inbound" ? -1 : 1;
  // Azure refuses two rules of one priority, but an input may have them all the same.
  return a.priority - b.priority || compareTexts(a.name, b.name);
}

/** The match that the model has for one as written. */
export function lowerMatch(written: Bodies["securityRule"]["sources"][number]): AddressMatch {
  return written.kind === "applicationGroup"
    ? { kind: "applicationGroup", group: keyOf(written.group.id) }
    : written;
}

function lowerRule({ name, place, body }: Item<"securityRule">): SecurityRule {
  const { direction, access, priority, protocol, sourcePorts, destinationPorts } = body;
  return {
    name,
    direction,
    access,
    priority,
    protocol,
    sources: body.sources.map(lowerMatch),
    sourcePorts,
    destinations: body.destinations.map(lowerMatch),
    destinationPorts,
    place,
  };
}
