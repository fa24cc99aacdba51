// What an attribute becomes that is known only after apply: the rows say how it was set.
import { expect, test } from "vitest";
import { readText } from "../../src/intake/index.ts";
import { type Call, later, type Module, type Settings, type Written, writePlan } from "./plan.ts";

const group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg";
const networks = `${group}/providers/Microsoft.Network`;

function subnet(name: string): Record<string, unknown> {
  return {
    name,
    resource_group_name: "rg",
    virtual_network_name: "v",
    address_prefixes: ["10.0.0.0/24"],
  };
}

const subnets = {
  "azurerm_subnet.app": { instances: { "azurerm_subnet.app": subnet("app") } },
  "azurerm_subnet.db": { instances: { "azurerm_subnet.db": subnet("db") } },
  "azurerm_subnet.each": {
    forEach: "var.names",
    instances: {
      'azurerm_subnet.each["a"]': subnet("each-a"),
      'azurerm_subnet.each["b"]': subnet("each-b"),
    },
  },
  "azurerm_subnet.count": {
    count: "var.number",
    instances: {
      "azurerm_subnet.count[0]": subnet("count-0"),
      "azurerm_subnet.count[1]": subnet("count-1"),
    },
  },
};

/** A network interface whose subnet is set in some way; other blocks and calls beside it. */
interface Nic {
  readonly set: Written;
  readonly key?: string | number;
  readonly forEach?: Written;
  readonly count?: Written;
  readonly beside?: Module;
}

function nicOf({ set, key, forEach, count }: Nic): Module {
  const address = `azurerm_network_interface.n${key === undefined ? "" : `[${JSON.stringify(key)}]`}`;
  const ipConfiguration = { name: "ip", subnet_id: later, private_ip_address: later };
  const values = {
    name: "n",
    resource_group_name: "rg",
    location: "x",
    ip_configuration: [ipConfiguration],
  };
  return {
    blocks: {
      "azurerm_network_interface.n": {
        ...(forEach === undefined ? {} : { forEach }),
        ...(count === undefined ? {} : { count }),
        set: { ip_configuration: [{ name: { constant: "ip" }, subnet_id: set } as Settings] },
        instances: { [address]: values },
      },
    },
  };
}

function subnetOf(root: Module): unknown {
  const text = JSON.stringify(writePlan(root));
  const { resources, diagnostics } = readText({ file: "plan.json", text });
  const nic = resources.find(({ typeKey }) => typeKey === "microsoft.network/networkinterfaces");
  const { properties } = nic!.body as {
    properties: { ipConfigurations: [{ properties: { subnet?: { id: unknown } } }] };
  };
  const id = properties.ipConfigurations[0].properties.subnet?.id;
  const said = diagnostics.filter(({ code }) => code.startsWith("terraform-reference"));
  const how = said.map(({ code }) => code.slice("terraform-reference-".length));
  const short =
    typeof id === "string" ? id.replace(`${networks}/virtualNetworks/v/subnets/`, "") : id;
  return [short, ...how];
}

