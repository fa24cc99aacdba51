// Short forms of ARM resources for tests. Paths such as `virtualNetworks/hub/subnets/a` stand for
// whole ids.
import { compileSnapshot } from "../src/compile/index.ts";
import type { Diagnostic } from "../src/diagnostic/index.ts";
import { snapshotOf } from "./snapshot-of.ts";

const scope =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Network";

/** Gives the id that a path stands for. */
export function idOf(path: string): string {
  return `${scope}/${path}`;
}

/** Gives a reference to the resource of a path. */
export function to(path: string): { readonly id: string } {
  return { id: idOf(path) };
}

/** Gives a resource with these properties and, beside them, `more`. */
export function resource(path: string, properties: object = {}, more: object = {}): object {
  return { id: idOf(path), name: path.split("/").at(-1), ...more, properties };
}

/** Gives a fact of ours. */
export function fact(type: string, name: string, properties: object): object {
  return { type: `Trueroute/${type}`, name, properties };
}

/** Gives a network; `subnets` maps names to a prefix or to properties. */
export function network(
  name: string,
  prefixes: string,
  { subnets = {}, peerings = [], more = {} }: NetworkOptions = {},
): object {
  const path = `virtualNetworks/${name}`;
  const children = Object.entries(subnets).map(([child, value]) =>
    resource(
      `${path}/subnets/${child}`,
      typeof value === "string" ? { addressPrefix: value } : value,
    ),
  );
  const addressPrefixes = prefixes === "" ? [] : prefixes.split(" ");
  return resource(
    path,
    { addressSpace: { addressPrefixes }, subnets: children, virtualNetworkPeerings: peerings },
    { location: "westeurope", ...more },
  );
}

interface NetworkOptions {
  readonly subnets?: Readonly<Record<string, string | object>>;
  readonly peerings?: readonly object[];
  readonly more?: object;
}

/** Gives a connected peering from one network to another. */
export function peering(from: string, remote: string, properties: object = {}): object {
  return resource(`virtualNetworks/${from}/virtualNetworkPeerings/to-${remote}`, {
    peeringState: "Connected",
    remoteVirtualNetwork: to(`virtualNetworks/${remote}`),
    ...properties,
  });
}

/** Gives an interface with one address in a subnet. */
export function nic(name: string, subnet: string, address: string, more: object = {}): object {
  return resource(`networkInterfaces/${name}`, {
    ipConfigurations: [
      {
        name: "ipconfig1",
        properties: { privateIPAddress: address, subnet: to(`virtualNetworks/${subnet}`) },
      },
    ],
    ...more,
  });
}

/**
 * Gives a VPN gateway in the GatewaySubnet of a network, active-standby, with the public address
 * 20.0.0.1.
 */
export function gateway(name: string, properties: object = {}, network = "hub"): object {
  return resource(`virtualNetworkGateways/${name}`, {
    gatewayType: "Vpn",
    vpnType: "RouteBased",
    ipConfigurations: [
      {
        name: "default",
        properties: {
          subnet: to(`virtualNetworks/${network}/subnets/GatewaySubnet`),
          publicIPAddress: to("publicIPAddresses/p"),
        },
      },
    ],
    ...properties,
  });
}

/** The public address that `gateway` names. */
export const publicIp: object = resource("publicIPAddresses/p", { ipAddress: "20.0.0.1" });

/** Gives a route as it stands inside a route table. */
export function route(name: string, addressPrefix: string, nextHopType = "None"): object {
  return { name, properties: { addressPrefix, nextHopType } };
}

/** Compiles resources. */
export function compile(...resources: readonly object[]): ReturnType<typeof compileSnapshot> {
  return compileSnapshot(snapshotOf(resources));
}

/** Says each diagnostic as its code and its place: `code resource#pointer`. */
export function brief(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, place }) => {
    const name = place.resource.split("/").slice(-2).join("/");
    const pointer = place.pointer.replaceAll("/properties", "");
    return `${code} ${name}${pointer === "" ? "" : `#${pointer}`}`;
  });
}
