// Private endpoints behind a gateway and a firewall, through Microsoft's client: the tables of the
// story, stage by stage, and the gateway's own.
import { expect, test } from "vitest";
import { send, subscription } from "../sdk.ts";
import {
  addGateway,
  addNetwork,
  addNic,
  brief,
  differences,
  id,
  type Lab,
  learn,
  openLab,
  peer,
  setRoute,
  to,
} from "./lab.ts";

const providers = `/subscriptions/${subscription}/resourceGroups/rg/providers`;
const services = [
  { id: `${providers}/Microsoft.Storage/storageAccounts/st`, group: "blob", kind: "StorageV2" },
  { id: `${providers}/Microsoft.KeyVault/vaults/kv`, group: "vault" },
  { id: `${providers}/Microsoft.Sql/servers/sql`, group: "sqlServer" },
];

async function build(): Promise<Lab> {
  const lab = await openLab("australiaeast");
  const { app, client, location } = lab;
  await client.routeTables.beginCreateOrUpdateAndWait("rg", "gateway-rt", { location });
  const routeTable = to("routeTables/gateway-rt");
  await addNetwork(lab, "hub", "10.13.76.0/24", [
    { name: "GatewaySubnet", addressPrefix: "10.13.76.0/27", routeTable },
    { name: "vm", addressPrefix: "10.13.76.32/27", routeTable },
    { name: "AzureFirewallSubnet", addressPrefix: "10.13.76.64/26" },
  ]);
  await addNetwork({ ...lab, location: "australiasoutheast" }, "spoke1", "10.13.77.0/24", [
    { name: "ep", addressPrefix: "10.13.77.0/26", privateEndpointNetworkPolicies: "Disabled" },
  ]);
  await addGateway(lab, "vpngw", { type: "Vpn", vnet: "hub", instances: 2 });
  await learn(lab, "virtualNetworkGateways/vpngw", ["192.168.0.0/24"], "192.168.0.254");
  await peer(lab, "hub", "spoke1", { allowGatewayTransit: true });
  await peer(lab, "spoke1", "hub", { useRemoteGateways: true });
  for (const [index, { id: service, group, ...more }] of services.entries()) {
    const sku = { name: "Standard_LRS" };
    await send(app, "PUT", service, { location, sku, properties: {}, ...more });
    const name = `endpoint${index + 1}`;
    const made = await client.privateEndpoints.beginCreateOrUpdateAndWait("rg", name, {
      location: "australiasoutheast",
      subnet: to("virtualNetworks/spoke1/subnets/ep"),
      privateLinkServiceConnections: [{ name, privateLinkServiceId: service, groupIds: [group] }],
    });
    expect(made.customDnsConfigs?.[0]?.ipAddresses).toEqual([`10.13.77.${index + 4}`]);
  }
  await addNic(lab, "hubvmVMNic", "hub/vm");
  return lab;
}

/** The rows for the endpoints in the gateway's own table, which Azure does not show. */
async function gatewayRows({ app }: Lab): Promise<readonly string[]> {
  const path = `${id("virtualNetworkGateways/vpngw")}/effectiveRouteTable`;
  const { status, body } = await send(app, "POST", path, {});
  expect(status).toBe(200);
  const { value } = body as { readonly value: Parameters<typeof brief>[0] };
  return brief(value).filter((line) => line.includes(" 10.13.77.") || line.includes(" 10.0.0.0/8"));
}

async function usePolicy({ client }: Lab): Promise<void> {
  const subnet = await client.subnets.get("rg", "spoke1", "ep");
  await client.subnets.beginCreateOrUpdateAndWait("rg", "spoke1", "ep", {
    ...subnet,
    privateEndpointNetworkPolicies: "RouteTableEnabled",
  });
}

const firewall = "10.13.76.68";
const peering = "Default Active 10.13.77.0/24 VNetGlobalPeering";
const endpoints = (state: string): readonly string[] =>
  [4, 5, 6].map((host) => `Default ${state} 10.13.77.${host}/32 InterfaceEndpoint`);

test("the machine's table, and the gateway's, in the four stages", async () => {
  const lab = await build();
  expect(await differences(lab, "hubvmVMNic", { name: "we06-a" })).toEqual([]);
  expect(await gatewayRows(lab)).toEqual([peering, ...endpoints("Active")]);

  for (const host of [4, 5, 6]) {
    await setRoute(lab, `gateway-rt/endpoint${host - 3}`, `10.13.77.${host}/32`, firewall);
  }
  expect(await differences(lab, "hubvmVMNic", { name: "we06-b" })).toEqual([]);
  expect(await gatewayRows(lab)).toEqual([
    ...[4, 5, 6].map((host) => `User Invalid 10.13.77.${host}/32 VirtualAppliance ${firewall}`),
    peering,
    ...endpoints("Active"),
  ]);

  await usePolicy(lab);
  for (const index of [1, 2, 3]) {
    await lab.client.routes.beginDeleteAndWait("rg", "gateway-rt", `endpoint${index}`);
  }
  await setRoute(lab, "gateway-rt/endpoint-vnet", "10.13.77.0/24", firewall);
  expect(await differences(lab, "hubvmVMNic", { name: "we06-c" })).toEqual([]);
  expect(await gatewayRows(lab)).toEqual([
    `User Active 10.13.77.0/24 VirtualAppliance ${firewall}`,
    peering.replace("Active", "Invalid"),
    ...endpoints("Invalid"),
  ]);

  await setRoute(lab, "gateway-rt/endpoint-vnet", "10.0.0.0/8", firewall);
  expect(await differences(lab, "hubvmVMNic", { name: "we06-d" })).toEqual([]);
  expect(await gatewayRows(lab)).toEqual([
    `User Active 10.0.0.0/8 VirtualAppliance ${firewall}`,
    peering,
    ...endpoints("Active"),
  ]);
});
