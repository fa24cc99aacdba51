import { expectMappings, idIn, type MappingRow } from "../../../../test/map-terraform.ts";
import { createUnknown } from "../../../arm/index.ts";

const later = createUnknown("known after apply");
const zone = idIn("privateDnsZones/example.internal");
const inZone = "Microsoft.Network/privateDnsZones/example.internal";
const byName = { zone_name: "example.internal", name: "a" };
const byId = { private_dns_zone_id: zone, resource_group_name: null, name: "a" };

const light: readonly MappingRow[] = ["MX", "PTR", "SRV", "TXT"].map((type) => [
  `a record of type ${type}, of which only the name counts`,
  `azurerm_private_dns_${type.toLowerCase()}_record`,
  { ...byName, record: [{ value: "v" }] },
  `${inZone}/${type}/a`,
  undefined,
]);

expectMappings([
  [
    "a zone",
    "azurerm_private_dns_zone",
    { name: "example.internal", number_of_record_sets: 3, soa_record: [{ email: "a" }] },
    inZone,
    { numberOfRecordSets: 3 },
  ],
  [
    "a zone that is going to be",
    "azurerm_private_dns_zone",
    { name: "example.internal", number_of_record_sets: later },
    inZone,
    undefined,
  ],
  [
    "a link as 2.x and 3.x plan it",
    "azurerm_private_dns_zone_virtual_network_link",
    {
      private_dns_zone_name: "example.internal",
      virtual_network_id: idIn("virtualNetworks/v"),
      registration_enabled: true,
    },
    `${inZone}/virtualNetworkLinks/x`,
    { virtualNetwork: { id: idIn("virtualNetworks/v") }, registrationEnabled: true },
  ],
  [
    "a link as late 4.x plans it",
    "azurerm_private_dns_zone_virtual_network_link",
    {
      private_dns_zone_id: zone,
      resource_group_name: null,
      virtual_network_id: idIn("virtualNetworks/v"),
      registration_enabled: false,
      resolution_policy: "NxDomainRedirect",
    },
    `${inZone}/virtualNetworkLinks/x`,
    {
      virtualNetwork: { id: idIn("virtualNetworks/v") },
      registrationEnabled: false,
      resolutionPolicy: "NxDomainRedirect",
    },
  ],
  [
    "IPv4 addresses, in a zone by name",
    "azurerm_private_dns_a_record",
    { ...byName, ttl: 300, records: ["10.0.0.4", "10.0.0.5"] },
    `${inZone}/A/a`,
    { ttl: 300, aRecords: [{ ipv4Address: "10.0.0.4" }, { ipv4Address: "10.0.0.5" }] },
  ],
  [
    "IPv6 addresses, in a zone by id",
    "azurerm_private_dns_aaaa_record",
    { ...byId, ttl: 300, records: ["fd00::4"] },
    `${inZone}/AAAA/a`,
    { ttl: 300, aaaaRecords: [{ ipv6Address: "fd00::4" }] },
  ],
  [
    "another name",
    "azurerm_private_dns_cname_record",
    { ...byName, ttl: 300, record: "b.example.internal" },
    `${inZone}/CNAME/a`,
    { ttl: 300, cnameRecord: { cname: "b.example.internal" } },
  ],
  ...light,
  [
    "a resolver",
    "azurerm_private_dns_resolver",
    { virtual_network_id: idIn("virtualNetworks/v") },
    "Microsoft.Network/dnsResolvers/x",
    undefined,
  ],
  [
    "where a resolver listens",
    "azurerm_private_dns_resolver_inbound_endpoint",
    {
      private_dns_resolver_id: idIn("dnsResolvers/r"),
      ip_configurations: [
        { subnet_id: idIn("virtualNetworks/v/subnets/s"), private_ip_address: later },
      ],
    },
    "Microsoft.Network/dnsResolvers/r/inboundEndpoints/x",
    { ipConfigurations: [{ subnet: { id: idIn("virtualNetworks/v/subnets/s") } }] },
  ],
  [
    "where a resolver asks",
    "azurerm_private_dns_resolver_outbound_endpoint",
    { private_dns_resolver_id: idIn("dnsResolvers/r") },
    "Microsoft.Network/dnsResolvers/r/outboundEndpoints/x",
    undefined,
  ],
  [
    "rules of a resolver",
    "azurerm_private_dns_resolver_dns_forwarding_ruleset",
    {},
    "Microsoft.Network/dnsForwardingRulesets/x",
    undefined,
  ],
  [
    "a rule of a resolver",
    "azurerm_private_dns_resolver_forwarding_rule",
    { dns_forwarding_ruleset_id: idIn("dnsForwardingRulesets/f") },
    "Microsoft.Network/dnsForwardingRulesets/f/forwardingRules/x",
    undefined,
  ],
  [
    "a network with such rules",
    "azurerm_private_dns_resolver_virtual_network_link",
    { dns_forwarding_ruleset_id: idIn("dnsForwardingRulesets/f") },
    "Microsoft.Network/dnsForwardingRulesets/f/virtualNetworkLinks/x",
    undefined,
  ],
]);
