// A network with machines, and what may keep them from Azure's own services.
import { fact, network, nic, resource, to } from "../resources.ts";
import { table, vpn, withTable } from "./estate-parts.ts";
import { allFindingsOf, briefly } from "./findings-of.ts";

const compute =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Compute";

/** A machine in a subnet of `hub`, with the interface `NAME-nic`; no system where none is given. */
export function machine(
  name: string,
  osType: string | undefined,
  { at = "hub/app", address = "10.0.2.4", card = {} }: MachineParts = {},
): readonly object[] {
  const id = `${compute}/virtualMachines/${name}`;
  return [
    nic(`${name}-nic`, at.replace("/", "/subnets/"), address, { virtualMachine: { id }, ...card }),
    {
      id,
      properties: {
        ...(osType === undefined ? {} : { storageProfile: { osDisk: { osType } } }),
        networkProfile: { networkInterfaces: [to(`networkInterfaces/${name}-nic`)] },
      },
    },
  ];
}

interface MachineParts {
  /** `network/subnet`. */
  readonly at?: string;
  readonly address?: string;
  /** Properties of the interface. */
  readonly card?: object;
}

/** An extension of a machine. */
export function extension(of: string, publisher: string, type: string): object {
  const id = `${compute}/virtualMachines/${of}/extensions/x`;
  return { id, properties: { publisher, type } };
}

/** The network hub 10.0.0.0/16 with the subnet app, whose route table `rt` has these lines. */
export function hub(
  lines: readonly string[],
  { app = {}, region = "westeurope", others = {} }: HubParts = {},
): readonly object[] {
  return [
    network("hub", "10.0.0.0/16", {
      subnets: {
        GatewaySubnet: "10.0.255.0/27",
        AzureFirewallSubnet: "10.0.1.0/26",
        app: withTable("10.0.2.0/24", "rt", app),
        ...others,
      },
      more: { location: region },
    }),
    table("rt", lines),
  ];
}

interface HubParts {
  /** Further properties of the subnet app. */
  readonly app?: object;
  readonly region?: string;
  readonly others?: Readonly<Record<string, string | object>>;
}

/** A VPN gateway with the site `hq`, which announces a default route. */
export function forced(more: object = {}): readonly object[] {
  return [
    ...vpn(),
    resource("localNetworkGateways/hq", {
      bgpSettings: { asn: 65010, bgpPeeringAddress: "192.168.255.254" },
    }),
    resource("connections/to-hq", {
      connectionType: "IPsec",
      enableBgp: true,
      virtualNetworkGateway1: to("virtualNetworkGateways/vpn"),
      localNetworkGateway2: to("localNetworkGateways/hq"),
    }),
    fact("onPremisesSites", "hq", {
      addressPrefixes: ["192.168.0.0/16"],
      advertisedPrefixes: ["192.168.0.0/16", "0.0.0.0/0"],
      connectedTo: [to("connections/to-hq")],
      ...more,
    }),
  ];
}

/** What `forced` takes for a site that lets packets out, as 203.0.113.7. */
export const open = { internetEgress: { publicIPAddress: "203.0.113.7" } } as const;

/** Routes to the Internet for the activation servers of the public cloud. */
export const activationRoutes = [
  "kms 23.102.135.246/32 Internet",
  "azkms1 20.118.99.224/32 Internet",
  "azkms2 40.83.235.53/32 Internet",
] as const;

/** A firewall at 10.0.1.4 with a public address and network rules, each a line `PROTOCOL DESTINATION PORT`. */
export function firewallWith(rules: readonly string[]): readonly object[] {
  const subnet = to("virtualNetworks/hub/subnets/AzureFirewallSubnet");
  const properties = {
    privateIPAddress: "10.0.1.4",
    subnet,
    publicIPAddress: to("publicIPAddresses/fw-ip"),
  };
  const written = rules.map((line, at) => {
    const [protocol = "", destination = "", port = ""] = line.split(" ");
    return {
      name: `r${at}`,
      protocols: [protocol],
      sourceAddresses: ["*"],
      destinationAddresses: [destination],
      destinationPorts: [port],
    };
  });
  return [
    resource("publicIPAddresses/fw-ip", { ipAddress: "20.0.0.9" }, { sku: { name: "Standard" } }),
    resource("azureFirewalls/azfw", {
      ipConfigurations: [{ name: "c", properties }],
      networkRuleCollections:
        written.length === 0
          ? []
          : [
              {
                name: "allow",
                properties: { priority: 100, action: { type: "Allow" }, rules: written },
              },
            ],
    }),
  ];
}

/** A security group that denies everything outbound. */
export function closedGroup(name: string): object {
  return resource(`networkSecurityGroups/${name}`, {
    securityRules: [
      {
        name: "nothing-out",
        properties: {
          direction: "Outbound",
          access: "Deny",
          priority: 4000,
          protocol: "*",
          sourceAddressPrefix: "*",
          sourcePortRange: "*",
          destinationAddressPrefix: "*",
          destinationPortRange: "*",
        },
      },
    ],
  });
}

/** The findings of the family platform but for activation, as code and severity. */
export function platformFindings(resources: readonly object[]): readonly string[] {
  const findings = allFindingsOf(resources).filter(
    ({ family, code }) => family === "platform" && code !== "TR101",
  );
  return briefly(findings);
}
