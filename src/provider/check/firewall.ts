import { isJsonObject, typeKeys } from "../../arm/index.ts";
import type { Check, RemovalCheck } from "../kind/kind.ts";
import {
  firewallPlace,
  firewallSubnetName,
  firewallSubnetTooSmall,
  policyInUse,
  ruleGroupPriority,
} from "../refusal/firewall.ts";
import { keyOf, objectsOf, parsePrefixes, propertyOf, subnetPrefixesOf } from "./properties.ts";

/** A firewall stands in AzureFirewallSubnet of /26 or larger, or in a hub. */
export const checkFirewall: Check = ({ draft, row }) => {
  const seats = objectsOf(propertyOf(row, "ipConfigurations"));
  const isInHub = keyOf(propertyOf(row, "virtualHub")) !== undefined;
  if (isInHub && seats.length > 0) return firewallPlace(row.id.text);
  for (const { properties } of seats) {
    const key = isJsonObject(properties) ? keyOf(properties["subnet"]) : undefined;
    const subnet = key === undefined ? undefined : draft.find(key);
    if (subnet === undefined) continue;
    if (subnet.id.name.toLowerCase() !== "azurefirewallsubnet") {
      return firewallSubnetName(row.id.text, subnet.id.text);
    }
    const isSmall = parsePrefixes(subnetPrefixesOf(subnet)).some(
      (one) => one.family === 4 && one.length > 26,
    );
    if (isSmall) return firewallSubnetTooSmall(row.id.text, subnet.id.text);
  }
  return undefined;
};

/** The priority of a group of rule collections. */
export const checkRuleCollectionGroup: Check = ({ row }) => {
  const priority = propertyOf(row, "priority");
  const isFine = typeof priority === "number" && priority >= 100 && priority <= 65000;
  return isFine ? undefined : ruleGroupPriority(row.id.text, String(priority));
};

/** A policy stays while firewalls or child policies use it. */
export const refusePolicyInUse: RemovalCheck = ({ estate, row }) => {
  const users = estate
    .referrersOf(row.id.key)
    .map((referrer) => referrer.row)
    .filter(({ typeKey }) => typeKey === typeKeys.firewall || typeKey === typeKeys.firewallPolicy)
    .map(({ id }) => id.text);
  return users.length === 0 ? undefined : policyInUse(row.id.text, [...new Set(users)]);
};
