import { type Resource, typeKeys } from "../../arm/index.ts";
import type { Place } from "../../diagnostic/index.ts";
import { keyOf } from "../estate/body.ts";
import type { Estate } from "../estate/estate.ts";
import { findResource } from "../estate/family.ts";
import { idOfText } from "../id.ts";
import type { Address, Value } from "./block.ts";

/** What Terraform calls the resources of an estate. */
export interface Addresses {
  /** Where a resource that is there stands, or a new one will. */
  readonly of: (id: string) => Address;
  /** Says that a resource will be in the configuration, so that others can refer to it. */
  readonly declare: (id: string) => void;
  /**
   * How an attribute of a resource is written: as a reference where the configuration has it,
   * `otherwise` where it may not.
   */
  readonly refer: (id: string, attribute: string, otherwise: string) => Value;
}

/** Tells the address of what stands at a place of a plan or state; `undefined` for other places. */
export type AddressOf = (place: Place) => string | undefined;

/**
 * Finds addresses: those that the plan has which a resource came from, else made of its name, each
 * once.
 */
export function createAddresses(estate: Estate, addressOf: AddressOf): Addresses {
  const declared = new Set<string>();
  const labels = createLabels();
  const shownOf = (resource: Resource | undefined): string | undefined => {
    const isRead = resource !== undefined && resource.place.file !== "";
    const shown = isRead ? addressOf(resource.place) : undefined;
    return shown !== undefined && addressPattern.test(shown) ? shown : undefined;
  };
  // A data source only reads what stands in another configuration, or in none.
  const knownOf = (resource: Resource | undefined): string | undefined => {
    const shown = shownOf(resource);
    return shown === undefined || isData(shown) ? undefined : shown;
  };

  const of = (id: string): Address => {
    const resource = findResource(estate, id);
    const alone = estate.get(keyOf(id));
    const known = knownOf(alone);
    if (known !== undefined) return { ...partsOf(known), known };
    const parent = alone === undefined ? resource?.id.parent : undefined;
    const home = parent === undefined ? undefined : knownOf(estate.get(keyOf(parent)));
    const block = blocks.get(resource?.typeKey ?? "");
    if (resource !== undefined && home !== undefined && block !== undefined) {
      return { ...partsOf(home), known: home, inner: { block, name: resource.id.name } };
    }
    const type = types.get(idOfText(id).type.toLowerCase()) ?? "azapi_resource";
    return { type, label: labels(type, id), known: undefined };
  };

  return {
    of,
    declare: (id) => {
      declared.add(keyOf(id));
    },
    refer: (id, attribute, otherwise) => {
      const { type, label, inner } = of(id);
      const shown = shownOf(estate.get(keyOf(id)));
      if (inner !== undefined) return otherwise;
      // What stands in a module is not seen from outside.
      if (shown?.startsWith("module.")) return otherwise;
      if (shown !== undefined) return { expression: `${shown}.${attribute}` };
      return declared.has(keyOf(id)) ? { expression: `${type}.${label}.${attribute}` } : otherwise;
    },
  };
}

/** The label of something that belongs to a resource and is a resource only to Terraform. */
export function labelOf(...names: readonly string[]): string {
  const text = names.join("_").replaceAll(/[^\w-]+/g, "_");
  return /^[A-Za-z_]/.test(text) ? text : `_${text}`;
}

/** Labels made of names; two resources never share one. */
function createLabels(): (type: string, id: string) => string {
  const taken = new Map<string, string>();
  const given = new Map<string, string>();
  return (type, id) => {
    const key = `${type} ${keyOf(id)}`;
    const known = given.get(key);
    if (known !== undefined) return known;
    const name = labelOf(...idOfText(id).names);
    let label = name;
    for (let count = 2; taken.has(`${type} ${label.toLowerCase()}`); count += 1) {
      label = `${name}_${count}`;
    }
    taken.set(`${type} ${label.toLowerCase()}`, key);
    given.set(key, label);
    return label;
  };
}

// An address is written as it is, so that it has to be one: names, and keys that hold no template.
const keyPattern = /(?:\["(?:[^"\\\p{Cc}$%]|\\["\\]|[$%](?!\{))*"\]|\[\d+\])?/u.source;
const addressPattern: RegExp = new RegExp(
  `^(?:module\\.[\\w-]+${keyPattern}\\.)*(?:data\\.)?\\w+\\.[\\w-]+${keyPattern}$`,
  "u",
);
const endPattern: RegExp = new RegExp(`(\\w+)\\.([\\w-]+)${keyPattern}$`, "u");

// `module.hub.azurerm_subnet.this["apps"]` is the block `azurerm_subnet` `this`.
function partsOf(address: string): { readonly type: string; readonly label: string } {
  const [, type = "", label = ""] = endPattern.exec(address) ?? [];
  return { type, label };
}

function isData(address: string): boolean {
  return /(^|\.)data\.\w+\.[\w-]+(\[|$)/.test(address);
}

const types: ReadonlyMap<string, string> = new Map([
  [typeKeys.virtualNetwork, "azurerm_virtual_network"],
  [typeKeys.subnet, "azurerm_subnet"],
  [typeKeys.peering, "azurerm_virtual_network_peering"],
  [typeKeys.routeTable, "azurerm_route_table"],
  [typeKeys.route, "azurerm_route"],
  [typeKeys.nic, "azurerm_network_interface"],
  [typeKeys.publicIp, "azurerm_public_ip"],
  [typeKeys.natGateway, "azurerm_nat_gateway"],
  [typeKeys.securityGroup, "azurerm_network_security_group"],
  [typeKeys.securityRule, "azurerm_network_security_rule"],
  [typeKeys.storageAccount, "azurerm_storage_account"],
  [typeKeys.keyVault, "azurerm_key_vault"],
  [typeKeys.sqlServer, "azurerm_mssql_server"],
  [typeKeys.sqlFirewallRule, "azurerm_mssql_firewall_rule"],
  [typeKeys.sqlNetworkRule, "azurerm_mssql_virtual_network_rule"],
]);

// Blocks in which a parent may hold its children.
const blocks: ReadonlyMap<string, string> = new Map([
  [typeKeys.subnet, "subnet"],
  [typeKeys.route, "route"],
  [typeKeys.securityRule, "security_rule"],
]);
