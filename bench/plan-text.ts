// A Terraform plan for an empty subscription as `terraform show -json` prints it, of a wanted size:
// one module called for each spoke, ids known only after apply, everything joined by references.

interface Planned {
  readonly type: string;
  readonly name: string;
  readonly key?: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Attributes that are known after apply. */
  readonly unknown: Readonly<Record<string, unknown>>;
}

const provider = "registry.terraform.io/hashicorp/azurerm";

/** Writes a plan of at least `size` characters; the same for the same size. */
export function writePlan(size: number): string {
  const children: string[] = [];
  const changes: string[] = [];
  let length = 0;
  for (let spoke = 0; length < size; spoke += 1) {
    const address = `module.spoke["s${spoke}"]`;
    const resources = spokeOf(spoke);
    const child = JSON.stringify({
      resources: resources.map((one) => ({
        ...headOf(one, address),
        schema_version: 0,
        values: one.values,
        sensitive_values: {},
      })),
      address,
    });
    const own = resources.map((one) =>
      JSON.stringify({
        ...headOf(one, address),
        module_address: address,
        change: {
          actions: ["create"],
          before: null,
          after: one.values,
          after_unknown: one.unknown,
          before_sensitive: false,
          after_sensitive: {},
        },
      }),
    );
    children.push(child);
    changes.push(...own);
    length += child.length + own.reduce((sum, text) => sum + text.length + 1, 0);
  }
  return [
    `{"format_version":"1.2","terraform_version":"1.9.8",`,
    `"planned_values":{"root_module":{"child_modules":[${children.join(",")}]}},`,
    `"resource_changes":[${changes.join(",")}],`,
    `"configuration":${JSON.stringify(configuration)},`,
    `"timestamp":"2026-01-01T00:00:00Z","applyable":true,"complete":true,"errored":false}\n`,
  ].join("");
}

function headOf({ type, name, key }: Planned, module: string): object {
  const index = key === undefined ? {} : { index: key };
  const suffix = key === undefined ? "" : `["${key}"]`;
  return {
    address: `${module}.${type}.${name}${suffix}`,
    mode: "managed",
    type,
    name,
    ...index,
    provider_name: provider,
  };
}

function spokeOf(spoke: number): readonly Planned[] {
  const second = (spoke >> 8) & 255;
  const third = spoke & 255;
  const group = {
    resource_group_name: `rg-${spoke}`,
    location: "westeurope",
    tags: { spoke: "yes" },
  };
  return [
    {
      type: "azurerm_virtual_network",
      name: "this",
      values: {
        ...group,
        name: `spoke-${spoke}`,
        address_space: [`10.${second}.${third}.0/24`],
        bgp_community: null,
        ddos_protection_plan: [],
        encryption: [],
        flow_timeout_in_minutes: null,
        private_endpoint_vnet_policies: "Disabled",
        timeouts: null,
      },
      unknown: { id: true, guid: true, subnet: true, dns_servers: true },
    },
    ...["app", "data"].flatMap((key, index): Planned[] => [
      {
        type: "azurerm_subnet",
        name: "this",
        key,
        values: {
          name: key,
          resource_group_name: `rg-${spoke}`,
          virtual_network_name: `spoke-${spoke}`,
          address_prefixes: [`10.${second}.${third}.${index * 128}/25`],
          default_outbound_access_enabled: false,
          delegation: [],
          private_endpoint_network_policies: "Disabled",
          private_link_service_network_policies_enabled: true,
          service_endpoint_policy_ids: null,
          service_endpoints: null,
          timeouts: null,
        },
        unknown: { id: true, address_prefixes: [false] },
      },
      {
        type: "azurerm_subnet_route_table_association",
        name: "this",
        key,
        values: { timeouts: null },
        unknown: { id: true, route_table_id: true, subnet_id: true },
      },
      {
        type: "azurerm_subnet_network_security_group_association",
        name: "this",
        key,
        values: { timeouts: null },
        unknown: { id: true, network_security_group_id: true, subnet_id: true },
      },
    ]),
    {
      type: "azurerm_route_table",
      name: "this",
      values: {
        ...group,
        name: `rt-${spoke}`,
        bgp_route_propagation_enabled: false,
        route: [0, 1, 2].map((index) => ({
          name: `route-${index}`,
          address_prefix: index === 0 ? "0.0.0.0/0" : `172.${15 + index}.0.0/16`,
          next_hop_type: "VirtualAppliance",
          next_hop_in_ip_address: "10.255.0.4",
        })),
        timeouts: null,
      },
      unknown: { id: true, subnets: true, route: [{}, {}, {}] },
    },
    {
      type: "azurerm_network_security_group",
      name: "this",
      values: { ...group, name: `nsg-${spoke}`, timeouts: null },
      unknown: { id: true, security_rule: true },
    },
    ...Array.from({ length: 8 }, (_, index): Planned => ruleOf(spoke, index)),
    ...Array.from({ length: 12 }, (_, index): Planned => nicOf(group, { spoke, index })),
  ];
}