const rows: readonly (readonly [string, Nic, unknown])[] = [
  // The plan names the instance.
  ["a resource", { set: "azurerm_subnet.app.id" }, ["app"]],
  ["an instance by key", { set: 'azurerm_subnet.each["b"].id' }, ["each-b"]],
  ["an instance by number", { set: "azurerm_subnet.count[1].id" }, ["count-1"]],
  [
    "a resource, by a Terraform that does not write the attribute",
    { set: "azurerm_subnet.db" },
    ["db"],
  ],
  // The key is that of the interface.
  [
    "each.key",
    { set: ["azurerm_subnet.each", "each.key"], key: "b", forEach: "var.names" },
    ["each-b"],
  ],
  [
    "count.index",
    { set: ["azurerm_subnet.count", "count.index"], key: 1, count: "var.number" },
    ["count-1"],
  ],
  [
    "for_each over the resource",
    { set: "each.value.id", key: "a", forEach: "azurerm_subnet.each" },
    ["each-a"],
  ],
  // Other branches and conditions.
  [
    "a branch without instances",
    { set: ["azurerm_subnet.none[0].id", "azurerm_subnet.db.id", "var.x"] },
    ["db"],
  ],
  [
    "two branches with one value",
    { set: ["azurerm_subnet.db.id", "azurerm_subnet.db.id"] },
    ["db"],
  ],
  [
    "two branches with two values",
    { set: ["azurerm_subnet.db.id", "azurerm_subnet.app.id"] },
    [{ $unknown: "azurerm_network_interface.n.ip_configuration[0].subnet_id" }, "unresolved"],
  ],
  [
    "all instances of another resource",
    { set: "azurerm_subnet.each" },
    [{ $unknown: "azurerm_network_interface.n.ip_configuration[0].subnet_id" }, "unresolved"],
  ],
  // Locals: no plan shows what they are.
  [
    "a local, with several subnets to be meant",
    { set: "local.subnet" },
    [{ $unknown: "azurerm_network_interface.n.ip_configuration[0].subnet_id" }, "unresolved"],
  ],
  [
    "a part of a longer text",
    {
      set: "azurerm_virtual_network.v.id",
      beside: { blocks: { "azurerm_virtual_network.v": vnet() } },
    },
    [{ $unknown: "azurerm_network_interface.n.ip_configuration[0].subnet_id" }, "unresolved"],
  ],
  // Subnets inside their network.
  [
    "the only inline subnet",
    { set: "azurerm_virtual_network.one.subnet", beside: inline("one", "x") },
    ["x", "inferred"],
  ],
  [
    "one of several inline subnets",
    { set: "azurerm_virtual_network.two.subnet", beside: inline("two", "x", "y") },
    [{ $unknown: "azurerm_network_interface.n.ip_configuration[0].subnet_id" }, "unresolved"],
  ],
  // Variables and outputs of modules.
  ["an output", { set: "module.net.app", beside: { calls: { net: network({}) } } }, ["inner"]],
  [
    "an output of a keyed module",
    { set: 'module.net["x"].app', beside: { calls: { net: network({}, '["x"]') } } },
    ["inner"],
  ],
  [
    "a map of ids as output",
    { set: 'module.net.ids["b"]', beside: { calls: { net: network({}) } } },
    ["inner-b"],
  ],
  [
    "a whole resource as output",
    { set: 'module.net.all["a"].id', beside: { calls: { net: network({}) } } },
    ["inner-a"],
  ],
  [
    "a map of ids as output, by each.key",
    {
      set: ["module.net.ids", "each.key"],
      key: "a",
      forEach: "var.names",
      beside: { calls: { net: network({}) } },
    },
    ["inner-a"],
  ],
];

function inline(label: string, ...names: readonly string[]): Module {
  const subnet = names.map((name) => ({ name, id: later, address_prefixes: ["10.0.0.0/24"] }));
  const values = { name: "v", resource_group_name: "rg", address_space: ["10.0.0.0/16"], subnet };
  const address = `azurerm_virtual_network.${label}`;
  return { blocks: { [address]: { hidden: ["subnet"], instances: { [address]: values } } } };
}

function vnet() {
  const values = { name: "v", resource_group_name: "rg", address_space: ["10.0.0.0/16"] };
  return { instances: { "azurerm_virtual_network.v": values } };
}

function network(settings: Settings, key: string = ""): Call {
  const at = `module.net${key}.azurerm_subnet`;
  return {
    with: settings,
    ...(key === "" ? {} : { forEach: "var.names" }),
    blocks: {
      "azurerm_subnet.app": { instances: { [`${at}.app`]: subnet("inner") } },
      "azurerm_subnet.many": {
        forEach: "var.names",
        instances: {
          [`${at}.many["a"]`]: subnet("inner-a"),
          [`${at}.many["b"]`]: subnet("inner-b"),
        },
      },
    },
    outputs: {
      app: "azurerm_subnet.app.id",
      ids: "azurerm_subnet.many",
      all: "azurerm_subnet.many",
    },
  };
}

test.each(rows)("%s", (_, nic, expected) => {
  const { blocks, calls } = nicOf(nic);
  const root = {
    blocks: { ...subnets, ...blocks, ...nic.beside?.blocks },
    calls: { ...calls, ...nic.beside?.calls },
  };
  expect(subnetOf(root)).toEqual(expected);
});

