// A plan over an export: what the routes will be once it is applied.
import { expect, test } from "vitest";
import { compareLines } from "./differences.ts";
import { factsOf, readLayers, type Text, textsOf } from "./landscapes.ts";
import { routeLines } from "./normal-form.ts";
import {
  attribute,
  type Configuration,
  type RemovedResource,
  type ResourceBlock,
  resource,
} from "./terraform/configuration.ts";
import { ref } from "./terraform/expression.ts";
import { provider, subscription } from "./terraform/place.ts";
import { planOf } from "./terraform/plan.ts";

const group = `/subscriptions/${subscription}/resourceGroups/network/providers/Microsoft.Network`;
const inGroup = { resource_group_name: "network" };
const placed = { ...inGroup, location: "westeurope" };

/** What is there: the hub, its spokes `app` and `dev`, a firewall at 10.0.1.4. */
const there = [...textsOf("hub-spoke-vpn", "az"), ...factsOf("hub-spoke-vpn")];

function planText(plan: Partial<Configuration>): Text {
  const configuration = { provider, resources: [], ...plan };
  return { file: "plan.json", text: JSON.stringify(planOf(configuration)) };
}

/**
 * The routes that a plan changes, `-` before and `+` after, without those that lead nowhere. `more`
 * is there, too.
 */
function changesBy(plan: Partial<Configuration>, more: readonly object[] = []): readonly string[] {
  const ground = [there, [{ file: "more.json", text: JSON.stringify(more) }]] as const;
  const before = routeLines(readLayers(...ground).model);
  const { model, diagnostics } = readLayers(...ground, [planText(plan)]);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const { onlyInWay, onlyInAz } = compareLines(routeLines(model), before);
  return [...onlyInAz.map((line) => `- ${line}`), ...onlyInWay.map((line) => `+ ${line}`)]
    .filter((line) => !/Default Active \S+ None/.test(line))
    .sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1));
}

function removedRoute(table: string, name: string): RemovedResource {
  const id = `${group}/routeTables/${table}/routes/${name}`;
  const before = { ...inGroup, id, name, route_table_name: table, address_prefix: "0.0.0.0/0" };
  return { type: "azurerm_route", name, before };
}

function association(subnet: string, from: string, to: ResourceBlock["body"]): ResourceBlock {
  const [network, name] = subnet.split("/");
  const subnetId = `${group}/virtualNetworks/${network}/subnets/${name}`;
  return resource(
    "azurerm_subnet_route_table_association.one",
    { subnet_id: subnetId, ...to },
    {
      before: {
        id: subnetId,
        subnet_id: subnetId,
        route_table_id: `${group}/routeTables/${from}`,
      },
      isReplaced: true,
    },
  );
}

const toHub = {
  ...inGroup,
  name: "to-hub",
  virtual_network_name: "dev",
  remote_virtual_network_id: `${group}/virtualNetworks/hub`,
  allow_virtual_network_access: true,
  allow_forwarded_traffic: true,
};

test("a plan that changes nothing changes no route", () => {
  expect(changesBy({})).toEqual([]);
});

test("a route is added to a table that is there", () => {
  const added = resource("azurerm_route.partner", {
    ...inGroup,
    name: "partner",
    route_table_name: "spoke",
    address_prefix: "10.9.0.0/16",
    next_hop_type: "VirtualAppliance",
    next_hop_in_ip_address: "10.0.2.7",
  });
  expect(changesBy({ resources: [added] })).toEqual([
    "+ app-data (nic): User Active 10.9.0.0/16 VirtualAppliance 10.0.2.7",
    "+ app-web (nic): User Active 10.9.0.0/16 VirtualAppliance 10.0.2.7",
    "+ app/data (subnet): User Active 10.9.0.0/16 VirtualAppliance 10.0.2.7",
    "+ app/web (subnet): User Active 10.9.0.0/16 VirtualAppliance 10.0.2.7",
    "+ dev-data (nic): User Active 10.9.0.0/16 VirtualAppliance 10.0.2.7",
    "+ dev-web (nic): User Active 10.9.0.0/16 VirtualAppliance 10.0.2.7",
    "+ dev/data (subnet): User Active 10.9.0.0/16 VirtualAppliance 10.0.2.7",
    "+ dev/web (subnet): User Active 10.9.0.0/16 VirtualAppliance 10.0.2.7",
  ]);
});

test("a route is removed", () => {
  expect(changesBy({ removed: [removedRoute("gateway", "to-dev")] })).toEqual([
    "+ hub/GatewaySubnet (subnet): Default Active 10.2.0.0/16 VNetPeering",
    "- hub/GatewaySubnet (subnet): Default Invalid 10.2.0.0/16 VNetPeering",
    "- hub/GatewaySubnet (subnet): User Active 10.2.0.0/16 VirtualAppliance 10.0.1.4",
    "+ vpn (gateway): Default Active 10.2.0.0/16 VNetPeering",
    "- vpn (gateway): Default Invalid 10.2.0.0/16 VNetPeering",
    "- vpn (gateway): User Active 10.2.0.0/16 VirtualAppliance 10.0.1.4",
  ]);
});

