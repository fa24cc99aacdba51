// What a plan or state gives beside its references: removals, additions, secrets, data sources.
import { expect, test } from "vitest";
import { createSnapshot, type ReadResult, readText } from "../../src/intake/index.ts";
import { later, writePlan } from "./plan.ts";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
const group = `${subscription}/resourceGroups/rg/providers/Microsoft.Network`;

function read(value: unknown): ReadResult {
  return readText({ file: "plan.json", text: JSON.stringify(value) });
}

function codesOf({ diagnostics }: ReadResult): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

const table = (name: string) => ({ name, resource_group_name: "rg", location: "westeurope" });
const subnet = (name: string) => ({
  name,
  resource_group_name: "rg",
  virtual_network_name: "v",
  address_prefixes: ["10.0.0.0/24"],
});

function change(type: string, actions: readonly string[], before: unknown, after: unknown) {
  const address = `${type}.x`;
  return { address, mode: "managed", type, name: "x", change: { actions, before, after } };
}

test("an instance has its place, what it asks for, and the id that its names make", () => {
  const plan = writePlan({
    blocks: { "azurerm_route_table.x": { instances: { "azurerm_route_table.x": table("t") } } },
  });
  const [resource] = read(plan).resources;
  expect(resource).toMatchObject({
    id: { text: `${group}/routeTables/t` },
    extent: "desired",
    body: { name: "t", type: "Microsoft.Network/routeTables", location: "westeurope" },
    place: { file: "plan.json", filePointer: "/planned_values/root_module/resources/0" },
  });
});

const id = `${group}/routeTables/t`;
const subnetId = `${group}/virtualNetworks/v/subnets/s`;
const deletions: readonly (readonly [string, unknown, readonly string[]])[] = [
  ["a resource that is deleted", change("azurerm_route_table", ["delete"], { id }, null), [id]],
  [
    "a resource that is replaced by one with another name",
    change("azurerm_route_table", ["delete", "create"], { id }, table("other")),
    [id],
  ],
  [
    "a resource that is replaced by one with its name",
    change("azurerm_route_table", ["create", "delete"], { id }, table("t")),
    [],
  ],
  ["a resource that is forgotten", change("azurerm_route_table", ["forget"], { id }, null), []],
  // Its id is that of the subnet, which stays.
  [
    "an association",
    change("azurerm_subnet_route_table_association", ["delete"], { id: subnetId }, null),
    [],
  ],
  ["a resource of another provider", change("random_id", ["delete"], { id: "x" }, null), []],
];

test.each(deletions)("%s", (_, changed, expected) => {
  const { change: inner, ...entry } = changed as { change: { after: unknown } };
  const resources = inner.after === null ? [] : [{ ...entry, values: inner.after }];
  const plan = {
    format_version: "1.2",
    planned_values: { root_module: { resources } },
    resource_changes: [changed],
  };
  const { removals } = read(plan);
  expect(removals.map((removal) => removal.id.text)).toEqual(expected);
  for (const { place } of removals) expect(place.filePointer).toBe("/resource_changes/0");
});

test("an association is merged into its subnet", () => {
  const { resources } = read(
    writePlan({
      blocks: {
        "azurerm_subnet_route_table_association.x": {
          set: { subnet_id: "azurerm_subnet.s.id", route_table_id: "azurerm_route_table.t.id" },
          instances: {
            "azurerm_subnet_route_table_association.x": { subnet_id: later, route_table_id: later },
          },
        },
        "azurerm_subnet.s": { instances: { "azurerm_subnet.s": subnet("s") } },
        "azurerm_route_table.t": { instances: { "azurerm_route_table.t": table("t") } },
      },
    }),
  );
  expect(resources.map((resource) => resource.id.text)).toEqual([subnetId, id]);
  expect(resources[0]?.body["properties"]).toMatchObject({
    addressPrefixes: ["10.0.0.0/24"],
    routeTable: { id },
  });
});

test("an association with a subnet that the plan does not hold is a part of that subnet", () => {
  const values = { subnet_id: subnetId, route_table_id: id };
  const { resources } = read(
    writePlan({
      blocks: {
        "azurerm_subnet_route_table_association.x": {
          instances: { "azurerm_subnet_route_table_association.x": values },
        },
      },
    }),
  );
  expect(resources).toMatchObject([
    { id: { text: subnetId }, extent: "partial", body: { properties: { routeTable: { id } } } },
  ]);
});

