import { isJsonObject, peekProperty, type Resource, typeKeys } from "../../arm/index.ts";
import { type Command, command, type Option } from "../azure-cli/command.ts";
import { findResource } from "../estate/family.ts";
import { type Telling, writtenId } from "../telling.ts";
import type { Block, Item } from "../terraform/block.ts";
import { ruleTexts } from "./service-rules.ts";

/** The command that gives a storage account or key vault a rule, or takes one away. */
export function ruleCommand(
  telling: Telling,
  verb: "add" | "remove",
  service: string,
  option: Option,
): Command {
  const id = writtenId(telling, service);
  const isVault = findResource(telling.before, service)?.typeKey === typeKeys.keyVault;
  return isVault
    ? command(`keyvault network-rule ${verb}`, id, ["--name", id.name], option)
    : command(`storage account network-rule ${verb}`, id, ["--account-name", id.name], option);
}

/** The rules of a storage account or key vault as a configuration has them: all that it has then. */
export function rulesBlock({ addresses, after }: Telling, service: string): Block {
  const resource = findResource(after, service);
  const isVault = resource?.typeKey === typeKeys.keyVault;
  const rules = resource === undefined ? { subnets: [], ranges: [] } : ruleTexts(resource);
  const body: readonly Item[] = [
    { name: "default_action", value: textIn(resource, "defaultAction") ?? "Allow" },
    { name: "bypass", value: bypassOf(resource, isVault) },
    { name: "ip_rules", value: rules.ranges },
    { name: "virtual_network_subnet_ids", value: rules.subnets },
  ];
  const block = isVault ? "network_acls" : "network_rules";
  const edit = { kind: "edit", at: addresses.of(service), body: [{ block, body }] } as const;
  const other = "The rules may stand in a resource azurerm_storage_account_network_rules instead.";
  return isVault ? edit : { ...edit, note: other };
}

// Storage accounts have a list of exceptions, which ARM writes as one text.
function bypassOf(resource: Resource | undefined, isVault: boolean): string | readonly string[] {
  const text = textIn(resource, "bypass") ?? "AzureServices";
  return isVault ? text : text.split(",").map((name) => name.trim());
}

function textIn(resource: Resource | undefined, name: string): string | undefined {
  const body = resource?.body;
  const rules = peekProperty(body, "networkAcls") ?? peekProperty(body, "networkRuleSet");
  const value = isJsonObject(rules) ? peekProperty(rules, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
