// ROUTING.md 10.3: route tables, security groups and the subnets of the platform.
import type { Route, SecurityRule } from "@azure/arm-network";
import { group, id, type Story } from "./story.ts";
import { type RefusalRow, testRefusals } from "./table.ts";

const table = id("routeTables", "t");
const route = (name: string): string => `${table}/routes/${name}`;
const rule = (name: string): string => id("networkSecurityGroups", "g", "securityRules", name);

const toFirewall = (name: string, more: Partial<Route> = {}): Route => ({
  name,
  addressPrefix: "10.9.0.0/16",
  nextHopType: "VirtualAppliance",
  nextHopIpAddress: "10.0.0.4",
  ...more,
});

const allow = (name: string, more: Partial<SecurityRule> = {}): SecurityRule => ({
  name,
  protocol: "Tcp",
  access: "Allow",
  direction: "Inbound",
  priority: 100,
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "443",
  ...more,
});

const reserved = (name: string) => (story: Story) =>
  story.vnet("v", ["10.0.0.0/16"], [{ name, addressPrefix: "10.0.0.0/24" }]);
const update = (name: string, more: object) => (story: Story) =>
  story.subnet("v", name, { addressPrefix: "10.0.0.0/24", ...more });
const withTable = { routeTable: { id: table } };
const withGroup = { networkSecurityGroup: { id: id("networkSecurityGroups", "g") } };

