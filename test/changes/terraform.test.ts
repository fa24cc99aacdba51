// What changes look like in a Terraform configuration: at the addresses of a plan, in the words of
// the provider.
import { describe, expect, test } from "vitest";
import { type Change, formatChanges } from "../../src/change/index.ts";
import { createSnapshot, readText, terraformAddresses } from "../../src/intake/index.ts";
import { parsePrefix } from "../../src/net/index.ts";
import { azurermSchemas, type Schema } from "../four-ways/terraform/schema.ts";
import { snapshotOf } from "../snapshot-of.ts";
import { type Module, writePlan } from "../terraform/plan.ts";
import { estate } from "./estate.ts";
import { rows } from "./rows.ts";

const group = { resource_group_name: "rg", location: "westeurope" };
const scope =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network";
const inScope = (path: string) => `${scope}/${path}`;

const blocks: NonNullable<Module["blocks"]> = {
  "azurerm_virtual_network.hub": {
    instances: {
      "azurerm_virtual_network.hub": {
        ...group,
        name: "hub",
        address_space: ["10.0.0.0/16"],
        subnet: [{ name: "inner", address_prefixes: ["10.0.0.0/24"] }],
      },
    },
  },
  "azurerm_subnet.apps": {
    forEach: { constant: {} },
    instances: {
      'azurerm_subnet.apps["a.b"]': {
        resource_group_name: "rg",
        name: "apps",
        virtual_network_name: "hub",
        address_prefixes: ["10.0.1.0/24"],
      },
    },
  },
  "azurerm_route_table.inline": {
    instances: {
      "azurerm_route_table.inline": {
        ...group,
        name: "rt-inline",
        route: [{ name: "old", address_prefix: "10.9.0.0/16", next_hop_type: "None" }],
      },
    },
  },
  "azurerm_route_table.apart": {
    instances: { "azurerm_route_table.apart": { ...group, name: "rt-apart" } },
  },
};

const inModule: NonNullable<Module["blocks"]> = {
  "azurerm_route_table.this": {
    instances: { "module.m.azurerm_route_table.this": { ...group, name: "rt-module" } },
  },
};

const kms = {
  name: "kms",
  destination: { kind: "prefix", prefix: parsePrefix("23.102.135.246/32")! },
  nextHop: { kind: "internet" },
} as const;

function write(...changes: readonly Change[]): string {
  const plan = writePlan({ blocks, calls: { m: { blocks: inModule } } });
  const source = { file: "plan.json", text: JSON.stringify(plan) };
  const subscription = "00000000-0000-0000-0000-000000000000";
  const { resources } = createSnapshot([[readText({ ...source, subscription })]]);
  const addressOf = terraformAddresses(source);
  const text = formatChanges(changes, resources, "terraform", {
    addressOf: ({ file, filePointer }) =>
      file === source.file ? addressOf(filePointer) : undefined,
  });
  // Behind the sentences and what is to be said of ids.
  return text.split("\n\n").slice(1).join("\n\n");
}

describe("addresses of a plan", () => {
  test("an attribute of a resource with a key", () => {
    const subnet = inScope("virtualNetworks/hub/subnets/apps");
    expect(write({ kind: "setPrivateEndpointPolicies", subnet, value: "Enabled" })).toBe(
      `# In azurerm_subnet.apps["a.b"]; what is not shown stays as it is.
resource "azurerm_subnet" "apps" {
  private_endpoint_network_policies = "Enabled"
}`,
    );
  });

  test("a subnet that is a block of its network", () => {
    const subnet = inScope("virtualNetworks/hub/subnets/inner");
    const table = inScope("routeTables/rt-apart");
    expect(write({ kind: "associateRouteTable", subnet, table })).toBe(
      `# In azurerm_virtual_network.hub, the block subnet "inner"; what is not shown stays as it is.
resource "azurerm_virtual_network" "hub" {
  subnet {
    name           = "inner"
    route_table_id = azurerm_route_table.apart.id
  }
}`,
    );
  });

  test("a route beside routes that are blocks is a block", () => {
    const table = inScope("routeTables/rt-inline");
    expect(write({ kind: "addRoutes", table, routes: [kms] })).toBe(
      `# In azurerm_route_table.inline; what is not shown stays as it is.
resource "azurerm_route_table" "inline" {
  route {
    name           = "kms"
    address_prefix = "23.102.135.246/32"
    next_hop_type  = "Internet"
  }
}`,
    );
    expect(write({ kind: "removeRoutes", table, names: ["OLD"] })).toBe(
      '# Delete azurerm_route_table.inline, the block route "old".',
    );
  });

  test("a route of a table without any is a resource that refers to it", () => {
    const table = inScope("routeTables/rt-apart");
    expect(write({ kind: "addRoutes", table, routes: [kms] })).toContain(
      "route_table_name    = azurerm_route_table.apart.name",
    );
  });

  test("what stands in a module is named, and referred to by its id", () => {
    const table = inScope("routeTables/rt-module");
    const subnet = inScope("virtualNetworks/hub/subnets/apps");
    const text = write(
      { kind: "setPropagation", table, propagates: false },
      { kind: "associateRouteTable", subnet, table },
    );
    expect(text).toContain("# In module.m.azurerm_route_table.this; what");
    expect(text).toContain('subnet_id      = azurerm_subnet.apps["a.b"].id');
    expect(text).toContain(`route_table_id = "${table}"`);
  });
});

