// The rules of docs/snapshot.md by which one layer lies over another, one case each.
import { expect, test } from "vitest";
import type { Extent, JsonObject } from "../../arm/index.ts";
import { createUnknown, parseArmId, placeIn } from "../../arm/index.ts";
import { createSnapshot, readText } from "../index.ts";
import type { LayerOptions } from "../lay-layers.ts";

const scope = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
const typeOf: Readonly<Record<string, string>> = {
  net: "virtualNetworks",
  table: "routeTables",
  nic: "networkInterfaces",
};

/** `net/hub/subnets/web` as a full id. */
function idOf(short: string): string {
  const [kind = "", ...rest] = short.split("/");
  return [scope, typeOf[kind] ?? kind, ...rest].join("/");
}

function shorten(id: string): string {
  if (!id.startsWith(scope)) return id;
  const [type = "", ...rest] = id.slice(scope.length + 1).split("/");
  const kind = Object.keys(typeOf).find((one) => typeOf[one] === type) ?? type;
  return [kind, ...rest].join("/");
}

/** A layer as written: bodies by short id. */
type Layer = Readonly<Record<string, JsonObject>>;

function read(layer: Layer, file: string, extent?: Extent) {
  const bodies = Object.entries(layer).map(([short, body]) => ({ id: idOf(short), ...body }));
  const result = readText({ file, text: JSON.stringify(bodies) });
  if (extent === undefined) return result;
  return { ...result, resources: result.resources.map((one) => ({ ...one, extent })) };
}

function overlay(layers: readonly Layer[], options: LayerOptions = {}) {
  const read_ = layers.map((layer, index) => [read(layer, `${index}.json`)]);
  const { resources, diagnostics } = createSnapshot(read_, options);
  return { result: viewOf(resources.values()), codes: diagnostics.map(({ code }) => code) };
}

/** What came out: bodies by short id, in short ids. */
function viewOf(resources: Iterable<{ readonly id: { text: string }; readonly body: JsonObject }>) {
  return Object.fromEntries(
    [...resources].map(({ id, body }) => {
      const { id: _, ...rest } = JSON.parse(
        JSON.stringify(body, (key, value) =>
          key === "id" && typeof value === "string" ? shorten(value) : value,
        ),
      ) as JsonObject;
      return [shorten(id.text), rest];
    }),
  );
}

const answered = { etag: "1" };
const web = { name: "web", properties: { addressPrefix: "10.0.1.0/24" } };
const app = { name: "app", properties: { addressPrefix: "10.0.2.0/24" } };
const webElsewhere = { name: "web", properties: { addressPrefix: "10.9.1.0/24" } };
const webAlone = (more: JsonObject) => ({ properties: { addressPrefix: "10.9.1.0/24", ...more } });

interface Case {
  readonly rule: string;
  readonly layers: readonly Layer[];
  readonly result: Layer;
}

