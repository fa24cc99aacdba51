import { type Resource, typeKeys } from "../../arm/index.ts";
import { firstIp, formatIp, formatPrefix, lastIp, type Prefix } from "../../net/index.ts";
import { idAt, isSameId, textAt } from "../estate/body.ts";
import type { Estate } from "../estate/estate.ts";
import { childrenOf, findResource, newResource } from "../estate/family.ts";
import { idOfText } from "../id.ts";

/** Whether a service is a SQL server, which keeps its rules as resources of their own. */
export function isSqlServerIn(estate: Estate, service: string): boolean {
  return findResource(estate, service)?.typeKey === typeKeys.sqlServer;
}

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

/** A new rule for a subnet, named after network and subnet in at most 128 characters. */
export function newSqlSubnetRule(
  estate: Estate,
  server: string,
  subnet: string,
): Resource | undefined {
  const name = idOfText(subnet).names.join("-").slice(0, 128);
  return newRule(estate, `${server}/virtualNetworkRules/${name}`, {
    virtualNetworkSubnetId: subnet,
  });
}

/** The rules of a SQL server for exactly these addresses. */
export function sqlIpRules(estate: Estate, server: string, prefix: Prefix): readonly Resource[] {
  const { startIpAddress: start, endIpAddress: end } = rangeOf(prefix);
  return childrenOf(estate, server, "sqlFirewallRule").filter(
    ({ body }) => textAt(body, "startIpAddress") === start && textAt(body, "endIpAddress") === end,
  );
}

/** A new rule for addresses, named after them: `ip-203-0-113-0-24`. */
export function newSqlIpRule(estate: Estate, server: string, prefix: Prefix): Resource | undefined {
  const range = rangeOf(prefix);
  const isOne = range.startIpAddress === range.endIpAddress;
  const text = isOne ? range.startIpAddress : formatPrefix(prefix);
  const name = `ip-${text.replaceAll(/[^0-9a-f]+/gi, "-")}`;
  return newRule(estate, `${server}/firewallRules/${name}`, range);
}

function newRule(
  estate: Estate,
  id: string,
  properties: Readonly<Record<string, string>>,
): Resource | undefined {
  const [kind, name] = id.split("/").slice(-2);
  const parent = id.slice(0, -`/${kind}/${name}`.length);
  const server = findResource(estate, parent)?.id.text ?? parent;
  return newResource(`${server}/${kind}/${name}`, { properties });
}

function rangeOf(prefix: Prefix): {
  readonly startIpAddress: string;
  readonly endIpAddress: string;
} {
  return { startIpAddress: formatIp(firstIp(prefix)), endIpAddress: formatIp(lastIp(prefix)) };
}
