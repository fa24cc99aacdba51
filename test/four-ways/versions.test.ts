// What other versions of azurerm call it: the same network in the names of 4.x and in theirs.
import { expect, test } from "vitest";
import { compareLines } from "./differences.ts";
import { readLayers } from "./landscapes.ts";
import { modelLines } from "./normal-form.ts";
import { attribute, type ResourceBlock, resource } from "./terraform/configuration.ts";
import { ref } from "./terraform/expression.ts";
import { inGroup, place, provider, resourceGroup } from "./terraform/place.ts";
import { azurerm, planOf } from "./terraform/plan.ts";
import { readSchemas } from "./terraform/schema.ts";
import { versionSchemas } from "./version-schemas.ts";

const network = resource("azurerm_virtual_network.net", {
  ...place,
  name: "net",
  address_space: ["10.0.0.0/16"],
});

function subnet(name: string, prefix: string, more: ResourceBlock["body"] = {}): ResourceBlock {
  return resource(`azurerm_subnet.${name.toLowerCase()}`, {
    ...inGroup,
    name,
    virtual_network_name: ref("azurerm_virtual_network.net.name"),
    address_prefixes: [prefix],
    ...more,
  });
}

function inSubnet(more: ResourceBlock["body"] = {}) {
  return [{ name: "internal", subnet_id: ref("azurerm_subnet.a.id"), ...more }];
}

const dynamic = { private_ip_address_allocation: "Dynamic" };
const balancer = [
  network,
  subnet("a", "10.0.0.0/24"),
  resource("azurerm_lb.lb", { ...place, name: "lb", frontend_ip_configuration: inSubnet() }),
  resource("azurerm_lb_backend_address_pool.pool", {
    name: "pool",
    loadbalancer_id: ref("azurerm_lb.lb.id"),
  }),
];
const rule = {
  name: "all",
  loadbalancer_id: ref("azurerm_lb.lb.id"),
  frontend_ip_configuration_name: "internal",
  protocol: "All",
  frontend_port: 0,
  backend_port: 0,
};
const poolId = ref("azurerm_lb_backend_address_pool.pool.id");
const server = { ...place, name: "sql-versions", version: "12.0" };
const range = { start_ip_address: "203.0.113.0", end_ip_address: "203.0.113.9" };
const sqlServer = { ...inGroup, server_name: ref("azurerm_sql_server.sql.name") };
const zone = resource("azurerm_private_dns_zone.zone", { ...inGroup, name: "corp.internal" });
const inZone = { ...inGroup, zone_name: ref("azurerm_private_dns_zone.zone.name") };
const record = { name: "www", records: ["10.0.0.9"], ttl: 300 };
const link = { name: "net", virtual_network_id: ref("azurerm_virtual_network.net.id") };
const zoneId = { private_dns_zone_id: ref("azurerm_private_dns_zone.zone.id") };
const gatewayParts = [
  network,
  subnet("GatewaySubnet", "10.0.1.0/24"),
  resource("azurerm_public_ip.pip", { ...place, name: "pip", allocation_method: "Static" }),
];
const gateway = {
  ...place,
  name: "gw",
  type: "Vpn",
  sku: "VpnGw1AZ",
  ip_configuration: [
    {
      name: "default",
      subnet_id: ref("azurerm_subnet.gatewaysubnet.id"),
      public_ip_address_id: ref("azurerm_public_ip.pip.id"),
    },
  ],
};
const routeServerParts = [
  network,
  subnet("RouteServerSubnet", "10.0.2.0/24"),
  resource("azurerm_public_ip.pip", { ...place, name: "pip", allocation_method: "Static" }),
];
const routeServerIn = {
  subnet_id: ref("azurerm_subnet.routeserversubnet.id"),
  public_ip_address_id: ref("azurerm_public_ip.pip.id"),
};
const peer = { name: "nva", peer_asn: 65001, peer_ip: "10.0.0.7" };
const scaleSetNic = { name: "nic", primary: true };

// What it is about, the version of the other names, in the names of 4.x, in the others.
test.each<
  readonly [string, keyof typeof versionSchemas, readonly ResourceBlock[], readonly ResourceBlock[]]
