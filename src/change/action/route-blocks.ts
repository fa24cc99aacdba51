import type { ArmId } from "../../arm/index.ts";
import { childrenOf } from "../estate/family.ts";
import type { Telling } from "../telling.ts";
import { labelOf } from "../terraform/address.ts";
import type { Block, Body } from "../terraform/block.ts";
import type { RouteText } from "./route-body.ts";

/**
 * New routes in a configuration: blocks of the table where its routes are such, else resources of
 * their own, which the provider does not let stand beside blocks.
 */
export function routeBlocks(
  telling: Telling,
  table: ArmId,
  routes: readonly RouteText[],
): readonly Block[] {
  const { addresses, before } = telling;
  const [known] = childrenOf(before, table.text, "route");
  const hasBlocks = known !== undefined && addresses.of(known.id.text).inner !== undefined;
  if (!hasBlocks) return routes.map((route) => newRoute(telling, table, route));
  const body = routes.map((route) => ({
    block: "route",
    body: [{ name: "name", value: route.name }, ...routeAttributes(route)],
  }));
  return [{ kind: "edit", at: addresses.of(table.text), body }];
}

/** The attributes of a route: what it is for and where it leads. */
export function routeAttributes({ destination, hopType, addresses }: RouteText): Body {
  const [address] = addresses;
  return [
    { name: "address_prefix", value: destination },
    { name: "next_hop_type", value: hopType },
    ...(address === undefined ? [] : [{ name: "next_hop_in_ip_address", value: address }]),
  ];
}

function newRoute({ addresses }: Telling, table: ArmId, route: RouteText): Block {
  if (route.addresses.length > 1) return newSharedRoute(addresses, table, route);
  const id = `${table.text}/routes/${route.name}`;
  addresses.declare(id);
  const { type, label } = addresses.of(id);
  return {
    kind: "new",
    type,
    label,
    body: [
      { name: "name", value: route.name },
      { name: "resource_group_name", value: table.resourceGroup ?? "" },
      { name: "route_table_name", value: addresses.refer(table.text, "name", table.name) },
      ...routeAttributes(route),
    ],
  };
}

function newSharedRoute(
  addresses: Telling["addresses"],
  table: ArmId,
  { name, destination, hopType, addresses: hops }: RouteText,
): Block {
  const properties = {
    addressPrefix: destination,
    nextHopType: hopType,
    nextHop: { object: { nextHopIpAddresses: hops } },
  };
  return {
    kind: "new",
    type: "azapi_resource",
    label: labelOf(table.name, name),
    note: "azurerm has no routes with several next hops; the provider Azure/azapi makes this one.",
    body: [
      { name: "type", value: `${table.type}/routes@2025-07-01` },
      { name: "name", value: name },
      { name: "parent_id", value: addresses.refer(table.text, "id", table.text) },
      { name: "body", value: { object: { properties: { object: properties } } } },
    ],
  };
}
