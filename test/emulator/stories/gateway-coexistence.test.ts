// A VPN for the web beside ExpressRoute, through Microsoft's client: what Azure refuses, in its words,
// and the tables of the solution that works.
import { expect, test } from "vitest";
import {
  addCircuit,
  addGateway,
  addNetwork,
  addNic,
  addSpoke,
  addTunnel,
  differences,
  id,
  type Lab,
  openLab,
  peer,
  setRoute,
  to,
} from "./lab.ts";

const gatewaySubnet = (addressPrefix: string) => ({ name: "GatewaySubnet", addressPrefix });

async function build(): Promise<Lab> {
  const lab = await openLab();
  const { client, location } = lab;
  const tables = ["exempt", "wrong", "isolated"];
  for (const name of tables) {
    const disableBgpRoutePropagation = name === "isolated";
    const table = { location, disableBgpRoutePropagation };
    await client.routeTables.beginCreateOrUpdateAndWait("rg", name, table);
  }
  await addNetwork(lab, "hub-vnet", "10.0.0.0/16", [gatewaySubnet("10.0.255.0/26")]);
  await addNetwork(lab, "vdi-vnet", "10.1.0.0/16", [
    { name: "tenant", addressPrefix: "10.1.0.0/24" },
  ]);
  const subnets = tables.map((name, index) => ({
    name,
    addressPrefix: `10.2.${index}.0/24`,
    routeTable: to(`routeTables/${name}`),
  }));
  await addNetwork(lab, "app-vnet", "10.2.0.0/16", subnets);
  await addGateway(lab, "ERgw001", { type: "ExpressRoute", vnet: "hub-vnet" });
  await addCircuit(lab, "ERgw001", ["10.200.0.0/16"]);
  await addSpoke(lab, "hub-vnet", "vdi-vnet");
  await addSpoke(lab, "hub-vnet", "app-vnet");
  await addNic(lab, "vdi-nic", "vdi-vnet/tenant");
  for (const name of tables) await addNic(lab, `${name}-nic`, `app-vnet/${name}`);
  return lab;
}

/** The message of a refusal. */
async function refusalOf(asked: Promise<unknown>): Promise<string | undefined> {
  const refused: unknown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  return refused instanceof Error ? refused.message.split("\n")[0]?.trim() : undefined;
}

test("solution 1 is refused: a network uses the gateways of one peer", async () => {
  const lab = await build();
  await addNetwork(lab, "proxy-vnet", "10.3.0.0/16", [gatewaySubnet("10.3.255.0/27")]);
  await addGateway(lab, "VPNgw", { type: "Vpn", vnet: "proxy-vnet" });
  await peer(lab, "proxy-vnet", "vdi-vnet", { allowGatewayTransit: true });
  const other = id("virtualNetworks/vdi-vnet/virtualNetworkPeerings/vdi-vnet-to-hub-vnet");
  expect(await refusalOf(peer(lab, "vdi-vnet", "proxy-vnet", { useRemoteGateways: true }))).toBe(
    `Peering vdi-vnet/vdi-vnet-to-proxy-vnet cannot have UseRemoteGateways flag set to true, because another peering ${other} already has UseRemoteGateways flag set to true.`,
  );
  const names: (string | undefined)[] = [];
  for await (const { name } of lab.client.virtualNetworkPeerings.list("rg", "vdi-vnet")) {
    names.push(name);
  }
  expect(names).toEqual(["vdi-vnet-to-hub-vnet"]);
});

test("solution 2 is refused: a network has its own gateways or its peer's", async () => {
  const lab = await build();
  const { client } = lab;
  await peer(lab, "vdi-vnet", "hub-vnet", { useRemoteGateways: false });
  await client.subnets.beginCreateOrUpdateAndWait(
    "rg",
    "vdi-vnet",
    "GatewaySubnet",
    gatewaySubnet("10.1.255.0/26"),
  );
  await addGateway(lab, "VPNgw", { type: "Vpn", vnet: "vdi-vnet" });
  const network = id("virtualNetworks/vdi-vnet");
  expect(await refusalOf(peer(lab, "vdi-vnet", "hub-vnet", { useRemoteGateways: true }))).toBe(
    `Peering ${network}/virtualNetworkPeerings/vdi-vnet-to-hub-vnet cannot have UseRemoteGateways flag set to true because its own virtual network ${network} has a gateway.`,
  );
});

test("a tunnel takes the two halves, and never the default route", async () => {
  const lab = await build();
  await addGateway(lab, "VPNgw", { type: "Vpn", vnet: "hub-vnet" });
  expect(await refusalOf(addTunnel(lab, "VPNgw", "web-proxy", ["0.0.0.0/0"]))).toBe(
    `Local network gateway ${id("localNetworkGateways/web-proxy")} cannot have address prefix 0.0.0.0/0. Use 0.0.0.0/1 and 128.0.0.0/1, or announce the default route by BGP.`,
  );
});

test("solution 4: the tunnel in the hub, and three attempts to stay out of it", async () => {
  const lab = await build();
  const [address = ""] = await addGateway(lab, "VPNgw", { type: "Vpn", vnet: "hub-vnet" });
  await addTunnel(lab, "VPNgw", "web-proxy", ["0.0.0.0/1", "128.0.0.0/1"]);
  await setRoute(lab, "exempt/low", "0.0.0.0/1", "Internet");
  await setRoute(lab, "exempt/high", "128.0.0.0/1", "Internet");
  await setRoute(lab, "wrong/default", "0.0.0.0/0", "Internet");
  const wanted = { name: "we14", addresses: { "40.0.0.10": address } };
  for (const nic of ["vdi-nic", "exempt-nic", "wrong-nic", "isolated-nic"]) {
    expect([nic, ...(await differences(lab, nic, wanted))]).toEqual([nic]);
  }
});