test("a table is changed in place, with the routes inside it", () => {
  const id = `${group}/routeTables/spoke`;
  const route = {
    name: "default",
    address_prefix: "0.0.0.0/0",
    next_hop_type: "VirtualAppliance",
    next_hop_in_ip_address: "10.0.1.4",
  };
  const table = { ...placed, name: "spoke", bgp_route_propagation_enabled: false };
  const changed = resource(
    "azurerm_route_table.spoke",
    { ...table, route: attribute({ ...route, next_hop_in_ip_address: "10.0.2.7" }) },
    { before: { ...table, id, route: [route] } },
  );
  const lines = changesBy({ resources: [changed] });
  expect(lines.filter((line) => line.includes("app-web (nic)"))).toEqual([
    "- app-web (nic): User Active 0.0.0.0/0 VirtualAppliance 10.0.1.4",
    "+ app-web (nic): User Active 0.0.0.0/0 VirtualAppliance 10.0.2.7",
    "- app-web (nic): User Active 23.102.135.246/32 Internet",
  ]);
});

test("the flag of a peering is flipped", () => {
  const id = `${group}/virtualNetworks/dev/virtualNetworkPeerings/to-hub`;
  const changed = resource(
    "azurerm_virtual_network_peering.to_hub",
    { ...toHub, use_remote_gateways: false },
    { before: { ...toHub, id, use_remote_gateways: true } },
  );
  // The table keeps the gateway's routes away, until it is told not to.
  const open = {
    id: `${group}/routeTables/spoke`,
    properties: { disableBgpRoutePropagation: false },
  };
  const lines = changesBy({ resources: [changed] }, [open]);
  expect(lines.filter((line) => line.includes("(nic)"))).toEqual([
    "- dev-data (nic): VirtualNetworkGateway Active 172.16.0.0/24 VirtualNetworkGateway 20.61.10.5",
    "- dev-data (nic): VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 20.61.10.5",
    "- dev-data (nic): VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 20.61.10.5",
    "- dev-web (nic): VirtualNetworkGateway Active 172.16.0.0/24 VirtualNetworkGateway 20.61.10.5",
    "- dev-web (nic): VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 20.61.10.5",
    "- dev-web (nic): VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 20.61.10.5",
  ]);
});

test("a subnet gets another table, which the plan makes", () => {
  const table = resource("azurerm_route_table.closed", {
    ...placed,
    name: "closed",
    route: [{ name: "all", address_prefix: "0.0.0.0/0", next_hop_type: "None" }],
  });
  const moved = association("app/data", "spoke", {
    route_table_id: ref("azurerm_route_table.closed.id"),
  });
  expect(changesBy({ resources: [table, moved] })).toEqual([
    "+ app-data (nic): User Active 0.0.0.0/0 None",
    "- app-data (nic): User Active 0.0.0.0/0 VirtualAppliance 10.0.1.4",
    "- app-data (nic): User Active 23.102.135.246/32 Internet",
    "+ app-data (nic): VirtualNetworkGateway Active 172.16.0.0/24 VirtualNetworkGateway 20.61.10.5",
    "+ app-data (nic): VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 20.61.10.5",
    "+ app-data (nic): VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 20.61.10.5",
    "+ app/data (subnet): User Active 0.0.0.0/0 None",
    "- app/data (subnet): User Active 0.0.0.0/0 VirtualAppliance 10.0.1.4",
    "- app/data (subnet): User Active 23.102.135.246/32 Internet",
    "+ app/data (subnet): VirtualNetworkGateway Active 172.16.0.0/24 VirtualNetworkGateway 20.61.10.5",
    "+ app/data (subnet): VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 20.61.10.5",
    "+ app/data (subnet): VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 20.61.10.5",
  ]);
});

test("a subnet loses its table", () => {
  const subnetId = `${group}/virtualNetworks/app/subnets/web`;
  const removed: RemovedResource = {
    type: "azurerm_subnet_route_table_association",
    name: "web",
    before: { id: subnetId, subnet_id: subnetId, route_table_id: `${group}/routeTables/spoke` },
  };
  const lines = changesBy({ removed: [removed] });
  expect(lines.filter((line) => /app-web \(nic\): (User|.* 0\.0\.0\.0\/0)/.test(line))).toEqual([
    "+ app-web (nic): Default Active 0.0.0.0/0 Internet",
    "- app-web (nic): Default Invalid 0.0.0.0/0 Internet",
    "- app-web (nic): User Active 0.0.0.0/0 VirtualAppliance 10.0.1.4",
    "- app-web (nic): User Active 23.102.135.246/32 Internet",
  ]);
});

test("an interface is deleted, and a peering with it", () => {
  const nic: RemovedResource = {
    type: "azurerm_network_interface",
    name: "data",
    before: { ...placed, id: `${group}/networkInterfaces/dev-data`, name: "dev-data" },
  };
  const peering: RemovedResource = {
    type: "azurerm_virtual_network_peering",
    name: "to_hub",
    before: { ...toHub, id: `${group}/virtualNetworks/dev/virtualNetworkPeerings/to-hub` },
  };
  const lines = changesBy({ removed: [nic, peering] });
  expect(lines.filter((line) => line.includes("(nic)"))).toEqual([
    "- dev-data (nic): Default Active 10.0.0.0/16 VNetPeering",
    "- dev-data (nic): Default Active 10.2.0.0/16 VnetLocal",
    "- dev-data (nic): Default Invalid 0.0.0.0/0 Internet",
    "- dev-data (nic): User Active 0.0.0.0/0 VirtualAppliance 10.0.1.4",
    "- dev-data (nic): User Active 23.102.135.246/32 Internet",
    "- dev-web (nic): Default Active 10.0.0.0/16 VNetPeering",
  ]);
});
