import { isUnknown } from "../../../arm/index.ts";
import { references, texts } from "./convert.ts";
import { addition, mapping } from "./define.ts";
import {
  attributeOf,
  blocks,
  build,
  either,
  entriesOf,
  firstOf,
  itself,
  known,
  named,
  type Row,
  reference,
} from "./fields.ts";
import { below, idBelow, idFrom } from "./identity.ts";
import type { Addition, Attributes, Family } from "./mapping.ts";
import { privateAddressRows } from "./private-address.ts";

const loadBalancer = "Microsoft.Network/loadBalancers";
const frontends = "frontendIPConfigurations";
const frontendAddress = `/properties/${frontends}/*/properties/privateIPAddress`;

// Rules name the front end; the id that the provider reads back is known after apply.
const frontend: Row = reference(
  idBelow("loadbalancer_id", frontends, "frontend_ip_configuration_name"),
  "frontendIPConfiguration",
);

// New and old names stand side by side from late 4.x to 5.0.
const flowRows: readonly Row[] = [
  [either("floating_ip_enabled", "enable_floating_ip"), "enableFloatingIP"],
  [either("tcp_reset_enabled", "enable_tcp_reset"), "enableTcpReset"],
  ["idle_timeout_in_minutes", "idleTimeoutInMinutes"],
];

// Something that ARM has inside the load balancer only.
function addToBalancer(terraform: string, property: string, rows: readonly Row[]): Addition {
  const entry = build(named(rows));
  return {
    terraform,
    target: idFrom("loadbalancer_id"),
    id: below("loadbalancer_id", property),
    body: (attributes) => ({ properties: { [property]: [entry(attributes)] } }),
  };
}

const frontendBelow = idBelow("loadbalancer_id", frontends, "name");

function outboundFrontendsOf(attributes: Attributes): unknown {
  const list = attributeOf(attributes, "frontend_ip_configuration");
  if (isUnknown(list)) return list;
  const parent = attributeOf(attributes, "loadbalancer_id");
  return entriesOf(list).map((entry) => frontendBelow({ ...entry, loadbalancer_id: parent }));
}

/** Load balancers, their pools and rules. */
export const loadBalancing: Family = {
  mappings: [
    mapping({
      terraform: "azurerm_lb",
      type: loadBalancer,
      rows: [
        ["sku", "sku.name"],
        ["sku_tier", "sku.tier"],
      ],
      properties: [
        blocks("frontend_ip_configuration", frontends, [
          ...named([
            ...privateAddressRows,
            reference("subnet_id", "subnet"),
            reference("public_ip_address_id", "publicIPAddress"),
            reference("public_ip_prefix_id", "publicIPPrefix"),
            reference("gateway_load_balancer_frontend_ip_configuration_id", "gatewayLoadBalancer"),
          ]),
          ["zones", "zones", texts],
        ]),
      ],
      exports: {
        private_ip_address: { pointer: frontendAddress.replace("*", "0") },
        "private_ip_addresses[*]": { pointer: frontendAddress },
        "frontend_ip_configuration[*].private_ip_address": { pointer: frontendAddress },
        "frontend_ip_configuration[*].id": { idSuffix: `/${frontends}/{name}` },
      },
    }),
    mapping({
      terraform: "azurerm_lb_backend_address_pool",
      type: `${loadBalancer}/backendAddressPools`,
      id: below("loadbalancer_id", "backendAddressPools"),
      properties: [
        reference("virtual_network_id", "virtualNetwork"),
        ["synchronous_mode", "syncMode"],
        // 2.x only.
        blocks(
          "backend_address",
          "loadBalancerBackendAddresses",
          named([["ip_address", "ipAddress"], reference("virtual_network_id", "virtualNetwork")]),
        ),
        blocks("tunnel_interface", "tunnelInterfaces", [
          ["identifier", "identifier"],
          ["type", "type"],
          ["protocol", "protocol"],
          ["port", "port"],
        ]),
      ],
    }),
    mapping({
      terraform: "azurerm_lb_nat_rule",
      type: `${loadBalancer}/inboundNatRules`,
      id: below("loadbalancer_id", "inboundNatRules"),
      properties: [
        frontend,
        ["protocol", "protocol"],
        ["frontend_port", "frontendPort"],
        ["frontend_port_start", "frontendPortRangeStart"],
        ["frontend_port_end", "frontendPortRangeEnd"],
        ["backend_port", "backendPort"],
        ...flowRows,
        reference("backend_address_pool_id", "backendAddressPool"),
        reference(known("backend_ip_configuration_id"), "backendIPConfiguration"),
      ],
    }),
  ],
  additions: [
    addition({
      terraform: "azurerm_lb_backend_address_pool_address",
      target: idFrom("backend_address_pool_id"),
      properties: [
        blocks(
          itself,
          "loadBalancerBackendAddresses",
          named([
            ["ip_address", "ipAddress"],
            reference("virtual_network_id", "virtualNetwork"),
            reference("backend_address_ip_configuration_id", "loadBalancerFrontendIPConfiguration"),
          ]),
        ),
      ],
    }),
    addToBalancer("azurerm_lb_rule", "loadBalancingRules", [
      frontend,
      ["protocol", "protocol"],
      ["frontend_port", "frontendPort"],
      ["backend_port", "backendPort"],
      ...flowRows,
      ["disable_outbound_snat", "disableOutboundSnat"],
      ["load_distribution", "loadDistribution"],
      firstOf(
        ["backend_address_pool_ids", "backendAddressPools", references],
        // 2.x only.
        reference("backend_address_pool_id", "backendAddressPool"),
      ),
      reference("probe_id", "probe"),
    ]),
    addToBalancer("azurerm_lb_outbound_rule", "outboundRules", [
      [outboundFrontendsOf, frontends, references],
      ["protocol", "protocol"],
      ...flowRows,
      ["allocated_outbound_ports", "allocatedOutboundPorts"],
      reference("backend_address_pool_id", "backendAddressPool"),
    ]),
    addToBalancer("azurerm_lb_nat_pool", "inboundNatPools", [
      frontend,
      ["protocol", "protocol"],
      ["frontend_port_start", "frontendPortRangeStart"],
      ["frontend_port_end", "frontendPortRangeEnd"],
      ["backend_port", "backendPort"],
      ...flowRows,
    ]),
    addToBalancer("azurerm_lb_probe", "probes", [
      ["protocol", "protocol"],
      ["port", "port"],
      ["request_path", "requestPath"],
      ["interval_in_seconds", "intervalInSeconds"],
      ["number_of_probes", "numberOfProbes"],
      ["probe_threshold", "probeThreshold"],
    ]),
  ],
};
