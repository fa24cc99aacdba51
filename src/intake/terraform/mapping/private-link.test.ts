import { expect, test } from "vitest";
import { expectAdditions, expectMappings, idIn } from "../../../../test/map-terraform.ts";
import { createUnknown } from "../../../arm/index.ts";
import { findExport } from "./export.ts";
import { mappingOf } from "./index.ts";

const later = createUnknown("known after apply");
const subnet = idIn("virtualNetworks/v/subnets/s");
const storage = idIn("storageAccounts/st", "Microsoft.Storage");
const zone = idIn("privateDnsZones/privatelink.blob.core.windows.net");

const connection = {
  name: "c",
  is_manual_connection: false,
  private_connection_resource_id: storage,
  private_connection_resource_alias: null,
  subresource_names: ["blob"],
  private_ip_address: later,
};
const connected = {
  name: "c",
  properties: { privateLinkServiceId: storage, groupIds: ["blob"] },
};

expectMappings([
  [
    "an endpoint as 2.x plans it, with zones",
    "azurerm_private_endpoint",
    {
      subnet_id: subnet,
      custom_dns_configs: later,
      private_dns_zone_configs: later,
      network_interface: later,
      private_service_connection: [connection],
      private_dns_zone_group: [{ name: "default", private_dns_zone_ids: [zone], id: later }],
    },
    "Microsoft.Network/privateEndpoints/x",
    {
      subnet: { id: subnet },
      privateLinkServiceConnections: [connected],
      privateDnsZoneGroups: [
        {
          name: "default",
          properties: {
            privateDnsZoneConfigs: [
              {
                name: "privatelink.blob.core.windows.net",
                properties: { privateDnsZoneId: zone },
              },
            ],
          },
        },
      ],
    },
  ],
  [
    "an endpoint as 3.x reads it back, with zones",
    "azurerm_private_endpoint",
    {
      subnet_id: subnet,
      network_interface: [{ id: idIn("networkInterfaces/n"), name: "n" }],
      private_service_connection: [{ ...connection, private_ip_address: "10.0.0.4" }],
      private_dns_zone_group: [{ id: "", name: "default", private_dns_zone_ids: [zone] }],
      custom_dns_configs: [],
      private_dns_zone_configs: [
        {
          name: "privatelink.blob.core.windows.net",
          private_dns_zone_id: zone,
          record_sets: [
            {
              name: "st",
              type: "A",
              fqdn: "st.privatelink.blob.core.windows.net",
              ttl: 10,
              ip_addresses: ["10.0.0.4"],
            },
          ],
        },
      ],
    },
    "Microsoft.Network/privateEndpoints/x",
    {
      subnet: { id: subnet },
      privateLinkServiceConnections: [connected],
      networkInterfaces: [{ id: idIn("networkInterfaces/n") }],
      customDnsConfigs: [{ ipAddresses: ["10.0.0.4"] }],
      privateDnsZoneGroups: [
        {
          name: "default",
          properties: {
            privateDnsZoneConfigs: [
              {
                name: "privatelink.blob.core.windows.net",
                properties: {
                  privateDnsZoneId: zone,
                  recordSets: [
                    {
                      recordSetName: "st",
                      recordType: "A",
                      fqdn: "st.privatelink.blob.core.windows.net",
                      ttl: 10,
                      ipAddresses: ["10.0.0.4"],
                    },
                  ],
                },
              },
            ],
          },
        },
      ],
    },
  ],
  [
    "an endpoint that waits for its owner, with an address of choice, as 4.x plans it",
    "azurerm_private_endpoint",
    {
      subnet_id: subnet,
      custom_network_interface_name: "n",
      private_service_connection: [
        {
          name: "c",
          is_manual_connection: true,
          private_connection_resource_id: "",
          private_connection_resource_alias: "pls.guid.westeurope.azure.privatelinkservice",
          request_message: "please",
          private_ip_address: "10.0.0.9",
        },
      ],
      ip_configuration: [
        {
          name: "i",
          private_ip_address: "10.0.0.9",
          subresource_name: "blob",
          member_name: later,
        },
      ],
    },
    "Microsoft.Network/privateEndpoints/x",
    {
      subnet: { id: subnet },
      customNetworkInterfaceName: "n",
      manualPrivateLinkServiceConnections: [
        {
          name: "c",
          properties: {
            privateLinkServiceId: "pls.guid.westeurope.azure.privatelinkservice",
            requestMessage: "please",
          },
        },
      ],
      ipConfigurations: [
        { name: "i", properties: { privateIPAddress: "10.0.0.9", groupId: "blob" } },
      ],
    },
  ],
  [
    "an endpoint without zones as any version reads it back",
    "azurerm_private_endpoint",
    {
      subnet_id: subnet,
      private_service_connection: [{ ...connection, private_ip_address: "10.0.0.4" }],
      custom_dns_configs: [{ fqdn: "st.blob.core.windows.net", ip_addresses: ["10.0.0.4"] }],
      private_dns_zone_group: [],
      private_dns_zone_configs: [],
    },
    "Microsoft.Network/privateEndpoints/x",
    {
      subnet: { id: subnet },
      privateLinkServiceConnections: [connected],
      customDnsConfigs: [{ fqdn: "st.blob.core.windows.net", ipAddresses: ["10.0.0.4"] }],
    },
  ],
  [
    "a service behind a load balancer",
    "azurerm_private_link_service",
    {
      enable_proxy_protocol: true,
      load_balancer_frontend_ip_configuration_ids: [
        idIn("loadBalancers/l/frontendIPConfigurations/f"),
      ],
      nat_ip_configuration: [
        {
          name: "n",
          primary: true,
          subnet_id: subnet,
          private_ip_address: "10.0.0.17",
          private_ip_address_version: "IPv4",
        },
      ],
      alias: later,
    },
    "Microsoft.Network/privateLinkServices/x",
    {
      enableProxyProtocol: true,
      loadBalancerFrontendIpConfigurations: [
        { id: idIn("loadBalancers/l/frontendIPConfigurations/f") },
      ],
      ipConfigurations: [
        {
          name: "n",
          properties: {
            primary: true,
            subnet: { id: subnet },
            privateIPAddress: "10.0.0.17",
            privateIPAddressVersion: "IPv4",
          },
        },
      ],
    },
  ],
]);

expectAdditions([
  [
    "a group of an endpoint",
    "azurerm_private_endpoint_application_security_group_association",
    {
      private_endpoint_id: idIn("privateEndpoints/e"),
      application_security_group_id: idIn("applicationSecurityGroups/a"),
    },
    "Microsoft.Network/privateEndpoints/e",
    { applicationSecurityGroups: [{ id: idIn("applicationSecurityGroups/a") }] },
  ],
]);

test.each([
  [
    ["private_service_connection", 0, "private_ip_address"],
    {
      pointer:
        "/properties/networkInterfaces/0/properties/ipConfigurations/0/properties/privateIPAddress",
    },
  ],
  [["network_interface", 0, "id"], { pointer: "/properties/networkInterfaces/0/id" }],
  [["private_dns_zone_group", 0, "id"], { idSuffix: "/privateDnsZoneGroups/default" }],
])("%j is found", (path, found) => {
  const mapping = mappingOf("azurerm_private_endpoint");
  const attributes = { private_dns_zone_group: [{ name: "default" }] };
  expect(mapping && findExport(mapping, path, attributes)).toEqual(found);
});
