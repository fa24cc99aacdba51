// Default routes that lead elsewhere, through Microsoft's client: forced by a user route or by BGP,
// and what is exempt from it.
import { expect, test } from "vitest";
import {
  addCircuit,
  addGateway,
  addNetwork,
  addNic,
  addSpoke,
  addTunnel,
  brief,
  differences,
  type Lab,
  openLab,
  routesOf,
  setRoute,
  to,
} from "./lab.ts";

/** A hub for a gateway, and a spoke with an interface and an empty route table. */
async function build(type: "Vpn" | "ExpressRoute"): Promise<readonly [Lab, readonly string[]]> {
  const lab = await openLab();
  const { client, location } = lab;
  await client.routeTables.beginCreateOrUpdateAndWait("rg", "rt", { location });
  await addNetwork(lab, "hub", "10.0.0.0/16", [
    { name: "GatewaySubnet", addressPrefix: "10.0.255.0/27" },
  ]);
  await addNetwork(lab, "spoke", "10.20.0.0/16", [
    { name: "app", addressPrefix: "10.20.0.0/24", routeTable: to("routeTables/rt") },
  ]);
  const addresses = await addGateway(lab, "gw", { type, vnet: "hub" });
  await addSpoke(lab, "hub", "spoke");
  await addNic(lab, "vm1-nic", "spoke/app");
  return [lab, addresses];
}

test("a circuit announces the default route; host routes to the activation servers are longer", async () => {
  const [lab] = await build("ExpressRoute");
  await addCircuit(lab, "gw", ["0.0.0.0/0", "172.31.0.0/16"]);
  expect(await differences(lab, "vm1-nic", { name: "we13-a" })).toEqual([]);
  for (const address of ["23.102.135.246", "20.118.99.224", "40.83.235.53"]) {
    await setRoute(lab, `rt/to-${address}`, `${address}/32`, "Internet");
  }
  expect(await differences(lab, "vm1-nic", { name: "we13-b" })).toEqual([]);
});

test("a user route leads everything to the VPN gateway", async () => {
  const [lab, [address = ""]] = await build("Vpn");
  await addTunnel(lab, "gw", "onprem", ["172.31.0.0/16"]);
  await setRoute(lab, "rt/default", "0.0.0.0/0", "VirtualNetworkGateway");
  const addresses = { "20.50.1.10": address };
  expect(await differences(lab, "vm1-nic", { name: "we13-c", addresses })).toEqual([]);
});

test("a service endpoint keeps its row beside the announced default route", async () => {
  const [lab] = await build("ExpressRoute");
  await addCircuit(lab, "gw", ["0.0.0.0/0", "172.31.0.0/16"]);
  await lab.client.subnets.beginCreateOrUpdateAndWait("rg", "spoke", "app", {
    addressPrefix: "10.20.0.0/24",
    serviceEndpoints: [{ service: "Microsoft.KeyVault" }],
  });
  expect(await differences(lab, "vm1-nic", { name: "we13-d" })).toEqual([]);
});

test("the endpoint of storage against a default route to nowhere", async () => {
  const lab = await openLab("westeurope", "service-endpoints");
  const { client, location } = lab;
  await client.routeTables.beginCreateOrUpdateAndWait("rg", "rt-app", { location });
  const subnet = { addressPrefix: "10.0.1.0/24", routeTable: to("routeTables/rt-app") };
  await addNetwork(lab, "vnet-app", "10.0.0.0/16", [{ name: "snet-app", ...subnet }]);
  await addNic(lab, "vm-app-nic", "vnet-app/snet-app");
  const [own, internet] = ["Default Active 10.0.0.0/16 VnetLocal", "0.0.0.0/0 Internet"];
  expect(brief(await routesOf(lab, "vm-app-nic"))).toEqual([own, `Default Active ${internet}`]);

  await setRoute(lab, "rt-app/to-nva", "0.0.0.0/0", "10.10.10.10");
  const forced = [
    own,
    `Default Invalid ${internet}`,
    "User Active 0.0.0.0/0 VirtualAppliance 10.10.10.10",
  ];
  expect(brief(await routesOf(lab, "vm-app-nic"))).toEqual(forced);

  await client.subnets.beginCreateOrUpdateAndWait("rg", "vnet-app", "snet-app", {
    ...subnet,
    serviceEndpoints: [{ service: "Microsoft.Storage", locations: ["westeurope", "northeurope"] }],
  });
  const rows = await routesOf(lab, "vm-app-nic");
  expect(brief(rows)).toEqual([
    ...forced,
    "Default Active 13.95.240.16/28,20.38.108.0/23,191.239.203.0/28 VirtualNetworkServiceEndpoint",
    "Default Active 13.74.208.64/28,20.38.102.0/23 VirtualNetworkServiceEndpoint",
  ]);
});