test.each([
  ['azurerm_route_table.t["a.b]c"]', 'azurerm_route_table.t["a.b]c"]', "t"],
  [
    "module.a[0].module.b.azurerm_route_table.this[1]",
    "module.a[0].module.b.azurerm_route_table.this[1]",
    "this",
  ],
  ["data.azurerm_route_table.t", "azurerm_route_table.t_2", "t_2"],
  // What is no address is made of the name of the resource.
  ["azurerm_route_table.x\n} evil", "azurerm_route_table.t_2", "t_2"],
  [`azurerm_route_table.x["\${file("/etc/passwd")}"]`, "azurerm_route_table.t_2", "t_2"],
  ["", "azurerm_route_table.t_2", "t_2"],
])("an address that a plan tells: %s", (told, address, label) => {
  const table = { id: inScope("routeTables/t 2"), properties: { routes: [] } };
  const source = { file: "a.json", text: JSON.stringify([table]) };
  const { resources } = createSnapshot([[readText(source)]]);
  const change = { kind: "setPropagation", table: table.id, propagates: false } as const;
  const text = formatChanges([change], resources, "terraform", { addressOf: () => told });
  expect(text).toContain(`# In ${address}; what`);
  expect(text).toContain(`resource "azurerm_route_table" "${label}" {`);
  expect(text).not.toContain("evil");
});

test.each(rows)("every name is one of the provider's: %s", (_, change) => {
  const text = formatChanges([change], snapshotOf(estate).resources, "terraform");
  const used = readNames(text);
  if (!text.includes("# Delete")) expect(used.length).toBeGreaterThan(0);
  const unknown = used.filter(({ type, path }) => {
    const schema = azurermSchemas.get(type);
    return schema !== undefined && !hasPath(schema, path);
  });
  expect(unknown).toEqual([]);
});

test("the schemas know most types that are written", () => {
  const texts = rows.map(([, change]) =>
    formatChanges([change], snapshotOf(estate).resources, "terraform"),
  );
  const types = new Set(texts.flatMap((text) => readNames(text).map(({ type }) => type)));
  const unknown = [...types].filter((type) => !azurermSchemas.has(type)).sort();
  // A resource of another provider.
  expect(unknown).toEqual(["azapi_resource"]);
});

interface Name {
  readonly type: string;
  readonly path: readonly string[];
}

/** Names of attributes and blocks, each with those around it. Values that are objects are skipped. */
function readNames(text: string): readonly Name[] {
  const names: Name[] = [];
  let type = "";
  const around: string[] = [];
  for (const line of text.split("\n")) {
    const resource = /^resource "(\w+)"/.exec(line)?.[1];
    const block = /^ +(\w+) \{$/.exec(line)?.[1];
    const attribute = /^ +(\w+) += (.*)$/.exec(line);
    if (resource !== undefined) type = resource;
    else if (block !== undefined) {
      names.push({ type, path: [...around, block] });
      around.push(block);
    } else if (attribute !== null) {
      const isInObject = around.includes("=");
      if (!isInObject) names.push({ type, path: [...around, attribute[1] ?? ""] });
      if (attribute[2] === "{") around.push("=");
    } else if (/^ +\}$/.test(line)) around.pop();
  }
  return names;
}

function hasPath(schema: Schema, [name = "", ...rest]: readonly string[]): boolean {
  const attribute = schema.get(name);
  if (attribute === undefined) return false;
  return rest.length === 0 || (attribute.blocks !== undefined && hasPath(attribute.blocks, rest));
}
