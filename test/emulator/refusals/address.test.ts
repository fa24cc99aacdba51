// Private and public addresses, and who has them.
import { appSubnet, group, hub, id, location, type Story } from "./story.ts";
import { type RefusalRow, testRefusals } from "./table.ts";

const nic = (name: string): string => id("networkInterfaces", name);
const configuration = (name: string, index = 0): string =>
  `${nic(name)}/ipConfigurations/ip${index}`;
const publicIp = (name: string): string => id("publicIPAddresses", name);
const balancer = id("loadBalancers", "lb");

const tiny = (story: Story) =>
  story.vnet("v", ["10.0.0.0/16"], [{ name: "app", addressPrefix: "10.0.0.0/29" }]);
const attach = (name: string, address: string) => (story: Story) =>
  story.client.networkInterfaces.beginCreateOrUpdateAndWait("rg", name, {
    location,
    ipConfigurations: [
      { name: "ip0", subnet: { id: appSubnet }, publicIPAddress: { id: publicIp(address) } },
    ],
  });
const balance =
  (frontends: readonly object[], sku = "Standard") =>
  (story: Story) =>
    story.put(balancer, {
      location,
      sku: { name: sku },
      properties: {
        frontendIPConfigurations: frontends.map((properties, index) => ({
          name: `f${index}`,
          properties,
        })),
      },
    });