>([
  [
    "interfaces that forward",
    "3.x",
    [
      network,
      subnet("a", "10.0.0.0/24"),
      resource("azurerm_network_interface.n", {
        ...place,
        name: "n",
        ip_forwarding_enabled: true,
        ip_configuration: inSubnet(dynamic),
      }),
    ],
    [
      network,
      subnet("a", "10.0.0.0/24"),
      resource("azurerm_network_interface.n", {
        ...place,
        name: "n",
        enable_ip_forwarding: true,
        ip_configuration: inSubnet(dynamic),
      }),
    ],
  ],
  [
    "tables without the gateway's routes",
    "3.x",
    [
      resource("azurerm_route_table.t", {
        ...place,
        name: "t",
        bgp_route_propagation_enabled: false,
      }),
    ],
    [
      resource("azurerm_route_table.t", {
        ...place,
        name: "t",
        disable_bgp_route_propagation: true,
      }),
    ],
  ],
  [
    "subnets inside their network",
    "3.x",
    [
      resource("azurerm_virtual_network.net", {
        ...place,
        name: "net",
        address_space: ["10.0.0.0/16"],
        subnet: attribute({ name: "a", address_prefixes: ["10.0.0.0/24"] }),
      }),
    ],
    [
      resource("azurerm_virtual_network.net", {
        ...place,
        name: "net",
        address_space: ["10.0.0.0/16"],
        subnet: attribute({ name: "a", address_prefix: "10.0.0.0/24" }),
      }),
    ],
  ],
  [
    "policies for private endpoints",
    "3.x, subnets",
    [network, subnet("a", "10.0.0.0/24", { private_endpoint_network_policies: "Enabled" })],
    [network, subnet("a", "10.0.0.0/24", { private_endpoint_network_policies_enabled: true })],
  ],
  [
    "policies for private endpoints, the other way round",
    "2.x, subnets",
    [network, subnet("a", "10.0.0.0/24", { private_endpoint_network_policies: "Enabled" })],
    [
      network,
      subnet("a", "10.0.0.0/24", { enforce_private_link_endpoint_network_policies: false }),
    ],
  ],
  [
    "rules with one pool",
    "2.x",
    [...balancer, resource("azurerm_lb_rule.all", { ...rule, backend_address_pool_ids: [poolId] })],
    [
      ...balancer,
      resource("azurerm_lb_rule.all", { ...rule, ...inGroup, backend_address_pool_id: poolId }),
    ],
  ],
  [
    "SQL servers",
    "2.x",
    [
      network,
      subnet("a", "10.0.0.0/24"),
      resource("azurerm_mssql_server.sql", server),
      resource("azurerm_mssql_firewall_rule.r", {
        name: "r",
        server_id: ref("azurerm_mssql_server.sql.id"),
        ...range,
      }),
      resource("azurerm_mssql_virtual_network_rule.v", {
        name: "v",
        server_id: ref("azurerm_mssql_server.sql.id"),
        subnet_id: ref("azurerm_subnet.a.id"),
      }),
    ],
    [
      network,
      subnet("a", "10.0.0.0/24"),
      resource("azurerm_sql_server.sql", server),
      resource("azurerm_sql_firewall_rule.r", { name: "r", ...sqlServer, ...range }),
      resource("azurerm_sql_virtual_network_rule.v", {
        name: "v",
        ...sqlServer,
        subnet_id: ref("azurerm_subnet.a.id"),
      }),
    ],
  ],
  [
    "Route Servers made of a hub",
    "2.x",
    [
      ...routeServerParts,
      resource("azurerm_route_server.rs", {
        ...place,
        name: "rs",
        sku: "Standard",
        ...routeServerIn,
      }),
      resource("azurerm_route_server_bgp_connection.nva", {
        ...peer,
        route_server_id: ref("azurerm_route_server.rs.id"),
      }),
    ],
    [
      ...routeServerParts,
      resource("azurerm_virtual_hub.rs", { ...place, name: "rs", sku: "Standard" }),
      resource("azurerm_virtual_hub_ip.rs", {
        name: "ipConfig1",
        virtual_hub_id: ref("azurerm_virtual_hub.rs.id"),
        ...routeServerIn,
      }),
      resource("azurerm_virtual_hub_bgp_connection.nva", {
        ...peer,
        virtual_hub_id: ref("azurerm_virtual_hub.rs.id"),
      }),
    ],
  ],
  [
    "scale sets",
    "2.x",
    [
      network,
      subnet("a", "10.0.0.0/24"),
      resource("azurerm_linux_virtual_machine_scale_set.s", {
        ...place,
        name: "s",
        sku: "Standard_B2s",
        instances: 1,
        admin_username: "azureuser",
        os_disk: [{ caching: "None", storage_account_type: "Standard_LRS" }],
        network_interface: [{ ...scaleSetNic, ip_configuration: inSubnet({ primary: true }) }],
      }),
    ],
    [
      network,
      subnet("a", "10.0.0.0/24"),
      resource("azurerm_virtual_machine_scale_set.s", {
        ...place,
        name: "s",
        sku: [{ name: "Standard_B2s", capacity: 1 }],
        upgrade_policy_mode: "Manual",
        os_profile_linux_config: [{ disable_password_authentication: false }],
        network_profile: [{ ...scaleSetNic, ip_configuration: inSubnet({ primary: true }) }],
      }),
    ],
  ],
  [
    "service endpoints",
    "5.x",
    [network, subnet("a", "10.0.0.0/24", { service_endpoints: ["Microsoft.Storage"] })],
    [network, subnet("a", "10.0.0.0/24", { service_endpoint: [{ service: "Microsoft.Storage" }] })],
  ],
  [
    "records and links of zones",
    "5.x",
    [
      network,
      zone,
      resource("azurerm_private_dns_a_record.www", { ...inZone, ...record }),
      resource("azurerm_private_dns_zone_virtual_network_link.net", {
        ...inGroup,
        ...link,
        private_dns_zone_name: ref("azurerm_private_dns_zone.zone.name"),
      }),
    ],
    [
      network,
      zone,
      resource("azurerm_private_dns_a_record.www", { ...zoneId, ...record }),
      resource("azurerm_private_dns_zone_virtual_network_link.net", { ...zoneId, ...link }),
    ],
  ],
  [
    "rules that keep the destination",
    "5.x",
    [
      ...balancer,
      resource("azurerm_lb_rule.all", {
        ...rule,
        backend_address_pool_ids: [poolId],
        enable_floating_ip: true,
      }),
    ],
    [
      ...balancer,
      resource("azurerm_lb_rule.all", {
        ...rule,
        backend_address_pool_ids: [poolId],
        floating_ip_enabled: true,
      }),
    ],
  ],
  [
    "gateways with BGP",
    "5.x",
    [
      ...gatewayParts,
      resource("azurerm_virtual_network_gateway.gw", { ...gateway, enable_bgp: true }),
    ],
    [
      ...gatewayParts,
      resource("azurerm_virtual_network_gateway.gw", { ...gateway, bgp_enabled: true }),
    ],
  ],
])("%s in %s", (_, version, now, other) => {
  const old = {
    ...azurerm,
    schemas: new Map([...azurerm.schemas, ...readSchemas(versionSchemas[version])]),
  };
  const [ofNow, ofOther] = [
    planOf({ provider, resources: [resourceGroup, ...now] }),
    planOf({ provider, resources: [resourceGroup, ...other] }, old),
  ].map((plan) => modelLines(readLayers([{ file: "p.json", text: JSON.stringify(plan) }]).model));
  const compared = compareLines(ofOther ?? [], ofNow ?? []);
  // Older versions do not have the switch of default outbound access, so nothing is said of it.
  const isSaid = (line: string): boolean => !/hasDefaultOutbound/.test(line);
  expect(compared.onlyInAz.filter(isSaid)).toEqual([]);
  expect(compared.onlyInWay.filter(isSaid)).toEqual([]);
  expect(ofNow?.length).toBeGreaterThan(0);
});