// The interface stands in a module, and its subnet comes through variables.
const inside: readonly (readonly [string, Written, Settings, unknown])[] = [
  ["a variable", "var.id", { id: "azurerm_subnet.app.id" }, ["app"]],
  ["a resource as variable", "var.subnet.id", { subnet: "azurerm_subnet.app" }, ["app"]],
  ["a map as variable", 'var.all["b"].id', { all: "azurerm_subnet.each" }, ["each-b"]],
  [
    "an entry of an object",
    "var.net.subnet_id",
    { net: ["azurerm_subnet.app.id", "var.name"] },
    ["app"],
  ],
  [
    "an object of several",
    "var.net.db",
    { net: ["azurerm_subnet.app.id", "azurerm_subnet.db.id"] },
    ["db", "inferred"],
  ],
  [
    "two variables, one null",
    ["var.none", "var.id"],
    { none: { constant: null }, id: "azurerm_subnet.db.id" },
    ["db"],
  ],
  [
    "a variable for a key that is known",
    ["var.all", "var.key"],
    { all: "azurerm_subnet.each", key: { constant: "b" } },
    ["each-b", "inferred"],
  ],
];

test.each(inside)("in a module: %s", (_, set, settings, expected) => {
  const { blocks = {} } = nicOf({ set });
  const [[address, block] = ["", undefined]] = Object.entries(blocks);
  const instances = Object.fromEntries(
    Object.entries(block?.instances ?? {}).map(([name, values]) => [`module.vm.${name}`, values]),
  );
  const inner = { [address]: { ...block, instances } };
  const root = { blocks: subnets, calls: { vm: { with: settings, blocks: inner } } };
  expect(subnetOf(root)).toEqual(expected);
});

test("a variable leads through any number of modules", () => {
  const { blocks = {} } = nicOf({ set: "var.id" });
  const [[address, block] = ["", undefined]] = Object.entries(blocks);
  let call: Call = {
    with: { id: "var.id" },
    blocks: {
      [address]: {
        ...block,
        instances: Object.fromEntries(
          Object.entries(block?.instances ?? {}).map(([name, values]) => [
            `${"module.m.".repeat(20)}${name}`,
            values,
          ]),
        ),
      },
    },
  };
  for (let level = 0; level < 18; level += 1) call = { with: { id: "var.id" }, calls: { m: call } };
  const root = {
    blocks: subnets,
    calls: { m: { with: { id: "azurerm_subnet.app.id" }, calls: { m: call } } },
  };
  expect(subnetOf(root)).toEqual(["app"]);
});

test("the only subnet of the module is meant where a local hides it", () => {
  const { blocks } = nicOf({ set: "local.subnet" });
  const only = { "azurerm_subnet.app": subnets["azurerm_subnet.app"] };
  expect(subnetOf({ blocks: { ...only, ...blocks } })).toEqual(["app", "inferred"]);
});

test("what is inferred or stays unknown is said once for all instances of a block", () => {
  const interfaces = ["a", "b", "c"].map((key) => nicOf({ set: "azurerm_subnet.each", key }));
  const instances = Object.assign(
    {},
    ...interfaces.map(({ blocks }) => blocks?.["azurerm_network_interface.n"]?.instances),
  );
  const [first] = interfaces;
  const block = { ...first!.blocks!["azurerm_network_interface.n"], instances };
  const plan = writePlan({ blocks: { ...subnets, "azurerm_network_interface.n": block } });
  const { diagnostics } = readText({ file: "plan.json", text: JSON.stringify(plan) });
  const attribute = 'azurerm_network_interface.n["c"].ip_configuration[0].subnet_id';
  const taken = 'azurerm_network_interface.n["a"].ip_configuration[0].subnet_id';
  const reason =
    'it is one of 2 instances such as azurerm_subnet.each["a"], and the plan does not say which';
  expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
    [
      "terraform-reference-inferred",
      `${taken} was taken to be azurerm_subnet.each["a"].id: the plan does not name it (and 1 more like it)`,
    ],
    ["terraform-reference-unresolved", `${attribute} stays unknown: ${reason}`],
  ]);
});
