// The beginnings of stories that end in a refusal, told to a server by Microsoft's own client.
import type {
  NetworkManagementClient,
  NetworkSecurityGroup,
  PublicIPAddress,
  Route,
  SecurityRule,
  Subnet,
  VirtualNetworkPeering,
} from "@azure/arm-network";
import type { App } from "../../../src/emulator/index.ts";
import { createGroup, networkClient, openApp, send, subscription } from "../sdk.ts";

export const group = `/subscriptions/${subscription}/resourceGroups/rg`;
const network = `${group}/providers/Microsoft.Network`;

/** Id of a resource of Microsoft.Network: `id("virtualNetworks", "v")`. */
export function id(...segments: readonly string[]): string {
  return `${network}/${segments.join("/")}`;
}

export const location = "westeurope";

/** One server with one group, and short words for what stories are made of. */
export class Story {
  readonly app: App;
  readonly client: NetworkManagementClient;

  private constructor(app: App) {
    this.app = app;
    this.client = networkClient(app);
  }

  static async begin(): Promise<Story> {
    const app = await openApp();
    await createGroup(app, "rg", location);
    return new Story(app);
  }

  vnet(
    name: string,
    prefixes: readonly string[],
    subnets: readonly Subnet[] = [],
  ): Promise<unknown> {
    return this.client.virtualNetworks.beginCreateOrUpdateAndWait("rg", name, {
      location,
      addressSpace: { addressPrefixes: [...prefixes] },
      subnets: [...subnets],
    });
  }

  subnet(vnet: string, name: string, subnet: Subnet): Promise<unknown> {
    return this.client.subnets.beginCreateOrUpdateAndWait("rg", vnet, name, subnet);
  }

  peer(
    from: string,
    to: string,
    more: VirtualNetworkPeering & { readonly name?: string } = {},
  ): Promise<unknown> {
    const { name = `to-${to}`, ...rest } = more;
    const peering = { remoteVirtualNetwork: { id: id("virtualNetworks", to) }, ...rest };
    return this.client.virtualNetworkPeerings.beginCreateOrUpdateAndWait("rg", from, name, peering);
  }

  /** A gateway that others may use: a VPN gateway in the GatewaySubnet of a network. */
  async gateway(vnet: string): Promise<unknown> {
    const subnet = id("virtualNetworks", vnet, "subnets", "GatewaySubnet");
    await this.address(`${vnet}-ip`);
    return this.client.virtualNetworkGateways.beginCreateOrUpdateAndWait("rg", `${vnet}-gw`, {
      location,
      gatewayType: "Vpn",
      vpnType: "RouteBased",
      sku: { name: "VpnGw1", tier: "VpnGw1" },
      ipConfigurations: [
        {
          name: "default",
          subnet: { id: subnet },
          publicIPAddress: { id: id("publicIPAddresses", `${vnet}-ip`) },
        },
      ],
    });
  }

  table(name: string, routes: readonly Route[] = [], where = location): Promise<unknown> {
    const table = { location: where, routes: [...routes] };
    return this.client.routeTables.beginCreateOrUpdateAndWait("rg", name, table);
  }

  securityGroup(
    name: string,
    rules: readonly SecurityRule[] = [],
    more: NetworkSecurityGroup = {},
  ): Promise<unknown> {
    const body = { location, securityRules: [...rules], ...more };
    return this.client.networkSecurityGroups.beginCreateOrUpdateAndWait("rg", name, body);
  }

  address(name: string, more: PublicIPAddress = {}): Promise<unknown> {
    return this.client.publicIPAddresses.beginCreateOrUpdateAndWait("rg", name, {
      location,
      publicIPAllocationMethod: "Static",
      sku: { name: "Standard" },
      ...more,
    });
  }

  /** An interface in `v/app`, with one configuration for each address; `undefined`: any. */
  nic(name: string, addresses: readonly (string | undefined)[] = [undefined]): Promise<unknown> {
    return this.client.networkInterfaces.beginCreateOrUpdateAndWait("rg", name, {
      location,
      ipConfigurations: addresses.map((address, index) => ({
        name: `ip${index}`,
        primary: index === 0,
        subnet: { id: appSubnet },
        ...(address === undefined
          ? {}
          : { privateIPAddress: address, privateIPAllocationMethod: "Static" }),
      })),
    });
  }

  /** A virtual machine with interfaces, which the network client does not know. */
  async machine(name: string, ...nics: readonly string[]): Promise<unknown> {
    const path = `${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
    const networkInterfaces = nics.map((nic) => ({ id: id("networkInterfaces", nic) }));
    const body = { location, properties: { networkProfile: { networkInterfaces } } };
    return this.put(path, body);
  }

  /** A PUT as it stands: for bodies that the client would not send. */
  async put(path: string, body: unknown): Promise<unknown> {
    const answer = await send(this.app, "PUT", path, body);
    if (answer.status >= 400) throw new Refused(answer.status, answer.body);
    return answer.body;
  }
}

/** The subnet in which stories happen: see `hub`. */
export const appSubnet: string = id("virtualNetworks", "v", "subnets", "app");

/** The network `v` with the subnet `app`. */
export function hub(story: Story): Promise<unknown> {
  return story.vnet("v", ["10.0.0.0/16"], [{ name: "app", addressPrefix: "10.0.0.0/24" }]);
}

/** A refusal of a plain request, with the same members as those of the client. */
class Refused extends Error {
  readonly statusCode: number;
  readonly code: string;
  readonly details: unknown;

  constructor(statusCode: number, body: unknown) {
    const { error } = body as { readonly error: Record<string, unknown> };
    super(String(error["message"]));
    this.statusCode = statusCode;
    this.code = String(error["code"]);
    this.details = error["details"];
  }
}