const cases: readonly Case[] = [
  {
    rule: "what Azure answered replaces the earlier one whole",
    layers: [
      { "nic/n": { tags: { a: "1" }, properties: { enableIPForwarding: true } } },
      { "nic/n": { etag: "2", properties: {} } },
    ],
    result: { "nic/n": { etag: "2", properties: {} } },
  },
  {
    rule: "a provisioningState says the same, in any casing, nested or flattened",
    layers: [
      { "nic/n": { tags: { a: "1" } }, "nic/m": { tags: {} } },
      { "nic/n": { ProvisioningState: "x" }, "nic/m": { properties: { provisioningState: "x" } } },
    ],
    result: {
      "nic/m": { properties: { provisioningState: "x" } },
      "nic/n": { ProvisioningState: "x" },
    },
  },
  {
    rule: "what is written by hand changes only what it says",
    layers: [
      { "nic/n": { ...answered, tags: { a: "1" }, properties: { x: { y: 1, z: 2 }, w: 3 } } },
      { "nic/n": { properties: { x: { y: 9 } } } },
    ],
    result: { "nic/n": { ...answered, tags: { a: "1" }, properties: { x: { y: 9, z: 2 }, w: 3 } } },
  },
  {
    rule: "null takes a property away",
    layers: [
      { "nic/n": { tags: { a: "1" }, properties: { x: { y: 1, z: 2 }, w: 3 } } },
      { "nic/n": { tags: null, properties: { x: { y: null } } } },
    ],
    result: { "nic/n": { properties: { x: { z: 2 }, w: 3 } } },
  },
  {
    rule: "flattened lies over nested, nested over flattened, in any casing",
    layers: [
      {
        "nic/n": { properties: { enableIPForwarding: false } },
        "nic/m": { enableIPForwarding: true },
      },
      {
        "nic/n": { enableIpForwarding: true },
        "nic/m": { properties: { enableIPForwarding: false } },
      },
    ],
    result: {
      "nic/m": { enableIPForwarding: false },
      "nic/n": { properties: { enableIPForwarding: true } },
    },
  },
  {
    rule: "new properties go where the others are; sku, zones and tags stay beside them",
    layers: [
      { "nic/n": { properties: { a: 1 } }, "nic/m": { a: 1 } },
      { "nic/n": { b: 2, sku: { name: "x" } }, "nic/m": { properties: { b: 2 } } },
    ],
    result: {
      "nic/m": { a: 1, b: 2 },
      "nic/n": { properties: { a: 1, b: 2 }, sku: { name: "x" } },
    },
  },
  {
    rule: "other lists are replaced, and so is a reference to another resource",
    layers: [
      { "nic/n": { properties: { list: [1, 2], of: { id: "/a", etag: "1", name: "a" } } } },
      { "nic/n": { properties: { list: [3], of: { id: "/b" } } } },
    ],
    result: { "nic/n": { properties: { list: [3], of: { id: "/b" } } } },
  },
  {
    rule: "a mark of an unknown value is one value",
    layers: [
      { "nic/n": { properties: { a: { $unknown: "x" }, b: { c: 1 } } } },
      { "nic/n": { properties: { a: { c: 2 }, b: { $unknown: "y" } } } },
    ],
    result: { "nic/n": { properties: { a: { c: 2 }, b: { $unknown: "y" } } } },
  },
  {
    rule: "what nobody below has stands as it is",
    layers: [{}, { "nic/n": { properties: { a: 1 } } }],
    result: { "nic/n": { properties: { a: 1 } } },
  },
  {
    rule: "children in a partial parent are merged one by one",
    layers: [
      { "net/hub": { ...answered, properties: { subnets: [web, app], x: 1 } } },
      {
        "net/hub": {
          properties: {
            subnets: [{ name: "APP", properties: { natGateway: { id: "/n" } } }, { name: "db" }],
          },
        },
      },
    ],
    result: {
      "net/hub": {
        ...answered,
        properties: {
          subnets: [
            web,
            { name: "app", properties: { addressPrefix: "10.0.2.0/24", natGateway: { id: "/n" } } },
            { name: "db" },
          ],
          x: 1,
        },
      },
    },
  },
  {
    rule: "a child of a partial parent that stands alone below is merged there",
    layers: [
      {
        "net/hub": { properties: { x: 1 } },
        "net/hub/subnets/web": { ...answered, ...webAlone({ y: 1 }) },
      },
      { "net/hub": { properties: { subnets: [web] } } },
    ],
    result: {
      "net/hub": { properties: { x: 1, subnets: [] } },
      "net/hub/subnets/web": { ...answered, properties: { addressPrefix: "10.0.1.0/24", y: 1 } },
    },
  },
  {
    rule: "a child that comes alone and whole leaves its name in the parent",
    layers: [
      { "net/hub": { properties: { subnets: [web, app] } } },
      { "net/hub/subnets/web": { ...answered, ...webAlone({}) } },
    ],
    result: {
      "net/hub": { properties: { subnets: [{ id: "net/hub/subnets/web" }, app] } },
      "net/hub/subnets/web": { ...answered, ...webAlone({}) },
    },
  },
  {
    rule: "a child that comes alone and partial is merged with the one inside the parent",
    layers: [
      { "net/hub": { properties: { subnets: [web] } } },
      { "net/hub/subnets/web": { properties: { natGateway: { id: "/n" } } } },
    ],
    result: {
      "net/hub": { properties: { subnets: [{ id: "net/hub/subnets/web" }] } },
      "net/hub/subnets/web": {
        name: "web",
        properties: { addressPrefix: "10.0.1.0/24", natGateway: { id: "/n" } },
      },
    },
  },
  {
    rule: "a whole parent with a list decides about children that stood alone",
    layers: [
      { "net/hub": {}, "net/hub/subnets/web": webAlone({}), "net/hub/subnets/old": webAlone({}) },
      { "net/hub": { ...answered, properties: { subnets: [web] } } },
    ],
    result: { "net/hub": { ...answered, properties: { subnets: [web] } } },
  },
  {
    rule: "what a whole parent only names stays as it was",
    layers: [
      { "net/hub": { properties: { subnets: [app] } }, "net/hub/subnets/web": webAlone({}) },
      {
        "net/hub": {
          ...answered,
          properties: { subnets: [{ id: idOf("net/hub/subnets/web") }, { name: "app" }] },
        },
      },
    ],
    result: {
      "net/hub": {
        ...answered,
        properties: { subnets: [{ id: "net/hub/subnets/web" }, { name: "app" }] },
      },
      "net/hub/subnets/app": app,
      "net/hub/subnets/web": webAlone({}),
    },
  },
  {
    rule: "a whole parent without the list keeps all children",
    layers: [
      { "net/hub": { properties: { subnets: [app] } }, "net/hub/subnets/web": webAlone({}) },
      { "net/hub": { ...answered, properties: {} } },
    ],
    result: {
      "net/hub": { ...answered, properties: {} },
      "net/hub/subnets/app": app,
      "net/hub/subnets/web": webAlone({}),
    },
  },
  {
    rule: "a list that is empty says that there are none",
    layers: [
      { "net/hub": { properties: { subnets: [app] } }, "net/hub/subnets/web": webAlone({}) },
      { "net/hub": { ...answered, properties: { subnets: [] } } },
    ],
    result: { "net/hub": { ...answered, properties: { subnets: [] } } },
  },
  {
    rule: "a parent and a child of one later layer are left as they are",
    layers: [
      { "net/hub": { properties: { subnets: [app] } } },
      {
        "net/hub": { ...answered, properties: { subnets: [web] } },
        "net/hub/subnets/web": { ...answered, ...webElsewhere },
      },
    ],
    result: {
      "net/hub": { ...answered, properties: { subnets: [web] } },
      "net/hub/subnets/web": { ...answered, ...webElsewhere },
    },
  },
  {
    rule: "three layers: each lies over what came out below it",
    layers: [
      { "net/hub": { properties: { subnets: [web, app] } } },
      { "net/hub/subnets/web": { properties: { natGateway: { id: "/n" } } } },
      {
        "net/hub": { properties: { subnets: [{ name: "web", properties: { natGateway: null } }] } },
      },
    ],
    result: {
      "net/hub": { properties: { subnets: [{ id: "net/hub/subnets/web" }, app] } },
      "net/hub/subnets/web": web,
    },
  },
];