function ruleOf(spoke: number, index: number): Planned {
  return {
    type: "azurerm_network_security_rule",
    name: "this",
    key: `rule-${index}`,
    values: {
      name: `rule-${index}`,
      resource_group_name: `rg-${spoke}`,
      network_security_group_name: `nsg-${spoke}`,
      access: "Allow",
      description: "allowed on request of the owners of the workload",
      destination_address_prefix: "*",
      destination_address_prefixes: null,
      destination_application_security_group_ids: null,
      destination_port_range: `${8000 + index}`,
      destination_port_ranges: null,
      direction: "Inbound",
      priority: 100 + index,
      protocol: "Tcp",
      source_address_prefix: "VirtualNetwork",
      source_address_prefixes: null,
      source_application_security_group_ids: null,
      source_port_range: "*",
      source_port_ranges: null,
      timeouts: null,
    },
    unknown: { id: true },
  };
}

function nicOf(
  group: Readonly<Record<string, unknown>>,
  { spoke, index }: { readonly spoke: number; readonly index: number },
): Planned {
  return {
    type: "azurerm_network_interface",
    name: index % 2 === 0 ? "app" : "data",
    key: `${index >> 1}`,
    values: {
      ...group,
      name: `nic-${spoke}-${index}`,
      accelerated_networking_enabled: true,
      auxiliary_mode: null,
      auxiliary_sku: null,
      dns_servers: null,
      edge_zone: null,
      ip_forwarding_enabled: false,
      ip_configuration: [
        {
          name: "ipconfig1",
          gateway_load_balancer_frontend_ip_configuration_id: null,
          private_ip_address_allocation: "Dynamic",
          private_ip_address_version: "IPv4",
          public_ip_address_id: null,
        },
      ],
      timeouts: null,
    },
    unknown: {
      id: true,
      applied_dns_servers: true,
      internal_domain_name_suffix: true,
      internal_dns_name_label: true,
      ip_configuration: [{ primary: true, private_ip_address: true, subnet_id: true }],
      mac_address: true,
      private_ip_address: true,
      private_ip_addresses: true,
      virtual_machine_id: true,
    },
  };
}

const of = (...references: readonly string[]): object => ({ references });

function block(type: string, name: string, parts: object): object {
  return {
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_config_key: "azurerm",
    schema_version: 0,
    ...parts,
  };
}

const each = { for_each_expression: of("var.subnets") };

const configuration = {
  provider_config: { azurerm: { name: "azurerm", full_name: provider } },
  root_module: {
    module_calls: {
      spoke: {
        source: "./modules/spoke",
        expressions: {},
        for_each_expression: of("var.spokes"),
        module: {
          resources: [
            block("azurerm_virtual_network", "this", { expressions: { name: of("var.name") } }),
            block("azurerm_subnet", "this", {
              ...each,
              expressions: {
                name: of("each.key"),
                virtual_network_name: of(
                  "azurerm_virtual_network.this.name",
                  "azurerm_virtual_network.this",
                ),
              },
            }),
            block("azurerm_subnet_route_table_association", "this", {
              ...each,
              expressions: {
                subnet_id: of("azurerm_subnet.this", "each.key"),
                route_table_id: of("azurerm_route_table.this.id", "azurerm_route_table.this"),
              },
            }),
            block("azurerm_subnet_network_security_group_association", "this", {
              ...each,
              expressions: {
                subnet_id: of("azurerm_subnet.this", "each.key"),
                network_security_group_id: of(
                  "azurerm_network_security_group.this.id",
                  "azurerm_network_security_group.this",
                ),
              },
            }),
            block("azurerm_route_table", "this", { expressions: { name: of("var.name") } }),
            block("azurerm_network_security_group", "this", {
              expressions: { name: of("var.name") },
            }),
            block("azurerm_network_security_rule", "this", {
              for_each_expression: of("var.rules"),
              expressions: {
                network_security_group_name: of(
                  "azurerm_network_security_group.this.name",
                  "azurerm_network_security_group.this",
                ),
              },
            }),
            ...["app", "data"].map((name) =>
              block("azurerm_network_interface", name, {
                count_expression: of("var.machines"),
                expressions: {
                  name: of("var.name", "count.index"),
                  ip_configuration: [
                    {
                      name: { constant_value: "ipconfig1" },
                      private_ip_address_allocation: { constant_value: "Dynamic" },
                      subnet_id: of(
                        `azurerm_subnet.this["${name}"].id`,
                        `azurerm_subnet.this["${name}"]`,
                        "azurerm_subnet.this",
                      ),
                    },
                  ],
                },
              }),
            ),
          ],
        },
      },
    },
  },
};