test("what a data source knows is of the background, and less than what the plan manages", () => {
  const values = { ...table("t"), id };
  const data = {
    address: "data.azurerm_route_table.x",
    mode: "data",
    type: "azurerm_route_table",
    name: "x",
    values,
  };
  const other = {
    ...data,
    address: "data.azurerm_route_table.y",
    name: "y",
    values: { ...values, id: `${id}2`, name: "t2" },
  };
  const plan = writePlan(
    { blocks: { "azurerm_route_table.x": { instances: { "azurerm_route_table.x": values } } } },
    { prior_state: { values: { root_module: { resources: [data, other] } } } },
  );
  const { resources } = read(plan);
  expect(resources.map((resource) => [resource.id.name, resource.extent])).toEqual([
    ["t", "desired"],
    ["t2", "background"],
  ]);
});

test("a data source that is read during apply knows what its resource will be", () => {
  const plan = writePlan({
    blocks: {
      "azurerm_resource_group.g": {
        instances: { "azurerm_resource_group.g": { name: "rg", location: "northeurope" } },
      },
      "data.azurerm_resource_group.d": {
        instances: { "data.azurerm_resource_group.d": { name: "rg", location: later } },
      },
      "azurerm_route_table.t": {
        set: { location: "data.azurerm_resource_group.d.location" },
        instances: { "azurerm_route_table.t": { ...table("t"), location: later } },
      },
    },
  });
  const found = read(plan).resources.find((resource) => resource.id.name === "t");
  expect(found?.body["location"]).toBe("northeurope");
});

test("an address that Azure will give is marked with the place where it will be", () => {
  const ip = { name: "ip", subnet_id: subnetId, private_ip_address: later };
  const plan = writePlan({
    blocks: {
      "azurerm_network_interface.nva": {
        set: { ip_configuration: [{ subnet_id: { constant: subnetId } }] },
        instances: {
          "azurerm_network_interface.nva": {
            ...table("nva"),
            ip_configuration: [ip],
            private_ip_address: later,
          },
        },
      },
      "azurerm_route.r": {
        set: { next_hop_in_ip_address: "azurerm_network_interface.nva.private_ip_address" },
        instances: {
          "azurerm_route.r": {
            name: "r",
            resource_group_name: "rg",
            route_table_name: "t",
            address_prefix: "0.0.0.0/0",
            next_hop_type: "VirtualAppliance",
            next_hop_in_ip_address: later,
          },
        },
      },
    },
  });
  const route = read(plan).resources.find((resource) => resource.id.name === "r");
  expect(route?.body["properties"]).toMatchObject({
    nextHopIpAddress: {
      $unknown: "azurerm_network_interface.nva.private_ip_address",
      $of: {
        id: `${group}/networkInterfaces/nva`,
        pointer: "/properties/ipConfigurations/0/properties/privateIPAddress",
      },
    },
  });
});

test("a next hop inside a block that the plan does not show is the only address that is read", () => {
  const ip = { name: "ip", subnet_id: subnetId, private_ip_address: later };
  const route = {
    name: "d",
    address_prefix: "0.0.0.0/0",
    next_hop_type: "VirtualAppliance",
    next_hop_in_ip_address: later,
  };
  const plan = writePlan(
    {
      blocks: {
        "azurerm_firewall.fw": {
          instances: { "azurerm_firewall.fw": { ...table("fw"), ip_configuration: [ip] } },
        },
        "azurerm_route_table.t": {
          hidden: ["route"],
          instances: { "azurerm_route_table.t": { ...table("t"), route: [route] } },
        },
      },
    },
    {
      relevant_attributes: [
        {
          resource: "azurerm_firewall.fw",
          attribute: ["ip_configuration", 0, "private_ip_address"],
        },
      ],
    },
  );
  const result = read(plan);
  const found = result.resources.find((resource) => resource.id.name === "t");
  expect(JSON.stringify(found?.body)).toContain(
    '"$unknown":"azurerm_firewall.fw.ip_configuration[0].private_ip_address"',
  );
  expect(codesOf(result)).toEqual(["terraform-reference-inferred"]);
});

test("names that are unknown still meet", () => {
  const plan = writePlan({
    blocks: {
      "azurerm_resource_group.g": {
        set: { name: "random_pet.p.id" },
        instances: { "azurerm_resource_group.g": { name: later, location: "x" } },
      },
      "azurerm_route_table.t": {
        set: { resource_group_name: "azurerm_resource_group.g.name" },
        instances: { "azurerm_route_table.t": { ...table("t"), resource_group_name: later } },
      },
    },
  });
  const name = "{azurerm_resource_group.g.name}";
  expect(read(plan).resources.map((resource) => resource.id.text)).toEqual([
    `${subscription}/resourceGroups/${name}`,
    `${subscription}/resourceGroups/${name}/providers/Microsoft.Network/routeTables/t`,
  ]);
});

