import { parseArmId, type Resource } from "../../arm/index.ts";
import { firstIp, formatIp, formatPrefix, lastIp, type Prefix } from "../../net/index.ts";
import { idAt, isSameId, textAt } from "../estate/body.ts";
import type { Estate } from "../estate/estate.ts";
import { childrenOf, newResource } from "../estate/family.ts";

/** The rules of a SQL server for a subnet. */
export function sqlSubnetRules(
  estate: Estate,
  server: string,
  subnet: string,
): readonly Resource[] {
  return childrenOf(estate, server, "sqlNetworkRule").filter(({ body }) =>
    isSameId(idAt(body, "virtualNetworkSubnetId"), subnet),
  );
}

/** A new rule of a SQL server for a subnet. */
export function newSqlSubnetRule(server: string, subnet: string): Resource | undefined {
  return newResource(`${server}/virtualNetworkRules/${sqlSubnetRuleName(subnet)}`, {
    properties: { virtualNetworkSubnetId: subnet, ignoreMissingVnetServiceEndpoint: false },
  });
}

/** The name of a new rule for a subnet: network and subnet, at most 128 characters. */
export function sqlSubnetRuleName(subnet: string): string {
  return (parseArmId(subnet)?.names ?? [subnet]).join("-").slice(0, 128);
}

/** The rules of a SQL server for exactly these addresses. */
export function sqlIpRules(estate: Estate, server: string, prefix: Prefix): readonly Resource[] {
  const { start, end } = sqlRange(prefix);
  return childrenOf(estate, server, "sqlFirewallRule").filter(
    ({ body }) => textAt(body, "startIpAddress") === start && textAt(body, "endIpAddress") === end,
  );
}

/** A new rule of a SQL server for addresses. */
export function newSqlIpRule(server: string, prefix: Prefix): Resource | undefined {
  const { start, end } = sqlRange(prefix);
  return newResource(`${server}/firewallRules/${sqlIpRuleName(prefix)}`, {
    properties: { startIpAddress: start, endIpAddress: end },
  });
}

/** The name of a new rule for addresses: `ip-203-0-113-0-24`. */
export function sqlIpRuleName(prefix: Prefix): string {
  const { start, end } = sqlRange(prefix);
  const text = start === end ? start : formatPrefix(prefix);
  return `ip-${text.replaceAll(/[^0-9a-f]+/gi, "-")}`;
}

/** The first and the last address of a prefix, as texts. */
export function sqlRange(prefix: Prefix): { readonly start: string; readonly end: string } {
  return { start: formatIp(firstIp(prefix)), end: formatIp(lastIp(prefix)) };
}