test.each(cases.map((one) => [one.rule, one] as const))("%s", (_, { layers, result }) => {
  expect(overlay(layers)).toEqual({ result, codes: [] });
});

test("a fact is whole, and replaces the earlier one", () => {
  const fact = (body: JsonObject) =>
    readText({
      file: "f",
      text: JSON.stringify([{ type: "Trueroute/guests", name: "g", ...body }]),
    });
  const { resources } = createSnapshot([[fact({ properties: { a: 1 } })], [fact({ x: 2 })]]);
  expect([...resources.values()].map(({ body }) => body)).toEqual([
    { type: "Trueroute/guests", name: "g", x: 2 },
  ]);
});

test("in the first layer it does not matter who wrote a resource", () => {
  const layers: readonly Layer[] = [{ "nic/n": { properties: { a: null } } }];
  expect(overlay(layers).result).toEqual({ "nic/n": { properties: { a: null } } });
});

test("the background counts only where nothing else is, in any form and order", () => {
  const known: Layer = { "net/hub": { ...answered, properties: { subnets: [web] } } };
  const seen: Layer = {
    "net/hub": { properties: { from: "elsewhere" } },
    "net/hub/subnets/web": { properties: { from: "elsewhere" } },
    "net/spoke": { properties: { from: "elsewhere" } },
  };
  const expected = { ...known, "net/spoke": { properties: { from: "elsewhere" } } };
  const export_ = read(known, "a.json");
  const background = read(seen, "b.json", "background");
  for (const layers of [
    [[export_], [background]],
    [[background, export_]],
    [[export_, background]],
  ]) {
    expect(viewOf(createSnapshot(layers).resources.values())).toEqual(expected);
  }
  const later = createSnapshot([[background], [export_]]);
  expect(viewOf(later.resources.values())).toMatchObject(known);
});

