// ROUTING.md 10.2: networks and subnets.
import { appSubnet, hub, id } from "./story.ts";
import { type RefusalRow, testRefusals } from "./table.ts";

const vnet = id("virtualNetworks", "v");

const rows: readonly RefusalRow[] = [
  {
    rule: "ERR-20",
    given: [hub],
    asked: (s) => s.subnet("v", "far", { addressPrefix: "10.1.0.0/24" }),
    code: "NetcfgSubnetRangeOutsideVnet",
    message:
      "Subnet 'far' is not valid because its IP address range is outside the IP address range of " +
      "virtual network 'v'.",
  },
  {
    rule: "ERR-21",
    given: [hub],
    asked: (s) => s.subnet("v", "twin", { addressPrefix: "10.0.0.128/25" }),
    code: "NetcfgSubnetRangesOverlap",
    message:
      "Subnet 'twin' is not valid because its IP address range overlaps with that of an existing " +
      "subnet in virtual network 'v'.",
  },
  {
    rule: "ERR-22",
    given: [hub],
    asked: (s) => s.subnet("v", "tiny", { addressPrefix: "10.0.1.0/30" }),
    code: "NetcfgInvalidSubnet",
    message: "Subnet 'tiny' is not valid in virtual network 'v'.",
  },
  {
    rule: "ERR-23, no prefix",
    asked: (s) => s.vnet("v", ["10.0.4.0/24--no-wait"]),
    code: "InvalidAddressPrefixFormat",
    message:
      `Address prefix 10.0.4.0/24--no-wait of resource ${vnet} is not formatted correctly. It should ` +
      "follow CIDR notation, for example 10.0.0.0/24.",
  },
  {
    rule: "ERR-23, host bits",
    asked: (s) => s.vnet("v", ["10.0.0.1/16"]),
    code: "InvalidCIDRNotation",
    message:
      "The address prefix 10.0.0.1/16 has an invalid CIDR notation. For the given prefix length, the " +
      "address prefix should be the first address of the range.",
  },
  {
    rule: "ERR-24",
    given: [hub, (s) => s.nic("n")],
    asked: (s) => s.client.subnets.beginDeleteAndWait("rg", "v", "app"),
    code: "InUseSubnetCannotBeDeleted",
    message:
      `Subnet app is in use by ${id("networkInterfaces", "n", "ipConfigurations", "ip0")} and cannot be ` +
      "deleted. In order to delete the subnet, delete all the resources within the subnet. See " +
      "aka.ms/deletesubnet.",
  },
  {
    rule: "ERR-24, by a network that no longer lists it",
    given: [hub, (s) => s.nic("n")],
    asked: (s) => s.vnet("v", ["10.0.0.0/16"], []),
    code: "InUseSubnetCannotBeDeleted",
    message:
      `Subnet app is in use by ${id("networkInterfaces", "n", "ipConfigurations", "ip0")} and cannot be ` +
      "deleted. In order to delete the subnet, delete all the resources within the subnet. See " +
      "aka.ms/deletesubnet.",
  },
  {
    rule: "ERR-25",
    given: [hub, (s) => s.nic("n")],
    asked: (s) => s.subnet("v", "app", { addressPrefix: "10.0.7.0/24" }),
    code: "InUseSubnetCannotBeUpdated",
    message: "Subnet app is in use and cannot be updated.",
  },
  {
    rule: "ERR-26",
    given: [hub],
    asked: (s) =>
      s.put(vnet, {
        location: "westeurope",
        properties: { addressSpace: { addressPrefixes: ["10.9.0.0/16"] } },
      }),
    code: "NetcfgSubnetRangeOutsideVnet",
    message:
      "Subnet 'app' is not valid because its IP address range is outside the IP address range of " +
      "virtual network 'v'.",
  },
  {
    rule: "ERR-27",
    asked: (s) => s.vnet("v", ["169.254.0.0/24"]),
    code: "TrueRoute.AddressRangeNotAllowed",
    message:
      `Address prefix 169.254.0.0/24 of virtual network ${vnet} is in a range that Azure keeps for ` +
      "itself (multicast, broadcast, loopback, link-local or the platform's own addresses).",
  },
  {
    rule: "ERR-28",
    given: [hub, (s) => s.nic("n")],
    asked: (s) => s.client.virtualNetworks.beginDeleteAndWait("rg", "v"),
    code: "InUseSubnetCannotBeDeleted",
    message:
      `Subnet app is in use by ${id("networkInterfaces", "n", "ipConfigurations", "ip0")} and cannot be ` +
      "deleted. In order to delete the subnet, delete all the resources within the subnet. See " +
      "aka.ms/deletesubnet.",
  },
  {
    rule: "encryption without its policy",
    asked: (s) =>
      s.client.virtualNetworks.beginCreateOrUpdateAndWait("rg", "v", {
        location: "westeurope",
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
        encryption: { enabled: true },
      }),
    code: "MustSpecifyBothEncryptionIntentAndEnforcementPolicy",
    message:
      `Cannot encrypt VirtualNetwork ${vnet} unless both encryption intent (Enabled true or false) and ` +
      "enforcement policy (AllowUnencrypted or DropUnencrypted) are specified.",
  },
  {
    rule: "another location",
    given: [hub],
    asked: (s) =>
      s.put(vnet, {
        location: "eastus",
        properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
      }),
    status: 409,
    code: "InvalidResourceLocation",
    message:
      "The resource 'v' already exists in location 'westeurope' in resource group 'rg'. A resource with " +
      "the same name cannot be created in location 'eastus'. Please select a new resource name.",
  },
  {
    rule: "DDoS plan in use",
    given: [
      (s) =>
        s.client.ddosProtectionPlans.beginCreateOrUpdateAndWait("rg", "plan", {
          location: "westeurope",
        }),
      (s) =>
        s.client.virtualNetworks.beginCreateOrUpdateAndWait("rg", "v", {
          location: "westeurope",
          addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
          ddosProtectionPlan: { id: id("ddosProtectionPlans", "plan") },
        }),
    ],
    asked: (s) => s.client.ddosProtectionPlans.beginDeleteAndWait("rg", "plan"),
    code: "InUseDdosProtectionPlanCannotBeDeleted",
    message:
      `DDoS Protection Plan ${id("ddosProtectionPlans", "plan")} cannot be deleted because it is in use ` +
      `with virtual networks ${vnet}.`,
  },
  {
    rule: "a table of another region, ERR-47",
    given: [hub, (s) => s.table("t", [], "eastus")],
    asked: (s) =>
      s.subnet("v", "app", {
        addressPrefix: "10.0.0.0/24",
        routeTable: { id: id("routeTables", "t") },
      }),
    code: "InvalidResourceReference",
    message:
      `Resource ${id("routeTables", "t")} referenced by resource ${appSubnet} was not found. Please make ` +
      "sure that the referenced resource exists, and that both resources are in the same region.",
  },
];

testRefusals(rows);
