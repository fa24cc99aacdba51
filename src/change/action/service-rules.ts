import {
  isJsonObject,
  type JsonObject,
  type Kind,
  peekProperty,
  type Resource,
  typeKeys,
} from "../../arm/index.ts";
import {
  firstIp,
  formatIp,
  formatPrefix,
  lastIp,
  type Prefix,
  parsePrefix,
} from "../../net/index.ts";
import { idAt, isSameId, listAt, textAt, withMember, withProperty } from "../estate/body.ts";

/** Services that let in whom their rules name. */
export const serviceKinds: readonly Kind[] = ["storageAccount", "keyVault", "sqlServer"];

/**
 * Gives storage accounts and key vaults a rule for a subnet. `az` shows the rules of storage
 * accounts under names of its own, and where they are, they stay.
 */
export function withSubnetRule(service: Resource, subnet: string): Resource {
  const rules = rulesOf(service);
  if (rules.subnets.some((rule) => isSameId(subnetOf(rule), subnet))) return service;
  const name = rules.isFlat ? "virtualNetworkResourceId" : "id";
  const rule = { [name]: subnet, ...actionOf(service) };
  return withRules(service, "virtualNetworkRules", [...rules.subnets, rule]);
}

/** Takes the rules for a subnet away. */
export function withoutSubnetRule(service: Resource, subnet: string): Resource {
  const { subnets } = rulesOf(service);
  const kept = subnets.filter((rule) => !isSameId(subnetOf(rule), subnet));
  return kept.length === subnets.length ? service : withRules(service, "virtualNetworkRules", kept);
}

/** Gives storage accounts and key vaults rules for public addresses. */
export function withIpRule(service: Resource, prefix: Prefix): Resource {
  const { ranges, isFlat } = rulesOf(service);
  const present = new Set(ranges.map(rangeKeyOf));
  const name = isFlat ? "ipAddressOrRange" : "value";
  const added = ipRuleTexts(prefix)
    .filter((text) => !present.has(keyOfRange(text)))
    .map((text) => ({ [name]: text, ...actionOf(service) }));
  return added.length === 0 ? service : withRules(service, "ipRules", [...ranges, ...added]);
}

/** Takes the rules for these public addresses away. */
export function withoutIpRule(service: Resource, prefix: Prefix): Resource {
  const { ranges } = rulesOf(service);
  const gone = new Set<string | undefined>(ipRuleTexts(prefix).map(keyOfRange));
  const kept = ranges.filter((rule) => !gone.has(rangeKeyOf(rule)));
  return kept.length === ranges.length ? service : withRules(service, "ipRules", kept);
}

/**
 * A prefix as rules of storage accounts and key vaults have it: they refuse CIDR of one and two
 * addresses, which are written one by one.
 */
export function ipRuleTexts(prefix: Prefix): readonly string[] {
  const [first, last] = [firstIp(prefix), lastIp(prefix)];
  const size = typeof first === "number" ? 32 : 128;
  if (prefix.length < size - 1) return [formatPrefix(prefix)];
  return [...new Set([formatIp(first), formatIp(last)])];
}

/** The subnets and addresses that the rules of a service name, as texts. */
export function ruleTexts(service: Resource): {
  readonly subnets: readonly string[];
  readonly ranges: readonly string[];
} {
  const { subnets, ranges } = rulesOf(service);
  return {
    subnets: subnets.flatMap((rule) => subnetOf(rule) ?? []),
    ranges: ranges.flatMap((rule) => rangeOf(rule) ?? []),
  };
}

interface Rules {
  readonly subnets: readonly unknown[];
  readonly ranges: readonly unknown[];
  /** Whether they are as `az` shows those of storage accounts. */
  readonly isFlat: boolean;
}

function holderOf({ body }: Resource): { readonly name: string; readonly value: JsonObject } {
  const [acls, flat] = ["networkAcls", "networkRuleSet"].map((name) => peekProperty(body, name));
  if (isJsonObject(acls)) return { name: "networkAcls", value: acls };
  if (isJsonObject(flat)) return { name: "networkRuleSet", value: flat };
  // Without rules everybody is let in, and with one more nobody is kept out.
  return { name: "networkAcls", value: { bypass: "AzureServices", defaultAction: "Allow" } };
}

function rulesOf(service: Resource): Rules {
  const { name, value } = holderOf(service);
  return {
    subnets: listAt(value, "virtualNetworkRules"),
    ranges: listAt(value, "ipRules"),
    isFlat: name === "networkRuleSet",
  };
}

function withRules(service: Resource, list: string, rules: readonly unknown[]): Resource {
  const { name, value } = holderOf(service);
  return withProperty(service, name, withMember(value, list, rules));
}

// Key vaults have no action.
function actionOf({ typeKey }: Resource): JsonObject {
  return typeKey === typeKeys.storageAccount ? { action: "Allow" } : {};
}

function subnetOf(rule: unknown): string | undefined {
  return idAt(rule, "id") ?? idAt(rule, "virtualNetworkResourceId");
}

function rangeOf(rule: unknown): string | undefined {
  return textAt(rule, "value") ?? textAt(rule, "ipAddressOrRange");
}

function rangeKeyOf(rule: unknown): string | undefined {
  const text = rangeOf(rule);
  return text === undefined ? undefined : keyOfRange(text);
}

function keyOfRange(text: string): string {
  const prefix = parsePrefix(text.trim());
  return prefix === undefined ? text.trim() : formatPrefix(prefix);
}
