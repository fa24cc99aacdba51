// What decides who a flow becomes outside, and who gets it behind a front end, written short.
import { idOf, type Json, reference, resource, subnetReference } from "./arm-json.ts";

/** A public address; Standard unless another SKU is given. */
export function publicIp(name: string, ipAddress: string | undefined, sku = "Standard"): Json {
  return resource("publicIPAddresses", name, { ipAddress }, { sku: { name: sku } });
}

/** A range of public addresses. */
export function publicRange(name: string, ipPrefix: string): Json {
  return resource("publicIPPrefixes", name, { ipPrefix });
}

/** A NAT gateway with the names of its addresses and ranges. */
export function natGateway(
  name: string,
  parts: {
    readonly addresses?: readonly string[];
    readonly addressesV6?: readonly string[];
    readonly ranges?: readonly string[];
    readonly subnets?: readonly string[];
    readonly sku?: string;
  },
): Json {
  const { addresses = [], addressesV6 = [], ranges = [], subnets = [], sku = "Standard" } = parts;
  return resource(
    "natGateways",
    name,
    {
      publicIpAddresses: addresses.map((one) => reference("publicIPAddresses", one)),
      publicIpAddressesV6: addressesV6.map((one) => reference("publicIPAddresses", one)),
      publicIpPrefixes: ranges.map((one) => reference("publicIPPrefixes", one)),
      subnets: subnets.map(subnetReference),
    },
    { sku: { name: sku } },
  );
}

/** An interface in `network/subnet` with its address, and what else its IP configuration has. */
export function interfaceAt(
  name: string,
  [subnet, privateIPAddress]: readonly [subnet: string, address: string],
  parts: {
    readonly publicIp?: string;
    /** `balancer/pool`. */
    readonly pools?: readonly string[];
    readonly machine?: string;
  } = {},
): Json {
  const { publicIp: named, pools = [], machine } = parts;
  return resource("networkInterfaces", name, {
    ipConfigurations: [
      {
        name: "ip",
        properties: {
          privateIPAddress,
          subnet: subnetReference(subnet),
          ...(named === undefined
            ? {}
            : { publicIPAddress: reference("publicIPAddresses", named) }),
          loadBalancerBackendAddressPools: pools.map((pool) =>
            reference("loadBalancers/backendAddressPools", pool),
          ),
        },
      },
    ],
    ...(machine === undefined
      ? {}
      : { virtualMachine: { id: idOf("Microsoft.Compute/virtualMachines", machine) } }),
  });
}

/** A virtual machine; `state` is what `az vm list -d` says. */
export function machine(name: string, state?: string, more: Json = {}): Json {
  const type = "Microsoft.Compute/virtualMachines";
  const said = state === undefined ? {} : { powerState: state };
  return { id: idOf(type, name), name, type, ...said, properties: more };
}

/** Parts of a load balancer; rules are ARM's properties with short names for what they refer to. */
export interface BalancerParts {
  readonly sku?: "Basic" | "Standard" | "Gateway";
  /** `ADDRESS@network/subnet`, or the name of a public address, by the name of the front end. */
  readonly frontends: Readonly<Record<string, string>>;
  /** Addresses of members, by the name of the pool; `undefined` lists none. */
  readonly pools?: Readonly<Record<string, readonly string[] | undefined>>;
  /** `FRONTEND PORT/PROTOCOL POOL [PORT]`, by the name of the rule. */
  readonly rules?: Readonly<Record<string, string>>;
  /** Properties that the rules of these names have besides. */
  readonly more?: Readonly<Record<string, Json>>;
  /** `FRONTEND[,FRONTEND] PROTOCOL POOL`, by the name of the rule. */
  readonly outbound?: Readonly<Record<string, string>>;
  /** `FRONTEND PORT[-PORT]/PROTOCOL BACKEND-PORT`, then `nic:NAME` or `pool:NAME`. */
  readonly nat?: Readonly<Record<string, string>>;
}

/** A load balancer. */
export function balancer(name: string, parts: BalancerParts): Json {
  const { sku = "Standard", frontends, pools = {}, rules = {}, outbound = {}, nat = {} } = parts;
  const named = (type: string, own: string): Json =>
    reference(`loadBalancers/${type}`, `${name}/${own}`);
  return resource(
    "loadBalancers",
    name,
    {
      frontendIPConfigurations: Object.entries(frontends).map(([own, text]) => ({
        name: own,
        properties: frontendJson(text),
      })),
      backendAddressPools: Object.entries(pools).map(([own, members]) => ({
        name: own,
        properties: poolJson(members),
      })),
      loadBalancingRules: Object.entries(rules).map(([own, text]) => {
        const [frontend = "", at = "", pool = "", backendPort] = text.split(" ");
        const [port, protocol] = at.split("/");
        return {
          name: own,
          properties: {
            frontendIPConfiguration: named("frontendIPConfigurations", frontend),
            backendAddressPool: named("backendAddressPools", pool),
            protocol,
            frontendPort: Number(port),
            backendPort: Number(backendPort ?? port),
            ...parts.more?.[own],
          },
        };
      }),
      outboundRules: Object.entries(outbound).map(([own, text]) => {
        const [list = "", protocol, pool = ""] = text.split(" ");
        return {
          name: own,
          properties: {
            frontendIPConfigurations: list
              .split(",")
              .map((one) => named("frontendIPConfigurations", one)),
            backendAddressPool: named("backendAddressPools", pool),
            protocol,
          },
        };
      }),
      inboundNatRules: Object.entries(nat).map(([own, text]) => {
        const [frontend = "", at = "", backendPort, target = ""] = text.split(" ");
        const [ports = "", protocol] = at.split("/");
        const [first, last] = ports.split("-").map(Number);
        const [kind, of = ""] = target.split(":");
        const range =
          last === undefined
            ? { frontendPort: first }
            : { frontendPort: 0, frontendPortRangeStart: first, frontendPortRangeEnd: last };
        return {
          name: own,
          properties: {
            frontendIPConfiguration: named("frontendIPConfigurations", frontend),
            protocol,
            ...range,
            backendPort: Number(backendPort),
            ...(kind === "pool"
              ? { backendAddressPool: named("backendAddressPools", of) }
              : {
                  backendIPConfiguration: reference(
                    "networkInterfaces/ipConfigurations",
                    `${of}/ip`,
                  ),
                }),
            ...parts.more?.[own],
          },
        };
      }),
    },
    { sku: { name: sku } },
  );
}

function frontendJson(text: string): Json {
  const [privateIPAddress, subnet] = text.split("@");
  return subnet === undefined
    ? { publicIPAddress: reference("publicIPAddresses", text) }
    : { privateIPAddress, subnet: subnetReference(subnet) };
}

function poolJson(members: readonly string[] | undefined): Json {
  if (members === undefined) return {};
  return {
    loadBalancerBackendAddresses: members.map((ipAddress) => ({
      name: ipAddress,
      properties: { ipAddress },
    })),
  };
}
