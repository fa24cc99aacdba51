import type { Place } from "../diagnostic/index.ts";
import { firstIp, type Ip, lastIp, parseIp, parsePrefix } from "../net/index.ts";
import type { Cursor, Reference } from "./cursor.ts";

/** A range of addresses that a service lets in, as written. */
export interface WrittenRange {
  readonly first: Ip;
  readonly last: Ip;
  readonly place: Place;
}

/** The network rules that storage accounts and key vaults share, as written. */
export interface AccessRules {
  readonly defaultAction: "allow" | "deny";
  readonly defaultActionPlace: Place;
  readonly ipRules: readonly WrittenRange[];
  readonly subnets: readonly Reference[];
  readonly admitsAzureServices: boolean;
}

/** A private endpoint that a service knows, as written. */
export interface WrittenConnection {
  readonly endpoint: Reference;
  readonly isApproved: boolean;
}

/**
 * Reads the network rules of a storage account or key vault; without any, everybody is let in.
 *
 * ARM calls them `networkAcls`, the command line `networkRuleSet` for storage accounts, with other
 * names inside.
 */
export function readAccessRules(cursor: Cursor): AccessRules {
  const written = cursor.at("networkAcls");
  const rules = written.exists ? written : cursor.at("networkRuleSet");
  return {
    defaultAction: rules.choice("defaultAction", { Allow: "allow", Deny: "deny" }) ?? "allow",
    defaultActionPlace: rules.exists ? rules.placeOf("defaultAction") : cursor.place,
    ipRules: rules.list("ipRules").flatMap((rule) => readIpRule(rule) ?? []),
    subnets: rules.list("virtualNetworkRules").flatMap((rule) => readSubnetRule(rule) ?? []),
    // Several exceptions stand in one text: `AzureServices, Logging`.
    admitsAzureServices: (rules.text("bypass") ?? "AzureServices")
      .split(",")
      .some((name) => name.trim().toLowerCase() === "azureservices"),
  };
}

/** Reads whether a service answers at its public addresses; when it does not say, it does. */
export function readPublicAccess(cursor: Cursor): "enabled" | "disabled" | "perimeter" {
  const choices = {
    Enabled: "enabled",
    Disabled: "disabled",
    SecuredByPerimeter: "perimeter",
  } as const;
  return cursor.choice("publicNetworkAccess", choices) ?? "enabled";
}

/** Reads the private endpoints that a service lists. */
export function readConnections(cursor: Cursor): readonly WrittenConnection[] {
  return cursor.list("privateEndpointConnections").flatMap((connection) => {
    const endpoint = connection.reference("privateEndpoint");
    if (endpoint === undefined) return [];
    const status = connection.at("privateLinkServiceConnectionState").text("status");
    return [{ endpoint, isApproved: status?.toLowerCase() === "approved" }];
  });
}

function readIpRule(rule: Cursor): WrittenRange | undefined {
  const name = rule.at("value").exists ? "value" : "ipAddressOrRange";
  const text = rule.text(name);
  if (text === undefined) return rule.lacks("value", "an address or a prefix");
  const range = parseRange(text.trim());
  const { place } = rule.at(name);
  return range === undefined
    ? rule.at(name).complain(name, "an address, a prefix or two addresses with a dash")
    : { ...range, place };
}

function parseRange(text: string): { readonly first: Ip; readonly last: Ip } | undefined {
  const prefix = parsePrefix(text);
  if (prefix !== undefined) return { first: firstIp(prefix), last: lastIp(prefix) };
  const [first, last] = text.split("-").map((end) => parseIp(end.trim()));
  if (first === undefined) return undefined;
  if (last === undefined) return text.includes("-") ? undefined : { first, last: first };
  return typeof first === typeof last && first <= last ? { first, last } : undefined;
}

function readSubnetRule(rule: Cursor): Reference | undefined {
  return rule.reference("id") ?? rule.reference("virtualNetworkResourceId");
}