const rows: readonly RefusalRow[] = [
  {
    rule: "ERR-40",
    given: [(s) => s.table("t"), reserved("app"), update("app", withTable)],
    asked: (s) => s.client.routeTables.beginDeleteAndWait("rg", "t"),
    code: "InUseRouteTableCannotBeDeleted",
    message: "Route table t is in use and cannot be deleted.",
  },
  {
    rule: "ERR-41",
    asked: (s) =>
      s.table("t", [{ name: "r", addressPrefix: "10.9.0.0/16", nextHopType: "VirtualAppliance" }]),
    code: "NullOrEmptyNextHopIpAddressInRoute",
    message:
      "NextHopIpAddress cannot be Null or Empty in route when NextHopType is VirtualAppliance",
  },
  {
    rule: "ERR-42",
    asked: (s) => s.table("t", [toFirewall("r", { nextHopType: "None" })]),
    code: "TrueRoute.NextHopIpAddressNotAllowed",
    message:
      `Route ${route("r")} has a nextHopIpAddress that does not go with the next hop type None. Only ` +
      "VirtualAppliance takes one, and it has to be an IP address.",
  },
  {
    rule: "ERR-43",
    asked: (s) => s.table("t", [toFirewall("one"), toFirewall("two")]),
    code: "RouteConflict",
    message: "Route: two conflicts with Route: one. Routes cannot have the same AddressPrefix.",
  },
  {
    rule: "ERR-44",
    asked: (s) =>
      s.table(
        "t",
        Array.from({ length: 401 }, (_, index) =>
          toFirewall(`r${index}`, { addressPrefix: `10.${index >> 8}.${index & 255}.0/24` }),
        ),
      ),
    code: "TrueRoute.TooManyRoutes",
    message: `Route table ${table.toLowerCase()} would have 401 routes; a route table holds at most 400.`,
  },
  {
    rule: "ERR-45",
    asked: (s) =>
      s.table(
        "t",
        Array.from({ length: 26 }, (_, index) =>
          toFirewall(`r${index}`, { addressPrefix: `Tag${index}` }),
        ),
      ),
    code: "TrueRoute.TooManyServiceTagRoutes",
    message: `Route table ${table.toLowerCase()} would have 26 routes to service tags; a route table holds at most 25.`,
  },
  {
    rule: "ERR-46",
    asked: (s) =>
      s.put(`${table}`, {
        location: "westeurope",
        properties: {
          routes: [
            {
              name: "r",
              properties: {
                addressPrefix: "10.9.0.0/16",
                nextHopType: "VirtualApplianceEcmp",
                nextHop: { nextHopIpAddresses: ["10.0.0.4"] },
              },
            },
          ],
        },
      }),
    code: "TrueRoute.EcmpNextHops",
    message:
      `Route ${route("r")} needs 2 to 64 addresses in nextHop.nextHopIpAddresses, and only the next hop ` +
      "type VirtualApplianceEcmp takes them.",
  },
  {
    rule: "a next hop type that nobody knows",
    asked: (s) => s.table("t", [{ name: "r", addressPrefix: "10.9.0.0/16", nextHopType: "Moon" }]),
    code: "TrueRoute.NextHopTypeUnknown",
    message:
      `Route ${route("r")} has the next hop type 'Moon'. Known types: VirtualNetworkGateway, VnetLocal, ` +
      "Internet, VirtualAppliance, VirtualApplianceEcmp, None.",
  },
  {
    rule: "ERR-48",
    given: [(s) => s.table("t"), reserved("AzureBastionSubnet")],
    asked: update("AzureBastionSubnet", withTable),
    code: "RouteTableCannotBeAttachedForAzureBastionSubnet",
    message: "Route Table t cannot be attached to Azure Bastion Subnet AzureBastionSubnet.",
  },
  {
    rule: "ERR-49",
    given: [(s) => s.securityGroup("g", [allow("https")]), reserved("AzureBastionSubnet")],
    asked: update("AzureBastionSubnet", withGroup),
    code: "NetworkSecurityGroupNotCompliantForAzureBastionSubnet",
    message:
      "Network security group g does not have necessary rules for Azure Bastion Subnet AzureBastionSubnet.",
  },
  {
    rule: "ERR-50",
    given: [(s) => s.securityGroup("g"), reserved("GatewaySubnet")],
    asked: update("GatewaySubnet", withGroup),
    code: "NetworkSecurityGroupCannotBeAttachedToGatewaySubnet",
    message:
      `The operation failed because the network security group ${id("networkSecurityGroups", "g")} can ` +
      "not be associated to the GatewaySubnet. Please remove the network security group associated to " +
      "the GatewaySubnet. No changes have occurred on the gateway at this time. See here for " +
      "additional details: https://aka.ms/GatewaySubnet.",
  },
  {
    rule: "ERR-52",
    given: [(s) => s.table("t"), reserved("RouteServerSubnet")],
    asked: update("RouteServerSubnet", withTable),
    code: "TrueRoute.RouteServerSubnetTakesNoAttachment",
    message:
      `${table} cannot be attached to ${id("virtualNetworks", "v", "subnets", "RouteServerSubnet")}: ` +
      "RouteServerSubnet takes no route table and no network security group.",
  },
  {
    rule: "ERR-53",
    given: [(s) => s.securityGroup("g"), reserved("app"), update("app", withGroup)],
    asked: (s) => s.client.networkSecurityGroups.beginDeleteAndWait("rg", "g"),
    code: "InUseNetworkSecurityGroupCannotBeDeleted",
    message:
      `Network security group ${id("networkSecurityGroups", "g")} cannot be deleted because it is in use ` +
      `by the following resources: ${id("virtualNetworks", "v", "subnets", "app")}. In order to delete ` +
      "the Network security group, remove the association with the resource(s). To learn how to do " +
      "this, see aka.ms/deletensg.",
  },
  {
    rule: "two rules of one priority and direction",
    asked: (s) => s.securityGroup("g", [allow("one"), allow("two")]),
    code: "SecurityRuleConflict",
    message:
      "Security rule two conflicts with rule one. Rules cannot have the same Priority and Direction. To " +
      "learn more, see aka.ms/nsgrules.",
  },
  {
    rule: "a priority out of range",
    asked: (s) => s.securityGroup("g", [allow("one", { priority: 4097 })]),
    code: "SecurityRuleInvalidPriority",
    message: "Security rule has invalid Priority. Value provided: 4097 Allowed range 100-4096.",
  },
  {
    rule: "a service tag in a list",
    asked: (s) =>
      s.put(`${group}/providers/Microsoft.Network/networkSecurityGroups/g`, {
        location: "westeurope",
        properties: {
          securityRules: [
            {
              name: "one",
              properties: {
                protocol: "Tcp",
                access: "Allow",
                direction: "Inbound",
                priority: 100,
                sourceAddressPrefixes: ["Internet"],
                sourcePortRange: "*",
                destinationAddressPrefix: "*",
                destinationPortRange: "*",
              },
            },
          ],
        },
      }),
    code: "SecurityRuleParameterContainsUnsupportedValue",
    message:
      `Security rule parameter SourceAddressPrefix for rule with Id ${rule("one")} cannot specify ` +
      "existing VIRTUALNETWORK, INTERNET, AZURELOADBALANCER, '*' or system tags. Unsupported value " +
      "used: Internet.",
  },
  {
    rule: "a port that is none",
    asked: (s) => s.securityGroup("g", [allow("one", { destinationPortRange: "70000" })]),
    code: "SecurityRuleInvalidPortRange",
    message:
      "Security rule has invalid Port range. Value provided: 70000. Value should be an integer OR " +
      "integer range with '-' delimiter. Valid range 0-65535.",
  },
  {
    rule: "a prefix that is none",
    asked: (s) => s.securityGroup("g", [allow("one", { sourceAddressPrefix: "10.0.0.0/40" })]),
    code: "SecurityRuleInvalidAddressPrefix",
    message: "Security rule has invalid Address prefix. Value provided: 10.0.0.0/40",
  },
  {
    rule: "a rule without ports",
    asked: (s) =>
      s.put(rule("one").replace("/securityRules/one", ""), {
        location: "westeurope",
        properties: {
          securityRules: [{ name: "one", properties: { ...allow("one"), sourcePortRange: null } }],
        },
      }),
    code: "TrueRoute.SecurityRuleParameterMissing",
    message: `Security rule ${rule("one")} has no sourcePortRange, nor anything in its place.`,
  },
];

testRefusals(rows);