test.each([
  ["a constant", { constant_value: "11111111-1111-1111-1111-111111111111" }],
  ["a variable", { references: ["var.sub"] }],
])("the subscription is that of the provider block: %s", (_, expression) => {
  const block = { provider: "azurerm.hub", instances: { "azurerm_route_table.x": table("t") } };
  const plan = writePlan({ blocks: { "azurerm_route_table.x": block } });
  const configuration = {
    ...(plan["configuration"] as object),
    provider_config: {
      "azurerm.hub": { alias: "hub", expressions: { subscription_id: expression } },
    },
  };
  const variables = { sub: { value: "11111111-1111-1111-1111-111111111111" } };
  const [resource] = read({ ...plan, configuration, variables }).resources;
  expect(resource?.id.subscription).toBe("11111111-1111-1111-1111-111111111111");
});

test("types without a model are counted, and kept behind everything else where ARM knows them", () => {
  const environment = `${subscription}/resourceGroups/rg/providers/Microsoft.App/managedEnvironments/k`;
  const values = {
    id: environment,
    name: "k",
    location: "x",
    default_domain: "x",
    tags: { a: "b" },
  };
  const result = read(
    writePlan({
      blocks: {
        "azurerm_container_app_environment.k": {
          instances: { "azurerm_container_app_environment.k": values },
        },
        "random_pet.p": { instances: { "random_pet.p": { length: 2 } } },
      },
    }),
  );
  expect(result.resources).toMatchObject([{ id: { text: environment }, extent: "background" }]);
  expect(result.resources[0]?.body).toEqual({
    id: environment,
    type: "Microsoft.App/managedEnvironments",
    name: "k",
    location: "x",
    tags: { a: "b" },
  });
  expect(codesOf(result)).toEqual(["terraform-type-unmapped"]);
  expect(result.diagnostics.map(({ message }) => message)).toEqual([
    "plan.json holds types that have no model here and were passed over: azurerm_container_app_environment (1), random_pet (1)",
  ]);
});

const incomplete: readonly (readonly [string, Record<string, unknown>])[] = [
  ["planning ended in errors", { errored: true, complete: false }],
  ["it was limited with -target, or more runs must follow", { complete: false }],
  ["its format 2.0 is newer than any that is known here", { format_version: "2.0" }],
  ["2 changes wait for another run", { complete: false, deferred_changes: [{}, {}] }],
];

test.each(incomplete)("a plan that is not the whole: %s", (reason, extra) => {
  const result = read(writePlan({}, extra));
  expect(result.diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ["terraform-incomplete", `the plan in plan.json is not the whole: ${reason}`],
  ]);
});

// Each row: what the provider block says, the subscription that the caller knows, and what is
// taken.
test.each([
  [undefined, undefined, "00000000-0000-0000-0000-000000000000", []],
  [undefined, "given", "given", ["terraform-subscription-assumed"]],
  ["own", "given", "own", []],
])("a provider of subscription %s in %s", (own, given, taken, codes) => {
  const plan = writePlan({
    blocks: {
      "azurerm_route_table.x": {
        instances: { "azurerm_route_table.x": { name: "t", resource_group_name: "g" } },
      },
    },
  });
  const expressions = own === undefined ? {} : { subscription_id: { constant_value: own } };
  const configuration = {
    provider_config: { azurerm: { name: "azurerm", expressions } },
    root_module: {
      resources: [
        {
          address: "azurerm_route_table.x",
          type: "azurerm_route_table",
          name: "x",
          provider_config_key: "azurerm",
        },
      ],
    },
  };
  const text = JSON.stringify({ ...plan, configuration });
  const source = given === undefined ? {} : { subscription: given };
  const result = readText({ file: "plan.json", text, ...source });
  expect(result.resources.map(({ id }) => id.subscription)).toEqual([taken]);
  expect(codesOf(result)).toEqual(codes);
});

test("a plan without planned values is read from its changes", () => {
  const after = table("t");
  const changes = [change("azurerm_route_table", ["create"], null, after)];
  const result = read({ format_version: "1.2", resource_changes: changes });
  expect(result.resources.map((resource) => resource.id.name)).toEqual(["t"]);
  expect(codesOf(result)).toEqual(["terraform-incomplete"]);
});

test("a resource whose id nothing tells is left out", () => {
  const plan = writePlan({
    blocks: {
      "azurerm_route_table.x": { instances: { "azurerm_route_table.x": { location: "x" } } },
    },
  });
  const result = read(plan);
  expect(result.resources).toEqual([]);
  expect(codesOf(result)).toEqual(["terraform-id-unknown"]);
});

