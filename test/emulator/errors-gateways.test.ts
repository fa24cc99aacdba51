// What Azure refuses around gateways, hubs, firewalls and private endpoints, by Microsoft's own client.
import type { NetworkManagementClient } from "@azure/arm-network";
import { expect, test } from "vitest";
import type { App } from "../../src/emulator/index.ts";
import { createGroup, networkClient, openApp, send, subscription } from "./sdk.ts";

const place = `/subscriptions/${subscription}/resourceGroups/rg/providers`;
const network = `${place}/Microsoft.Network`;
const location = "westeurope";

interface Row {
  readonly id: string;
  /** What is there: paths below the provider, with bodies. */
  readonly made?: Readonly<Record<string, unknown>>;
  readonly ask: (client: NetworkManagementClient) => Promise<unknown>;
  readonly status: number;
  readonly code: string;
  readonly message: string | RegExp;
}

const hub = (subnets: Readonly<Record<string, string>>, prefix = "10.0.0.0/16"): unknown => ({
  location,
  properties: {
    addressSpace: { addressPrefixes: [prefix] },
    subnets: Object.entries(subnets).map(([name, addressPrefix]) => ({
      name,
      properties: { addressPrefix },
    })),
  },
});
const subnetId = (name: string, of = "hub"): string =>
  `${network}/virtualNetworks/${of}/subnets/${name}`;
const gateway = (options: Readonly<Record<string, unknown>> = {}, subnet = "GatewaySubnet") => ({
  location,
  gatewayType: "Vpn",
  vpnType: "RouteBased",
  sku: { name: "VpnGw1", tier: "VpnGw1" },
  ipConfigurations: [{ name: "default", subnet: { id: subnetId(subnet) } }],
  ...options,
});
const gatewayBody = (options: Readonly<Record<string, unknown>> = {}): unknown => {
  const { location: where, ...properties } = gateway(options);
  const { ipConfigurations, ...rest } = properties;
  const seats = ipConfigurations.map(({ name, subnet }) => ({ name, properties: { subnet } }));
  return { location: where, properties: { ...rest, ipConfigurations: seats } };
};
const makeGateway =
  (body: ReturnType<typeof gateway>, name = "gw") =>
  (client: NetworkManagementClient) =>
    client.virtualNetworkGateways.beginCreateOrUpdateAndWait("rg", name, body);
const withGatewaySubnet = { "virtualNetworks/hub": hub({ GatewaySubnet: "10.0.0.0/27" }) };
const circuit = {
  location,
  sku: { name: "Standard_MeteredData", tier: "Standard", family: "MeteredData" },
  properties: { serviceProviderProperties: { bandwidthInMbps: 50 } },
};
const circuitPeering = {
  properties: {
    peeringType: "AzurePrivatePeering",
    peerASN: 65001,
    primaryPeerAddressPrefix: "192.168.1.0/30",
    secondaryPeerAddressPrefix: "192.168.2.0/30",
    vlanId: 100,
  },
};
const account = { location, sku: { name: "Standard_LRS" }, kind: "StorageV2" };
const endpoint = {
  location,
  properties: {
    subnet: { id: subnetId("app") },
    privateLinkServiceConnections: [
      {
        name: "blob",
        properties: {
          privateLinkServiceId: `${place}/Microsoft.Storage/storageAccounts/st1`,
          groupIds: ["blob"],
        },
      },
    ],
  },
};

