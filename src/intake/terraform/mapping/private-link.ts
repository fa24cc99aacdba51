import { isUnknown } from "../../../arm/index.ts";
import { references } from "./convert.ts";
import { addition, mapping } from "./define.ts";
import {
  attributeOf,
  blocks,
  either,
  entriesOf,
  firstOf,
  itself,
  known,
  named,
  type Row,
  reference,
  type Source,
} from "./fields.ts";
import { idFrom } from "./identity.ts";
import type { Addition, Attributes, Family, Mapping } from "./mapping.ts";

const connection: readonly Row[] = named([
  [
    either("private_connection_resource_id", "private_connection_resource_alias"),
    "privateLinkServiceId",
  ],
  ["subresource_names", "groupIds"],
  ["request_message", "requestMessage"],
]);

/** ARM keeps the connections that their owner has to approve apart. */
function connections(isManual: boolean): Source {
  return (attributes) =>
    entriesOf(attributeOf(attributes, "private_service_connection")).filter(
      ({ is_manual_connection }) => (is_manual_connection === true) === isManual,
    );
}

const dnsConfiguration: readonly Row[] = [
  ["fqdn", "fqdn"],
  ["ip_addresses", "ipAddresses"],
];

const zoneConfiguration: readonly Row[] = [
  ["name", "name"],
  ["private_dns_zone_id", "properties.privateDnsZoneId"],
  blocks("record_sets", "properties.recordSets", [
    ["name", "recordSetName"],
    ["type", "recordType"],
    ["fqdn", "fqdn"],
    ["ttl", "ttl"],
    ["ip_addresses", "ipAddresses"],
  ]),
];

const endpoint: Mapping = mapping({
  terraform: "azurerm_private_endpoint",
  type: "Microsoft.Network/privateEndpoints",
  properties: [
    reference("subnet_id", "subnet"),
    ["custom_network_interface_name", "customNetworkInterfaceName"],
    blocks(connections(false), "privateLinkServiceConnections", connection),
    blocks(connections(true), "manualPrivateLinkServiceConnections", connection),
    blocks(
      "ip_configuration",
      "ipConfigurations",
      named([
        ["private_ip_address", "privateIPAddress"],
        ["subresource_name", "groupId"],
        [known("member_name"), "memberName"],
      ]),
    ),
    blocks(known("network_interface"), "networkInterfaces", [["id", "id"]]),
    firstOf(
      blocks(known("custom_dns_configs"), "customDnsConfigs", dnsConfiguration),
      blocks(addressOf, "customDnsConfigs", dnsConfiguration),
    ),
    blocks(zoneGroupsOf, "privateDnsZoneGroups", [
      ["name", "name"],
      blocks("zones", "properties.privateDnsZoneConfigs", zoneConfiguration),
    ]),
  ],
  exports: {
    // The address of the interface, to which the endpoint refers.
    "private_service_connection[*].private_ip_address": {
      pointer:
        "/properties/networkInterfaces/0/properties/ipConfigurations/0/properties/privateIPAddress",
    },
    "network_interface[*].id": { pointer: "/properties/networkInterfaces/*/id" },
    "custom_dns_configs[*].fqdn": { pointer: "/properties/customDnsConfigs/*/fqdn" },
    "custom_dns_configs[*].ip_addresses": {
      pointer: "/properties/customDnsConfigs/*/ipAddresses",
    },
    "custom_dns_configs[*].ip_addresses[*]": {
      pointer: "/properties/customDnsConfigs/*/ipAddresses/*",
    },
    "private_dns_zone_group[*].id": { idSuffix: "/privateDnsZoneGroups/{name}" },
  },
});

// ARM tells the address in the endpoint's interface, which no state holds. Where the endpoint writes
// into zones or has an address of the user's choice, it stands there too.
function addressOf(attributes: Attributes): unknown {
  const [connection] = entriesOf(attributeOf(attributes, "private_service_connection"));
  const address = connection && attributeOf(connection, "private_ip_address");
  const isChosen = entriesOf(attributeOf(attributes, "ip_configuration")).length > 0;
  return typeof address === "string" && !isChosen ? [{ ip_addresses: [address] }] : undefined;
}

// Azure's answer, which a state holds, tells the records of each zone; a plan has only the ids.
function zoneGroupsOf(attributes: Attributes): unknown {
  const answered = entriesOf(attributeOf(attributes, known("private_dns_zone_configs")));
  const groups = entriesOf(attributeOf(attributes, "private_dns_zone_group"));
  return groups.map((group) => ({
    name: attributeOf(group, "name"),
    zones: answered.length > 0 ? answered : zonesOf(attributeOf(group, "private_dns_zone_ids")),
  }));
}

// The provider names each configuration after its zone.
function zonesOf(ids: unknown): unknown {
  if (!Array.isArray(ids)) return isUnknown(ids) ? ids : undefined;
  return ids.map((id: unknown) => ({
    name: typeof id === "string" ? id.split("/").at(-1) : undefined,
    private_dns_zone_id: id,
  }));
}

const service: Mapping = mapping({
  terraform: "azurerm_private_link_service",
  type: "Microsoft.Network/privateLinkServices",
  properties: [
    [either("proxy_protocol_enabled", "enable_proxy_protocol"), "enableProxyProtocol"],
    ["auto_approval_subscription_ids", "autoApproval.subscriptions"],
    ["visibility_subscription_ids", "visibility.subscriptions"],
    ["fqdns", "fqdns"],
    ["destination_ip_address", "destinationIPAddress"],
    [known("alias"), "alias"],
    [
      "load_balancer_frontend_ip_configuration_ids",
      "loadBalancerFrontendIpConfigurations",
      references,
    ],
    blocks(
      "nat_ip_configuration",
      "ipConfigurations",
      named([
        ["private_ip_address", "privateIPAddress"],
        ["private_ip_address_version", "privateIPAddressVersion"],
        ["primary", "primary"],
        reference("subnet_id", "subnet"),
      ]),
    ),
  ],
  exports: { alias: { pointer: "/properties/alias" } },
});

const applicationGroup: Addition = addition({
  terraform: "azurerm_private_endpoint_application_security_group_association",
  target: idFrom("private_endpoint_id"),
  properties: [
    blocks(itself, "applicationSecurityGroups", [["application_security_group_id", "id"]]),
  ],
});

/** Private endpoints and the services behind them. */
export const privateLink: Family = {
  mappings: [endpoint, service],
  additions: [applicationGroup],
};