test("entries that are no instances are named by their place", () => {
  const root_module = { resources: [7, { address: "a.b" }], child_modules: ["x"] };
  const { diagnostics } = read({ format_version: "1.2", planned_values: { root_module } });
  expect(diagnostics.map(({ code, place }) => [code, place.filePointer])).toEqual([
    ["property-invalid", "/planned_values/root_module/resources/0"],
    ["property-invalid", "/planned_values/root_module/resources/1"],
    ["property-invalid", "/planned_values/root_module/child_modules/0"],
  ]);
});

test("a raw state is read like the plan that made it", () => {
  const result = read({
    version: 4,
    terraform_version: "1.9.0",
    resources: [
      {
        mode: "managed",
        type: "azurerm_route_table",
        name: "x",
        module: 'module.net["a"]',
        instances: [
          { index_key: 0, attributes: { ...table("t0"), id: `${group}/routeTables/t0` } },
          { index_key: 1, attributes: { ...table("t1"), id: `${group}/routeTables/t1` } },
          { deposed: "0123", attributes: { ...table("old"), id: `${group}/routeTables/old` } },
        ],
      },
    ],
  });
  expect(result.resources.map(({ id: { text }, place }) => [text, place.filePointer])).toEqual([
    [`${group}/routeTables/t0`, "/resources/0/instances/0"],
    [`${group}/routeTables/t1`, "/resources/0/instances/1"],
  ]);
  expect(result.diagnostics).toEqual([]);
});

test("a state with nothing in it gives nothing", () => {
  expect(read({ format_version: "1.0" })).toMatchObject({ resources: [], diagnostics: [] });
});

test("the template of a deployment is kept, deployed to its group with its parameters", () => {
  const template = {
    $schema: "https://x/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [],
  };
  const values = {
    name: "d",
    resource_group_name: "rg",
    deployment_mode: "Incremental",
    template_content: JSON.stringify(template),
    parameters_content: JSON.stringify({ a: { value: 1 } }),
  };
  const { templates } = read(
    writePlan({
      blocks: {
        "azurerm_resource_group_template_deployment.d": {
          instances: { "azurerm_resource_group_template_deployment.d": values },
        },
      },
    }),
  );
  expect(templates).toMatchObject([
    {
      value: {
        resources: [
          { resourceGroup: "rg", properties: { template, parameters: { a: { value: 1 } } } },
        ],
      },
    },
  ]);
});

const secret = "hunter2-hunter2";

test("secrets reach nothing, whatever says that they are", () => {
  const cases = [
    { ...table("t"), tags: { admin_password: secret } },
    { ...table("t"), tags: { note: secret } },
    { ...table("t"), route: [{ name: "r", address_prefix: secret, next_hop_type: "None" }] },
    { ...table(secret) },
  ];
  const masks = [
    {},
    { tags: { note: true } },
    { route: [{ address_prefix: true }] },
    { name: true },
  ];
  for (const [index, values] of cases.entries()) {
    const instance = {
      address: "azurerm_route_table.x",
      mode: "managed",
      type: "azurerm_route_table",
      name: "x",
      values,
    };
    const shown = { ...instance, sensitive_values: masks[index] };
    const changed = {
      ...instance,
      change: { actions: ["create"], after: values, after_sensitive: masks[index] },
    };
    const path = Object.entries(masks[index] ?? {}).map(([name]) => [
      { type: "get_attr", value: name },
    ]);
    const raw = {
      mode: "managed",
      type: "azurerm_route_table",
      name: "x",
      instances: [{ attributes: values, sensitive_attributes: path }],
    };
    const texts = [
      { format_version: "1.2", planned_values: { root_module: { resources: [shown] } } },
      { format_version: "1.2", resource_changes: [changed] },
      { format_version: "1.0", values: { root_module: { resources: [shown] } } },
      { version: 4, terraform_version: "1.9.0", resources: [raw] },
    ];
    for (const value of texts) {
      const result = read(value);
      expect(result.resources).toHaveLength(1);
      expect(JSON.stringify([result.resources, result.diagnostics])).not.toContain(secret);
      const snapshot = createSnapshot([[result]]);
      expect(JSON.stringify([...snapshot.resources])).not.toContain(secret);
    }
  }
});

test("one secret in two places is one unknown value", () => {
  const values = (label: string) => ({
    address: `azurerm_route_table.${label}`,
    mode: "managed",
    type: "azurerm_route_table",
    name: label,
    values: { ...table(label), resource_group_name: secret },
    sensitive_values: { resource_group_name: true },
  });
  const resources = [values("a"), values("b")];
  const result = read({ format_version: "1.0", values: { root_module: { resources } } });
  const groups = result.resources.map((resource) => resource.id.resourceGroup);
  expect(groups).toEqual(Array(2).fill("{azurerm_route_table.a.resource_group_name (sensitive)}"));
});
