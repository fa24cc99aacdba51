import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import {
  type Gateway,
  keyOf,
  type Model,
  type RouteTable,
  type Subnet,
  type SubnetRole,
} from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import { subnetName } from "../subnet-name.ts";

/** A route table that compiling found where it does not belong. */
export interface Misplaced {
  readonly table: RouteTable;
  readonly subnet: Subnet;
  /** What people call the subnet: `hub/GatewaySubnet`. */
  readonly name: string;
  /** Name of its network. */
  readonly network: string;
  readonly gateways: readonly Gateway[];
}

/** The table and subnet of a diagnostic about a misplaced table, if the subnet has this role. */
export function misplacedOn(
  { model }: Ground,
  diagnostic: Diagnostic,
  roles: readonly SubnetRole[],
): Misplaced | undefined {
  const subnet = model.subnets.get(keyOf(namedIn(diagnostic)["subnet"] ?? ""));
  const table = subnet?.routeTable && model.routeTables.get(subnet.routeTable);
  if (subnet === undefined || table === undefined || !roles.includes(subnet.role)) return undefined;
  return {
    table,
    subnet,
    name: subnetName(model, subnet),
    network: model.networks.get(subnet.network)?.name ?? "its network",
    gateways: [...model.gateways.values()].filter((gateway) => gateway.subnet === subnet.key),
  };
}

/** The same for GatewaySubnet. */
export function gatewaySubnetFault(ground: Ground, diagnostic: Diagnostic): Misplaced | undefined {
  return misplacedOn(ground, diagnostic, ["gateway"]);
}

/** Whether a table serves gateways alone, so that changing it touches nobody else. */
export function onlyGatewaysUse(model: Model, table: RouteTable): boolean {
  return usersOf(model, table).every(({ role }) => role === "gateway");
}

/** The subnets that have a table. */
export function usersOf({ subnets }: Model, { key }: RouteTable): readonly Subnet[] {
  return [...subnets.values()].filter(({ routeTable }) => routeTable === key);
}