const rows: readonly RefusalRow[] = [
  {
    rule: "an address of another subnet",
    given: [hub],
    asked: (s) => s.nic("n", ["10.0.9.4"]),
    code: "PrivateIPAddressNotInSubnet",
    message:
      "Private static IP address 10.0.9.4 does not belong to the range of subnet prefix 10.0.0.0/24.",
  },
  {
    rule: "an address that Azure keeps",
    given: [hub],
    asked: (s) => s.nic("n", ["10.0.0.3"]),
    code: "PrivateIPAddressInReservedRange",
    message:
      "Private static IP address 10.0.0.3 falls within reserved IP range of subnet prefix 10.0.0.0/24.",
  },
  {
    rule: "the last address, which Azure keeps too",
    given: [hub],
    asked: (s) => s.nic("n", ["10.0.0.255"]),
    code: "PrivateIPAddressInReservedRange",
    message:
      "Private static IP address 10.0.0.255 falls within reserved IP range of subnet prefix 10.0.0.0/24.",
  },
  {
    rule: "an address that another interface has",
    given: [hub, (s) => s.nic("m", ["10.0.0.7"])],
    asked: (s) => s.nic("n", ["10.0.0.7"]),
    code: "PrivateIPAddressIsAllocated",
    message:
      `IP configuration ${configuration("n")} is using the private IP address 10.0.0.7 which is already ` +
      `allocated to resource ${configuration("m")}.`,
  },
  {
    rule: "a subnet without a free address",
    given: [tiny, (s) => s.nic("n", [undefined, undefined, undefined])],
    asked: (s) => s.nic("one-too-many"),
    code: "SubnetIsFull",
    message: `Subnet ${appSubnet} with address prefix 10.0.0.0/29 does not have enough capacity for 1 IP addresses.`,
  },
  {
    rule: "a static address that nobody names",
    given: [hub],
    asked: (s) =>
      s.client.networkInterfaces.beginCreateOrUpdateAndWait("rg", "n", {
        location,
        ipConfigurations: [
          { name: "ip0", subnet: { id: appSubnet }, privateIPAllocationMethod: "Static" },
        ],
      }),
    code: "TrueRoute.StaticAddressMissing",
    message: `IP configuration ${configuration("n")} has the allocation method Static and no privateIPAddress.`,
  },
  {
    rule: "a configuration without a subnet",
    asked: (s) =>
      s.client.networkInterfaces.beginCreateOrUpdateAndWait("rg", "n", {
        location,
        ipConfigurations: [{ name: "ip0" }],
      }),
    code: "SubnetIsRequired",
    message: `Subnet reference is required for ipconfiguration ${configuration("n")}.`,
  },
  {
    rule: "an interface without a configuration",
    asked: (s) => s.client.networkInterfaces.beginCreateOrUpdateAndWait("rg", "n", { location }),
    code: "TrueRoute.NetworkInterfaceHasNoIpConfiguration",
    message: `Network interface ${nic("n")} needs at least one IP configuration.`,
  },
  {
    rule: "ERR-11, a subnet that is not there",
    given: [(s) => s.vnet("v", ["10.0.0.0/16"])],
    asked: (s) => s.nic("n"),
    code: "InvalidResourceReference",
    message:
      `Resource ${appSubnet} referenced by resource ${nic("n")} was not found. Please make sure that the ` +
      "referenced resource exists, and that both resources are in the same region.",
  },
  {
    rule: "ERR-54, an interface",
    given: [hub, (s) => s.nic("n"), (s) => s.machine("vm", "n")],
    asked: (s) => s.client.networkInterfaces.beginDeleteAndWait("rg", "n"),
    code: "NicInUse",
    message:
      `Network Interface ${nic("n")} is used by existing resource ` +
      `${group}/providers/Microsoft.Compute/virtualMachines/vm. In order to delete the network ` +
      "interface, it must be dissociated from the resource. To learn more, see aka.ms/deletenic.",
  },
  {
    rule: "ERR-54, a public address",
    given: [hub, (s) => s.address("p"), attach("n", "p")],
    asked: (s) => s.client.publicIPAddresses.beginDeleteAndWait("rg", "p"),
    code: "PublicIPAddressCannotBeDeleted",
    message:
      `Public IP address ${publicIp("p")} can not be deleted since it is still allocated to resource ` +
      `${configuration("n")}. In order to delete the public IP, disassociate/detach the Public IP ` +
      "address from the resource.  To learn how to do this, see aka.ms/deletepublicip.",
  },
  {
    rule: "ERR-54, a NAT gateway",
    given: [
      (s) =>
        s.client.natGateways.beginCreateOrUpdateAndWait("rg", "nat", {
          location,
          sku: { name: "Standard" },
        }),
      hub,
      (s) =>
        s.subnet("v", "app", {
          addressPrefix: "10.0.0.0/24",
          natGateway: { id: id("natGateways", "nat") },
        }),
    ],
    asked: (s) => s.client.natGateways.beginDeleteAndWait("rg", "nat"),
    code: "CannotDeleteNatGatewayAssociatedToSubnet",
    message:
      `NAT Gateway ${id("natGateways", "nat")} is still configured on 1 subnets. Remove NAT Gateway from ` +
      "all referenced subnets and then delete NAT Gateway.",
  },
  {
    rule: "a public address that another interface has",
    given: [hub, (s) => s.address("p"), attach("m", "p")],
    asked: attach("n", "p"),
    code: "PublicIPAddressInUse",
    message:
      `Resource ${configuration("n")} is referencing public IP address ${publicIp("p")} that is already ` +
      `allocated to resource ${configuration("m")}.`,
  },
  {
    rule: "a public address twice in one balancer",
    given: [(s) => s.address("p")],
    asked: balance([
      { publicIPAddress: { id: publicIp("p") } },
      { publicIPAddress: { id: publicIp("p") } },
    ]),
    code: "PublicIPReferencedByMultipleIPConfigs",
    message: `Public ip address ${publicIp("p")} is referenced by multiple ipconfigs in resource ${balancer}.`,
  },
  {
    rule: "a standard address that is dynamic",
    asked: (s) => s.address("p", { publicIPAllocationMethod: "Dynamic" }),
    code: "StandardSkuPublicIPAddressesMustBeStatic",
    message: `Standard sku publicIp ${publicIp("p")} must have AllocationMethod set to Static.`,
  },
  {
    rule: "a global address that is basic",
    asked: (s) => s.address("p", { sku: { name: "Basic", tier: "Global" } }),
    code: "GlobalPublicIPAddressNotSupportedForBasicPublicIpAddress",
    message:
      "Global publicIP addresses are only supported for standard SKU public IP addresses. Public IP " +
      `address ${publicIp("p")} is not standard SKU.`,
  },
  {
    rule: "other zones",
    given: [(s) => s.address("p", { zones: ["1", "2", "3"] })],
    asked: (s) => s.address("p"),
    code: "ResourceAvailabilityZonesCannotBeModified",
    message:
      `Resource ${publicIp("p")} has an existing availability zone constraint 1, 2, 3 and the request has ` +
      "availability zone constraint NoZone, which do not match. Zones cannot be added/updated/removed " +
      "once the resource is created. The resource cannot be updated from regional to zonal or " +
      "vice-versa.",
  },
  {
    rule: "a standard address that becomes basic",
    given: [(s) => s.address("p")],
    asked: (s) => s.address("p", { sku: { name: "Basic" } }),
    code: "TrueRoute.SkuCannotChange",
    message:
      "Sku property is set at creation time and cannot be changed from Standard to Basic on resource " +
      `update for resource ${publicIp("p")}.`,
  },
  {
    rule: "a DNS name that another address has",
    given: [(s) => s.address("p", { dnsSettings: { domainNameLabel: "shop" } })],
    asked: (s) => s.address("q", { dnsSettings: { domainNameLabel: "Shop" } }),
    code: "DnsRecordInUse",
    message: "DNS record shop.westeurope.cloudapp.azure.com is already used by another public IP.",
  },
  {
    rule: "a front end without an address",
    asked: balance([{}]),
    code: "FrontendIPConfigurationHasNoSubnetOrPublicIPAddressOrPublicIPPrefix",
    message: `Frontend IP configuration ${balancer}/frontendIPConfigurations/f0 has no subnet, public IP address or public IP prefix.`,
  },
  {
    rule: "a basic address on a standard balancer",
    given: [(s) => s.address("p", { sku: { name: "Basic" } })],
    asked: balance([{ publicIPAddress: { id: publicIp("p") } }]),
    code: "PublicIPAndLBSkuDoNotMatch",
    message: `Standard sku load balancer ${balancer} cannot reference Basic sku publicIP ${publicIp("p")}.`,
  },
  {
    rule: "an application gateway on a second configuration",
    given: [hub],
    asked: (s) =>
      s.put(nic("n"), {
        location,
        properties: {
          ipConfigurations: ["ip0", "ip1"].map((name, index) => ({
            name,
            properties: {
              primary: index === 0,
              subnet: { id: appSubnet },
              ...(index === 1
                ? {
                    applicationGatewayBackendAddressPools: [
                      { id: id("applicationGateways", "ag", "backendAddressPools", "pool") },
                    ],
                  }
                : {}),
            },
          })),
        },
      }),
    code: "ApplicationGatewayLoadBalancingNotSupportedOnSecondaryIpConfigurations",
    message:
      `Network Interface with Id: ${nic("n")} has a secondary IpConfigurations ip1 is using ` +
      "ApplicationGatewayAddressPools. ApplicationGateway loadbalancing is not supported for secondary " +
      "IpConfigurations.",
  },
];

testRefusals(rows);