// Each row: what is removed, and what is left of the estate below.
const estate: Layer = {
  "net/hub": { properties: { subnets: [web, app] } },
  "net/hub/subnets/db": webAlone({}),
  "net/hub2": {},
  "table/t": { properties: { routes: [{ name: "a", properties: {} }] } },
};
const removals: readonly [readonly string[], readonly string[]][] = [
  [["net/hub2"], ["net/hub [web,app]", "net/hub/subnets/db", "table/t"]],
  [["NET/HUB".replace("NET", "net")], ["net/hub2", "table/t"]],
  [["net/hub/subnets/web"], ["net/hub [app]", "net/hub/subnets/db", "net/hub2", "table/t"]],
  [["net/hub/subnets/db"], ["net/hub [web,app]", "net/hub2", "table/t"]],
  [
    ["net/hub/subnets/WEB", "net/hub/subnets/app"],
    ["net/hub []", "net/hub/subnets/db", "net/hub2", "table/t"],
  ],
];

test.each(removals)("--remove %j leaves %j", (removed, left) => {
  const { result, codes } = overlay([estate], { removed: removed.map(idOf) });
  expect(codes).toEqual([]);
  const seen = Object.entries(result).map(([id, { properties }]) => {
    const list = (properties as { subnets?: { name: string }[] } | undefined)?.subnets;
    return list === undefined ? id : `${id} [${list.map(({ name }) => name).join(",")}]`;
  });
  expect(seen.toSorted()).toEqual(left);
});

test.each(["/subscriptions/s", "/subscriptions/S/resourceGroups/g/"])(
  "--remove %s takes everything in it",
  (id) => {
    expect(overlay([estate], { removed: [id] })).toEqual({ result: {}, codes: [] });
  },
);

test.each([
  ["net/hub/subnets/wep", "Did you mean net/hub/subnets/web?"],
  ["net/hab", "Did you mean net/hub"],
  ["nic/hub", "Did you mean net/hub?"],
  ["nic/zzz", "Write the id"],
])("removal-unknown: %s was never there", (short, advice) => {
  const { resources, diagnostics } = createSnapshot([[read(estate, "a")]], {
    removed: [idOf(short)],
  });
  expect(resources.size).toBe(4);
  const [said] = diagnostics;
  expect(said?.code).toBe("removal-unknown");
  expect(said?.remedy.replaceAll(/\/subscriptions\S+?(?=\?| |$)/g, shorten)).toContain(advice);
});

