// What the stories are built of, through Microsoft's own client: networks, gateways, circuits, and
// the facts that ARM does not hold.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NetworkManagementClient, Subnet } from "@azure/arm-network";
import { expect } from "vitest";
import type { App } from "../../../src/emulator/index.ts";
import { parseServiceTags, type ServiceTagIndex } from "../../../src/servicetag/index.ts";
import { type ExpectedRow, type ExpectedTarget, mismatches } from "../../golden/compare-case.ts";
import { caseFolder } from "../../golden/read-case.ts";
import { createGroup, networkClient, openApp, send, subscription } from "../sdk.ts";

const network = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network`;

/** Id of a resource of Microsoft.Network: `id("virtualNetworks/hub")`. */
export function id(path: string): string {
  return `${network}/${path}`;
}

/** A reference to a resource of Microsoft.Network. */
export function to(path: string): { readonly id: string } {
  return { id: id(path) };
}

/** A server with one group, and Microsoft's client for it. */
export interface Lab {
  readonly app: App;
  readonly client: NetworkManagementClient;
  readonly location: string;
}

/** Opens an empty lab. `story`: a folder of examples, with its extract of the service tags. */
export async function openLab(location = "westeurope", story?: string): Promise<Lab> {
  const app = await openApp(story === undefined ? {} : { serviceTags: tagsOf(story) });
  await createGroup(app, "rg", location);
  return { app, client: networkClient(app), location };
}

function tagsOf(story: string): ServiceTagIndex {
  const examples = fileURLToPath(new URL("../../../examples/", import.meta.url));
  const text = readFileSync(join(examples, story, "service-tags.json"), "utf8");
  const { index, problems } = parseServiceTags(JSON.parse(text));
  if (index === undefined) throw new Error(JSON.stringify(problems));
  return index;
}

/** Makes a network. */
export function addNetwork(
  { client, location }: Lab,
  name: string,
  prefix: string,
  subnets: readonly Subnet[],
): Promise<unknown> {
  return client.virtualNetworks.beginCreateOrUpdateAndWait("rg", name, {
    location,
    addressSpace: { addressPrefixes: [prefix] },
    subnets: [...subnets],
  });
}

/** Peers two networks; the second uses the gateways of the first. */
export async function addSpoke(lab: Lab, hub: string, spoke: string): Promise<void> {
  await peer(lab, hub, spoke, { allowGatewayTransit: true });
  await peer(lab, spoke, hub, { useRemoteGateways: true });
}

/** Makes the peering `FROM-to-REMOTE` of one side. */
export function peer(
  { client }: Lab,
  from: string,
  remote: string,
  options: { readonly allowGatewayTransit?: boolean; readonly useRemoteGateways?: boolean } = {},
): Promise<unknown> {
  const name = `${from}-to-${remote}`;
  return client.virtualNetworkPeerings.beginCreateOrUpdateAndWait("rg", from, name, {
    remoteVirtualNetwork: to(`virtualNetworks/${remote}`),
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: true,
    ...options,
  });
}

/** Makes a gateway in a network with a public address for each instance; gives those addresses. */
export async function addGateway(
  { client, location }: Lab,
  name: string,
  { type, vnet, instances = 1 }: GatewayOptions,
): Promise<readonly string[]> {
  const addresses: string[] = [];
  for (let index = 0; index < instances; index += 1) {
    const made = await client.publicIPAddresses.beginCreateOrUpdateAndWait(
      "rg",
      `${name}-ip${index}`,
      { location, sku: { name: "Standard" }, publicIPAllocationMethod: "Static" },
    );
    addresses.push(made.ipAddress ?? "");
  }
  const sku = type === "Vpn" ? "VpnGw1AZ" : "ErGw1AZ";
  await client.virtualNetworkGateways.beginCreateOrUpdateAndWait("rg", name, {
    location,
    gatewayType: type,
    sku: { name: sku, tier: sku },
    ...(type === "Vpn" ? { vpnType: "RouteBased", active: instances > 1 } : {}),
    ipConfigurations: addresses.map((_, index) => ({
      name: `instance${index}`,
      subnet: to(`virtualNetworks/${vnet}/subnets/GatewaySubnet`),
      publicIPAddress: to(`publicIPAddresses/${name}-ip${index}`),
    })),
  });
  return addresses;
}

interface GatewayOptions {
  readonly type: "Vpn" | "ExpressRoute";
  readonly vnet: string;
  readonly instances?: number;
}

/** Makes the tunnel `to-SITE` from a gateway to a place with these prefixes. */
export async function addTunnel(
  { client, location }: Lab,
  gateway: string,
  site: string,
  prefixes: readonly string[],
): Promise<void> {
  await client.localNetworkGateways.beginCreateOrUpdateAndWait("rg", site, {
    location,
    gatewayIpAddress: "192.0.2.10",
    localNetworkAddressSpace: { addressPrefixes: [...prefixes] },
  });
  await client.virtualNetworkGatewayConnections.beginCreateOrUpdateAndWait("rg", `to-${site}`, {
    location,
    connectionType: "IPsec",
    sharedKey: "secret",
    virtualNetworkGateway1: { ...to(`virtualNetworkGateways/${gateway}`) },
    localNetworkGateway2: { ...to(`localNetworkGateways/${site}`) },
  });
}

/** Connects a gateway to the circuit `circuit`, over which it learns these prefixes. */
export async function addCircuit(
  lab: Lab,
  gateway: string,
  prefixes: readonly string[],
): Promise<void> {
  const { client, location } = lab;
  await client.expressRouteCircuits.beginCreateOrUpdateAndWait("rg", "circuit", {
    location,
    sku: { name: "Standard_MeteredData", tier: "Standard", family: "MeteredData" },
    serviceProviderProperties: {
      serviceProviderName: "Equinix",
      peeringLocation: "Amsterdam",
      bandwidthInMbps: 50,
    },
    serviceProviderProvisioningState: "Provisioned",
  });
  await client.expressRouteCircuitPeerings.beginCreateOrUpdateAndWait(
    "rg",
    "circuit",
    "AzurePrivatePeering",
    {
      peeringType: "AzurePrivatePeering",
      peerASN: 65010,
      vlanId: 100,
      primaryPeerAddressPrefix: "172.31.255.0/30",
      secondaryPeerAddressPrefix: "172.31.255.4/30",
    },
  );
  const connection = `${gateway}-to-circuit`;
  await client.virtualNetworkGatewayConnections.beginCreateOrUpdateAndWait("rg", connection, {
    location,
    connectionType: "ExpressRoute",
    virtualNetworkGateway1: { ...to(`virtualNetworkGateways/${gateway}`) },
    peer: to("expressRouteCircuits/circuit"),
  });
  await learn(lab, `connections/${connection}`, prefixes, "10.3.129.58");
}

/** Says what a gateway or connection has learned by BGP. */
export async function learn(
  { app }: Lab,
  target: string,
  prefixes: readonly string[],
  nextHop: string,
): Promise<void> {
  const name = target.split("/").at(-1);
  const path = `/subscriptions/${subscription}/resourceGroups/rg/providers/Trueroute/learnedRoutes/${name}`;
  const routes = prefixes.map((prefix) => ({
    network: prefix,
    nextHop,
    asPath: "65010",
    origin: "EBgp",
    sourcePeer: nextHop,
  }));
  const answer = await send(app, "PUT", path, { properties: { target: to(target), routes } });
  expect(answer).toMatchObject({ status: 201 });
}

/** Makes an interface in a subnet, `vnet/subnet`. */
export function addNic({ client, location }: Lab, name: string, subnet: string): Promise<unknown> {
  const [vnet, own] = subnet.split("/");
  return client.networkInterfaces.beginCreateOrUpdateAndWait("rg", name, {
    location,
    ipConfigurations: [{ name: "ip", subnet: to(`virtualNetworks/${vnet}/subnets/${own}`) }],
  });
}

/** Adds a route to a table, or changes it. */
export function setRoute(
  { client }: Lab,
  place: string,
  addressPrefix: string,
  nextHop: string,
): Promise<unknown> {
  const [table = "", name = ""] = place.split("/");
  const hop = /^\d/.test(nextHop)
    ? { nextHopType: "VirtualAppliance", nextHopIpAddress: nextHop }
    : { nextHopType: nextHop };
  return client.routes.beginCreateOrUpdateAndWait("rg", table, name, { addressPrefix, ...hop });
}

/** The effective routes of an interface. */
export async function routesOf({ client }: Lab, nic: string): Promise<readonly ExpectedRow[]> {
  const { value = [] } = await client.networkInterfaces.beginGetEffectiveRouteTableAndWait(
    "rg",
    nic,
  );
  return value.map((row) => ({
    source: row.source ?? "",
    state: row.state ?? "",
    addressPrefix: row.addressPrefix ?? [],
    nextHopType: row.nextHopType ?? "",
    nextHopIpAddress: row.nextHopIpAddress ?? [],
  }));
}

/** Rows without the drop rows of the platform, as lines. */
export function brief(rows: readonly ExpectedRow[]): readonly string[] {
  return rows
    .filter(({ nextHopType }) => nextHopType !== "None")
    .map((row) =>
      [
        row.source,
        row.state,
        row.addressPrefix.join(","),
        row.nextHopType,
        ...row.nextHopIpAddress,
      ].join(" "),
    );
}

/**
 * What an interface's routes lack or have beside those of a case of test/golden. `addresses`: those
 * of this lab for those of the case.
 */
export async function differences(
  lab: Lab,
  nic: string,
  { name, target = nic, addresses = {} }: CaseOfNic,
): Promise<readonly string[]> {
  const text = readFileSync(join(caseFolder, name, "expected.json"), "utf8");
  const here = Object.entries(addresses).reduce(
    (whole, [there, own]) => whole.replaceAll(`"${there}"`, `"${own}"`),
    text,
  );
  const expected: { readonly effectiveRoutes: readonly ExpectedTarget[] } = JSON.parse(here);
  const wanted = expected.effectiveRoutes.find((one) => one.target === target);
  if (wanted === undefined) throw new Error(`${name} has no ${target}`);
  return mismatches(wanted, await routesOf(lab, nic));
}

interface CaseOfNic {
  readonly name: string;
  readonly target?: string;
  readonly addresses?: Readonly<Record<string, string>>;
}
