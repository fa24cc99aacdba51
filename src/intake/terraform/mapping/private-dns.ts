import { wrapped } from "./convert.ts";
import { light, mapping } from "./define.ts";
import { blocks, known, type Row, reference } from "./fields.ts";
import { below, firstIdentity, type Identity, inGroup } from "./identity.ts";
import type { Family, Mapping } from "./mapping.ts";

const zoneType = "Microsoft.Network/privateDnsZones";

const zone: Mapping = mapping({
  terraform: "azurerm_private_dns_zone",
  type: zoneType,
  properties: [[known("number_of_record_sets"), "numberOfRecordSets"]],
});

// Versions before 5 name the zone and its group, later ones have its id.
function inZone(segment: string, zoneName: string): Identity {
  return firstIdentity(
    below("private_dns_zone_id", segment),
    inGroup(`${zoneType}/${segment}`, zoneName, "name"),
  );
}

const networkLink: Mapping = mapping({
  terraform: "azurerm_private_dns_zone_virtual_network_link",
  type: `${zoneType}/virtualNetworkLinks`,
  id: inZone("virtualNetworkLinks", "private_dns_zone_name"),
  properties: [
    reference("virtual_network_id", "virtualNetwork"),
    ["registration_enabled", "registrationEnabled"],
    [known("resolution_policy"), "resolutionPolicy"],
  ],
});

function recordSet(segment: string, rows: readonly Row[] = []): Mapping {
  return mapping({
    terraform: `azurerm_private_dns_${segment.toLowerCase()}_record`,
    type: `${zoneType}/${segment}`,
    id: inZone(segment, "zone_name"),
    properties: [["ttl", "ttl"], ...rows],
  });
}

const inboundEndpoint: Mapping = mapping({
  terraform: "azurerm_private_dns_resolver_inbound_endpoint",
  type: "Microsoft.Network/dnsResolvers/inboundEndpoints",
  id: below("private_dns_resolver_id", "inboundEndpoints"),
  properties: [
    blocks("ip_configurations", "ipConfigurations", [
      reference("subnet_id", "subnet"),
      [known("private_ip_address"), "privateIpAddress"],
      ["private_ip_allocation_method", "privateIpAllocationMethod"],
    ]),
  ],
  exports: {
    "ip_configurations[*].private_ip_address": {
      pointer: "/properties/ipConfigurations/*/privateIpAddress",
    },
  },
});

/** Private zones, their records and links, and resolvers. */
export const privateDns: Family = {
  mappings: [
    zone,
    networkLink,
    recordSet("A", [["records", "aRecords", wrapped("ipv4Address")]]),
    recordSet("AAAA", [["records", "aaaaRecords", wrapped("ipv6Address")]]),
    recordSet("CNAME", [["record", "cnameRecord.cname"]]),
    recordSet("MX"),
    recordSet("PTR"),
    recordSet("SRV"),
    recordSet("TXT"),
    light("azurerm_private_dns_resolver", "Microsoft.Network/dnsResolvers"),
    inboundEndpoint,
    light(
      "azurerm_private_dns_resolver_outbound_endpoint",
      "Microsoft.Network/dnsResolvers/outboundEndpoints",
      below("private_dns_resolver_id", "outboundEndpoints"),
    ),
    light(
      "azurerm_private_dns_resolver_dns_forwarding_ruleset",
      "Microsoft.Network/dnsForwardingRulesets",
    ),
    light(
      "azurerm_private_dns_resolver_forwarding_rule",
      "Microsoft.Network/dnsForwardingRulesets/forwardingRules",
      below("dns_forwarding_ruleset_id", "forwardingRules"),
    ),
    light(
      "azurerm_private_dns_resolver_virtual_network_link",
      "Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks",
      below("dns_forwarding_ruleset_id", "virtualNetworkLinks"),
    ),
  ],
  additions: [],
};
