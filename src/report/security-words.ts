import type { FilterStep } from "../filter/index.ts";
import type { AddressMatch, AdminRule, PortRange, SecurityRule } from "../model/index.ts";
import { formatIp, formatPrefix } from "../net/index.ts";

/** A rule of either kind. */
export type AnyRule = SecurityRule | AdminRule;

// The first priority that people cannot use (NSG-2).
const firstDefault = 65000;

/**
 * The name of a rule as Azure prints it: `securityRules/ssh`, `defaultSecurityRules/DenyAllInBound`;
 * admin rules have no prefix.
 */
export function ruleName(
  { name, priority }: Pick<AnyRule, "name" | "priority">,
  level: FilterStep["level"],
): string {
  if (level === "admin") return name;
  return `${isDefaultRule({ priority }) ? "defaultSecurityRules" : "securityRules"}/${name}`;
}

/** Whether a rule is one of those that Azure adds to every group. */
export function isDefaultRule({ priority }: Pick<AnyRule, "priority">): boolean {
  return priority >= firstDefault;
}

/** The name of a rule as Network Watcher's diagnostics print it: `UserRule_ssh`. */
export function watcherRuleName(
  { name, priority }: Pick<AnyRule, "name" | "priority">,
  level: FilterStep["level"],
): string {
  if (level === "admin") return name;
  return `${isDefaultRule({ priority }) ? "DefaultRule" : "UserRule"}_${name}`;
}

/** Azure's word for a protocol in effective rules. */
export function protocolWord(protocol: SecurityRule["protocol"]): string {
  return protocol === "any" ? "All" : protocol.charAt(0).toUpperCase() + protocol.slice(1);
}

/** Azure's word for a direction. */
export function directionWord(direction: SecurityRule["direction"]): string {
  return direction === "inbound" ? "Inbound" : "Outbound";
}

/** Azure's word for what a rule does. */
export function accessWord(access: AnyRule["access"]): string {
  switch (access) {
    case "allow":
      return "Allow";
    case "alwaysAllow":
      return "AlwaysAllow";
    case "deny":
      return "Deny";
  }
}

/** Ports as effective rules have them: always a range, `22-22`. */
export function portRange({ first, last }: PortRange): string {
  return `${first}-${last}`;
}

/** Ports as people write them: `22`, `80-90`, `*`. */
export function portText({ first, last }: PortRange): string {
  if (first === 0 && last === 65535) return "*";
  return first === last ? `${first}` : `${first}-${last}`;
}

/** A match as people write it; of an application group, its name. */
export function matchText(match: AddressMatch): string {
  switch (match.kind) {
    case "any":
      return "*";
    case "prefix":
      return formatPrefix(match.prefix);
    case "range":
      return `${formatIp(match.first)}-${formatIp(match.last)}`;
    case "serviceTag":
      return match.tag;
    case "applicationGroup":
      return match.group.split("/").at(-1) ?? match.group;
  }
}
