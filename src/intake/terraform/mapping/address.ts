import { references, texts } from "./convert.ts";
import { addition, mapping } from "./define.ts";
import { known, reference, referenceIn } from "./fields.ts";
import { idFrom } from "./identity.ts";
import type { Family } from "./mapping.ts";

/** Public addresses and prefixes, and the NAT gateways that use them. */
export const address: Family = {
  mappings: [
    mapping({
      terraform: "azurerm_public_ip",
      type: "Microsoft.Network/publicIPAddresses",
      rows: [
        ["sku", "sku.name"],
        ["sku_tier", "sku.tier"],
        ["zones", "zones", texts],
      ],
      properties: [
        ["allocation_method", "publicIPAllocationMethod"],
        ["ip_version", "publicIPAddressVersion"],
        [known("ip_address"), "ipAddress"],
        ["idle_timeout_in_minutes", "idleTimeoutInMinutes"],
        ["domain_name_label", "dnsSettings.domainNameLabel"],
        ["domain_name_label_scope", "dnsSettings.domainNameLabelScope"],
        ["reverse_fqdn", "dnsSettings.reverseFqdn"],
        [known("fqdn"), "dnsSettings.fqdn"],
        reference("public_ip_prefix_id", "publicIPPrefix"),
        ["ddos_protection_mode", "ddosSettings.protectionMode"],
        reference("ddos_protection_plan_id", "ddosSettings.ddosProtectionPlan"),
      ],
      exports: {
        ip_address: { pointer: "/properties/ipAddress" },
        fqdn: { pointer: "/properties/dnsSettings/fqdn" },
      },
    }),
    mapping({
      terraform: "azurerm_public_ip_prefix",
      type: "Microsoft.Network/publicIPPrefixes",
      rows: [
        ["sku", "sku.name"],
        ["sku_tier", "sku.tier"],
        ["zones", "zones", texts],
      ],
      properties: [
        ["prefix_length", "prefixLength"],
        ["ip_version", "publicIPAddressVersion"],
        [known("ip_prefix"), "ipPrefix"],
        reference("custom_ip_prefix_id", "customIPPrefix"),
      ],
      exports: { ip_prefix: { pointer: "/properties/ipPrefix" } },
    }),
    mapping({
      terraform: "azurerm_custom_ip_prefix",
      type: "Microsoft.Network/customIpPrefixes",
      rows: [["zones", "zones", texts]],
      properties: [
        ["cidr", "cidr"],
        reference("parent_custom_ip_prefix_id", "customIpPrefixParent"),
      ],
    }),
    mapping({
      terraform: "azurerm_nat_gateway",
      type: "Microsoft.Network/natGateways",
      rows: [
        ["sku_name", "sku.name"],
        ["zones", "zones", texts],
      ],
      properties: [
        ["idle_timeout_in_minutes", "idleTimeoutInMinutes"],
        [known("resource_guid"), "resourceGuid"],
        // 2.x only; later they are associations.
        ["public_ip_address_ids", "publicIpAddresses", references],
        ["public_ip_prefix_ids", "publicIpPrefixes", references],
      ],
      exports: { resource_guid: { pointer: "/properties/resourceGuid" } },
    }),
  ],
  additions: [
    addition({
      terraform: "azurerm_nat_gateway_public_ip_association",
      target: idFrom("nat_gateway_id"),
      properties: [referenceIn("public_ip_address_id", "publicIpAddresses")],
    }),
    addition({
      terraform: "azurerm_nat_gateway_public_ip_prefix_association",
      target: idFrom("nat_gateway_id"),
      properties: [referenceIn("public_ip_prefix_id", "publicIpPrefixes")],
    }),
  ],
};
