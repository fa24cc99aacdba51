import type { AddressMatch, Model, SecurityRule, VirtualNetwork } from "../../model/index.ts";
import { covers, type Prefix } from "../../net/index.ts";

/**
 * Whether somebody has written a security rule in a network that lets some of these prefixes in or
 * out by name. Rules for wider ranges say nothing about them in particular.
 */
export function namesPrefixes(
  model: Model,
  network: VirtualNetwork,
  prefixes: readonly Prefix[],
): boolean {
  const groups = new Set(
    network.subnets.flatMap((key) => model.subnets.get(key)?.networkSecurityGroup ?? []),
  );
  return [...groups].some((key) =>
    model.securityGroups
      .get(key)
      ?.rules.some((rule) => rule.access === "allow" && isNamedIn(rule, prefixes)),
  );
}

function isNamedIn({ sources, destinations }: SecurityRule, prefixes: readonly Prefix[]): boolean {
  const names = (match: AddressMatch): boolean =>
    match.kind === "prefix" && prefixes.some((prefix) => covers(prefix, match.prefix));
  return sources.some(names) || destinations.some(names);
}
