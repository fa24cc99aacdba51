import { Cursor, type Reference, type Report } from "./cursor.ts";
import { readMatch, type WrittenMatch } from "./match.ts";
import type { Resource } from "./resource.ts";
import { choose, type RuleBody, readRule } from "./security-group.ts";

/** A security-admin configuration as written. */
export interface AdminConfigurationBody {
  /**
   * Which rules reach networks with services that have a network intent policy; by default none.
   */
  readonly onIntentPolicy: "all" | "allowRules" | "none";
}

/** A rule collection of a security-admin configuration as written. */
export interface AdminRuleCollectionBody {
  readonly groups: readonly Reference[];
}

/** A security-admin rule as written. */
export interface AdminRuleBody extends Omit<RuleBody, "sources" | "destinations"> {
  readonly access: "allow" | "alwaysAllow" | "deny";
  readonly sources: readonly WrittenAdminMatch[];
  readonly destinations: readonly WrittenAdminMatch[];
  /** Groups that a list of deployed rules tells beside each rule. */
  readonly groups: readonly Reference[];
  /** Whether it comes from such a list. */
  readonly isDeployed: boolean;
}

/** A match as written, or a network group, which stands for its members' ranges. */
type WrittenAdminMatch =
  | WrittenMatch
  | { readonly kind: "networkGroup"; readonly group: Reference };

/** Reads a security-admin configuration. */
export function decodeAdminConfiguration(
  resource: Resource,
  report: Report,
): AdminConfigurationBody {
  const written = Cursor.of(resource, report)
    .texts("applyOnNetworkIntentPolicyBasedServices")
    .map((text) => text.toLowerCase());
  if (written.includes("all")) return { onIntentPolicy: "all" };
  return { onIntentPolicy: written.includes("allowrulesonly") ? "allowRules" : "none" };
}

/** Reads a rule collection. */
export function decodeAdminRuleCollection(
  resource: Resource,
  report: Report,
): AdminRuleCollectionBody {
  return { groups: readGroups(Cursor.of(resource, report), "appliesToGroups") };
}

/**
 * Reads a security-admin rule; `undefined` when it cannot be one.
 *
 * Diagnostics: `property-invalid`, `prefix-invalid`.
 */
export function decodeAdminRule(resource: Resource, report: Report): AdminRuleBody | undefined {
  const cursor = Cursor.of(resource, report);
  const sources = readItems(cursor, "sources", report);
  const destinations = readItems(cursor, "destinations", report);
  // The ends of these rules are written in another form, so the common part gets none of them.
  const rule = readRule(cursor, { sources: anywhere, destinations: anywhere });
  const access = choose(cursor, "access", accesses);
  if (rule === undefined || access === undefined) return undefined;
  if (sources.length === 0 || destinations.length === 0) return undefined;
  return {
    ...rule,
    access,
    sources,
    destinations,
    groups: readGroups(cursor, "ruleCollectionAppliesToGroups"),
    // Only lists of deployed rules tell when each was committed.
    isDeployed: cursor.text("commitTime") !== undefined,
  };
}

const accesses = { Allow: "allow", AlwaysAllow: "alwaysAllow", Deny: "deny" } as const;
const anywhere: readonly WrittenMatch[] = [{ kind: "any" }];

function readGroups(cursor: Cursor, property: string): readonly Reference[] {
  return cursor.list(property).flatMap((entry) => entry.reference("networkGroupId") ?? []);
}

function readItems(
  cursor: Cursor,
  property: "sources" | "destinations",
  report: Report,
): readonly WrittenAdminMatch[] {
  const items = cursor.list(property);
  if (items.length === 0) return anywhere;
  return items.flatMap((item): readonly WrittenAdminMatch[] => {
    const text = item.text("addressPrefix");
    if (text === undefined) return item.lacks("addressPrefix", "a prefix or a service tag") ?? [];
    if (text.startsWith("/")) {
      const group = item.reference("addressPrefix");
      return group === undefined ? [] : [{ kind: "networkGroup", group }];
    }
    const match = readMatch(text, item.at("addressPrefix"), report);
    return match === undefined ? [] : [match];
  });
}