test("every value keeps the place that it was written at", () => {
  const layers = [
    { "net/hub": { ...answered, properties: { subnets: [web, app], a: { b: 1, c: 2 } } } },
    {
      "net/hub": { subnets: [{ name: "app", properties: { x: 1 } }, { name: "db" }], a: { c: 3 } },
    },
  ];
  const read_ = layers.map((layer, index) => [read(layer, `${index}.json`)]);
  const removed = [idOf("net/hub/subnets/web")];
  const { resources } = createSnapshot(read_, { removed });
  const hub = [...resources.values()][0];
  const placeOf = (...steps: (string | number)[]) => {
    const {
      file = "",
      filePointer = "",
      pointer = "",
    } = hub === undefined ? {} : placeIn(hub, steps);
    return `${file} ${filePointer}${pointer}`;
  };
  expect(placeOf("properties", "a", "b")).toBe("0.json /0/properties/a/b");
  expect(placeOf("properties", "a", "c")).toBe("1.json /0/a/c");
  expect(placeOf("properties", "subnets", 0, "name")).toBe("0.json /0/properties/subnets/1/name");
  expect(placeOf("properties", "subnets", 0, "properties", "x")).toBe(
    "1.json /0/subnets/0/properties/x",
  );
  expect(placeOf("properties", "subnets", 1, "name")).toBe("1.json /0/subnets/1/name");
});

// What a plan asks for is put as Azure puts it: addresses stay, children stay, the rest goes.
const subnet = { id: idOf("net/hub/subnets/web") };
const nicAt = (name: string, properties: JsonObject = {}) => ({
  properties: { ipConfigurations: [{ name, properties: { subnet, ...properties } }] },
});
const planned: Layer = {
  "net/hub": { properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, subnets: [web] } },
  "nic/n": { ...answered, tags: { a: "1" }, ...nicAt("ip", { privateIPAddress: "10.0.1.9" }) },
  "nic/old": { ...answered, ...nicAt("ip", { privateIPAddress: "10.0.1.4" }) },
};

function plan(desired: Layer, removed: readonly string[], options: LayerOptions = {}) {
  const removals = removed.map((short) => {
    const id = parseArmId(idOf(short));
    if (id === undefined) throw new TypeError(short);
    return { id, place: { resource: "", pointer: "", file: "plan", filePointer: "" } };
  });
  const layers = [[read(planned, "0.json")], [{ ...read(desired, "plan", "desired"), removals }]];
  const { resources, diagnostics } = createSnapshot(layers, options);
  return { result: viewOf(resources.values()), diagnostics };
}

test("a plan keeps what Azure keeps, and gives addresses after what it deletes is gone", () => {
  const { result, diagnostics } = plan({ "nic/n": nicAt("ip"), "nic/new": nicAt("ip") }, [
    "nic/old",
  ]);
  expect(Object.keys(result)).toEqual(["nic/n", "nic/new", "net/hub"]);
  expect(JSON.stringify(result["nic/n"])).toContain("10.0.1.9");
  expect(JSON.stringify(result["nic/new"])).toContain("10.0.1.4");
  expect(result["nic/n"]).not.toHaveProperty("tags");
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    expect.stringMatching(
      /^addresses-assigned: Azure gives 1 private address .*10\.0\.1\.4 for .*\/new$/,
    ),
  ]);
});

test("in complete mode a plan keeps nothing of what it names", () => {
  const { result } = plan({ "nic/n": nicAt("ip") }, ["nic/old"], { mode: "complete" });
  expect(JSON.stringify(result["nic/n"])).toContain("10.0.1.4");
  expect(Object.keys(result)).toEqual(["nic/n", "net/hub"]);
});

test("a value of another resource is taken when a later layer brings it", () => {
  const address = "/properties/ipConfigurations/0/properties/privateIPAddress";
  const mark = createUnknown("nic", { id: idOf("nic/late"), pointer: address });
  const table: Layer = { "table/t": { properties: { x: mark } } };
  const late: Layer = {
    "nic/late": { ...answered, ...nicAt("ip", { privateIPAddress: "10.0.1.7" }) },
  };
  const layers = [[read(table, "plan", "desired")], [read(late, "1.json")]];
  const { resources } = createSnapshot(layers);
  expect(viewOf(resources.values())["table/t"]).toMatchObject({ properties: { x: "10.0.1.7" } });
});