const rows: readonly Row[] = [
  {
    id: "ERR-60: a gateway stands in GatewaySubnet alone",
    made: { "virtualNetworks/hub": hub({ app: "10.0.0.0/24" }) },
    ask: makeGateway(gateway({}, "app")),
    status: 400,
    code: "TrueRoute.GatewaySubnetName",
    message: /app: its subnet has to be named GatewaySubnet/,
  },
  {
    id: "ERR-61: /29 is for the Basic SKU",
    made: { "virtualNetworks/hub": hub({ GatewaySubnet: "10.0.0.0/29" }) },
    ask: makeGateway(gateway()),
    status: 400,
    code: "TrueRoute.GatewaySubnetTooSmall",
    message: /at least \/28 for its SKU/,
  },
  {
    id: "ERR-62: one gateway of a type",
    made: { ...withGatewaySubnet, "virtualNetworkGateways/first": gatewayBody() },
    ask: makeGateway(gateway(), "second"),
    status: 400,
    code: "TrueRoute.SecondGatewayOfType",
    message: /has gateway .*\/first of type vpn/,
  },
  {
    id: "ERR-66: a Basic gateway beside ExpressRoute",
    made: {
      ...withGatewaySubnet,
      "virtualNetworkGateways/er": gatewayBody({
        gatewayType: "ExpressRoute",
        sku: { name: "Standard", tier: "Standard" },
      }),
    },
    ask: makeGateway(gateway({ sku: { name: "Basic", tier: "Basic" } })),
    status: 400,
    code: "TrueRoute.GatewayCannotCoexist",
    message: /Basic SKU or policy-based/,
  },
  {
    id: "ERR-4, from the gateway's side",
    made: {
      "virtualNetworks/far": hub({ GatewaySubnet: "10.1.0.0/27" }, "10.1.0.0/16"),
      "virtualNetworkGateways/far": {
        ...(gatewayBody() as object),
        properties: {
          gatewayType: "Vpn",
          sku: { name: "VpnGw1" },
          ipConfigurations: [
            { name: "d", properties: { subnet: { id: subnetId("GatewaySubnet", "far") } } },
          ],
        },
      },
      ...withGatewaySubnet,
      "virtualNetworks/hub/virtualNetworkPeerings/to-far": {
        properties: {
          remoteVirtualNetwork: { id: `${network}/virtualNetworks/far` },
          useRemoteGateways: true,
        },
      },
    },
    ask: makeGateway(gateway()),
    status: 400,
    code: "TrueRoute.VnetUsesRemoteGateway",
    message: /because peering .*\/to-far of its virtual network uses remote gateways/,
  },
  {
    id: "a SKU of the other type",
    made: withGatewaySubnet,
    ask: makeGateway(
      gateway({ gatewayType: "ExpressRoute", sku: { name: "Basic", tier: "Basic" } }),
    ),
    status: 400,
    code: "InvalidGatewaySkuSpecifiedForGatewayDeploymentType",
    message:
      /^Virtual network gateway Sku specified is not valid for gateway .* with DeploymentType/,
  },
  {
    id: "active-active needs two configurations",
    made: withGatewaySubnet,
    ask: makeGateway(gateway({ active: true })),
    status: 400,
    code: "TrueRoute.ActiveActiveNeedsTwoIpConfigurations",
    message: /needs two IP configurations/,
  },
  {
    id: "ERR-63: a site has no default route",
    ask: (client) =>
      client.localNetworkGateways.beginCreateOrUpdateAndWait("rg", "site", {
        location,
        gatewayIpAddress: "203.0.113.9",
        localNetworkAddressSpace: { addressPrefixes: ["0.0.0.0/0"] },
      }),
    status: 400,
    code: "TrueRoute.LocalNetworkGatewayDefaultRoute",
    message: /0\.0\.0\.0\/1 and 128\.0\.0\.0\/1/,
  },
  {
    id: "a connection to a site names the site",
    made: { ...withGatewaySubnet, "virtualNetworkGateways/gw": gatewayBody() },
    ask: (client) =>
      client.virtualNetworkGatewayConnections.beginCreateOrUpdateAndWait("rg", "c", {
        location,
        connectionType: "IPsec",
        virtualNetworkGateway1: { ...gateway(), id: `${network}/virtualNetworkGateways/gw` },
      } as never),
    status: 400,
    code: "TrueRoute.ConnectionEndMissing",
    message: /needs localNetworkGateway2/,
  },
  {
    id: "ERR-84: a destination stands once in a hub's table",
    made: {
      "virtualWans/wan": { location, properties: {} },
      "virtualHubs/vhub": {
        location,
        properties: {
          virtualWan: { id: `${network}/virtualWans/wan` },
          addressPrefix: "10.9.0.0/24",
        },
      },
    },
    ask: (client) =>
      client.hubRouteTables.beginCreateOrUpdateAndWait("rg", "vhub", "table", {
        routes: ["a", "b"].map((name) => ({
          name,
          destinationType: "CIDR",
          destinations: ["10.20.0.0/16"],
          nextHopType: "ResourceId",
          nextHop: `${network}/azureFirewalls/fw`,
        })),
      }),
    status: 400,
    code: "DuplicateDestinations",
    message: /10\.20\.0\.0\/16 more than once/,
  },
  {
    id: "a firewall stands in AzureFirewallSubnet",
    made: { "virtualNetworks/hub": hub({ app: "10.0.0.0/24" }) },
    ask: (client) =>
      client.azureFirewalls.beginCreateOrUpdateAndWait("rg", "fw", {
        location,
        ipConfigurations: [{ name: "ip", subnet: { id: subnetId("app") } }],
      }),
    status: 400,
    code: "TrueRoute.FirewallSubnetName",
    message: /has to be named AzureFirewallSubnet/,
  },
  {
    id: "Global Reach from a circuit that is not provisioned fails late",
    made: {
      "expressRouteCircuits/one": circuit,
      "expressRouteCircuits/one/peerings/AzurePrivatePeering": circuitPeering,
      "expressRouteCircuits/two": circuit,
      "expressRouteCircuits/two/peerings/AzurePrivatePeering": circuitPeering,
    },
    ask: (client) =>
      client.expressRouteCircuitConnections.beginCreateOrUpdateAndWait(
        "rg",
        "one",
        "AzurePrivatePeering",
        "reach",
        {
          expressRouteCircuitPeering: {
            id: `${network}/expressRouteCircuits/one/peerings/AzurePrivatePeering`,
          },
          peerExpressRouteCircuitPeering: {
            id: `${network}/expressRouteCircuits/two/peerings/AzurePrivatePeering`,
          },
          addressPrefix: "10.200.0.0/29",
        },
      ),
    status: 200,
    code: "InitiatingCircuitNotProvisioned",
    message: /is Not Provisioned\. Current Status NotProvisioned/,
  },
  {
    id: "the interface of an endpoint is nobody else's",
    made: {
      "virtualNetworks/hub": hub({ app: "10.0.0.0/24" }),
      "/Microsoft.Storage/storageAccounts/st1": account,
      "privateEndpoints/pe": {
        ...endpoint,
        properties: { ...endpoint.properties, customNetworkInterfaceName: "pe-nic" },
      },
    },
    ask: (client) => client.networkInterfaces.beginDeleteAndWait("rg", "pe-nic"),
    status: 400,
    code: "CannotModifyNicAttachedToPrivateEndpoint",
    message: /belongs to .*\/privateEndpoints\/pe/,
  },
  {
    id: "an endpoint needs a service",
    made: { "virtualNetworks/hub": hub({ app: "10.0.0.0/24" }) },
    ask: (client) =>
      client.privateEndpoints.beginCreateOrUpdateAndWait("rg", "pe", {
        location,
        subnet: { id: subnetId("app") },
      }),
    status: 400,
    code: "TrueRoute.PrivateEndpointNeedsConnection",
    message: /privateLinkServiceId/,
  },
  {
    id: "a private link service leads to one thing",
    made: { "virtualNetworks/hub": hub({ app: "10.0.0.0/24" }) },
    ask: (client) =>
      client.privateLinkServices.beginCreateOrUpdateAndWait("rg", "pls", {
        location,
        ipConfigurations: [{ name: "ip", subnet: { id: subnetId("app") } }],
      }),
    status: 400,
    code: "EitherOneLoadBalancerFrontendIpConfigurationOrDestinationIPAddressRequiredOnPrivateLinkService",
    message:
      "Private Link Service pls requires either one LoadBalancerFrontendIpConfiguration if PLS with LB " +
      "based scenario or DestinationIPAddress if PLS UDR and NSG scenario.",
  },
];

test.each(rows)("$id", async ({ made, ask, status, code, message }) => {
  const app = await openApp();
  await createGroup(app, "rg");
  await makeAll(app, made ?? {});
  const error: unknown = await ask(networkClient(app)).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  const {
    statusCode,
    code: is,
    message: text,
  } = error as Error & {
    readonly statusCode?: number;
    readonly code?: string;
  };
  expect([is, text].join(" ")).toContain(code);
  expect(text).toMatch(message);
  // A request that fails late is no failed request.
  expect(statusCode ?? 200).toBe(status);
});

async function makeAll(app: App, made: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [path, body] of Object.entries(made)) {
    const url = path.startsWith("/") ? `${place}${path}` : `${network}/${path}`;
    const answer = await send(app, "PUT", url, body);
    expect([path, answer.status, answer.status < 300 ? undefined : answer.body]).toEqual([
      path,
      expect.toSatisfy((status: number) => status >= 200 && status < 300),
      undefined,
    ]);
  }
}
