import { expect, test } from "vitest";
import { idOf, resource, to } from "../../test/resources.ts";
import { snapshotOf } from "../../test/snapshot-of.ts";
import { createUnknown, type Resource } from "../arm/index.ts";
import { settleValues } from "./index.ts";

const settle = (...objects: readonly object[]) => {
  const before = [...snapshotOf(objects).resources.values()];
  return { before, after: settleValues(before) };
};

const at = (path: string, pointer: string) =>
  createUnknown(`${path}${pointer}`, { id: idOf(path), pointer });

const firewall = resource("azureFirewalls/f", {
  ipConfigurations: [{ name: "c", properties: { privateIPAddress: "10.0.0.4" } }],
});
const address = "/properties/ipConfigurations/0/properties/privateIPAddress";

// Where a value is found: mark, what else exists, value afterwards.
test.each<[string, unknown, readonly object[], unknown]>([
  ["in a list", at("azureFirewalls/f", address), [firewall], "10.0.0.4"],
  ["without regard to case", at("AZUREFIREWALLS/F", address.toUpperCase()), [firewall], "10.0.0.4"],
  [
    "beside the name",
    at("azureFirewalls/f", address),
    [{ id: idOf("azureFirewalls/f"), ipConfigurations: [{ privateIpAddress: "10.0.0.5" }] }],
    "10.0.0.5",
  ],
  ["in the id", at("azureFirewalls/f", "/id"), [firewall], idOf("azureFirewalls/f")],
  ["in the name", at("azureFirewalls/f", "/name"), [firewall], "f"],
  [
    "nowhere",
    at("azureFirewalls/f", "/properties/x"),
    [firewall],
    at("azureFirewalls/f", "/properties/x"),
  ],
  ["in nothing", at("azureFirewalls/g", "/id"), [firewall], at("azureFirewalls/g", "/id")],
  [
    "in what inherits it",
    at("azureFirewalls/f", "/constructor"),
    [firewall],
    at("azureFirewalls/f", "/constructor"),
  ],
  [
    "behind another mark",
    at("b/b", "/properties/v"),
    [resource("b/b", { v: at("c/c", "/properties/v") }), resource("c/c", { v: 7 })],
    7,
  ],
  [
    "behind a mark that ends",
    at("b/b", "/properties/v"),
    [resource("b/b", { v: createUnknown("utcNow()") })],
    createUnknown("utcNow()"),
  ],
  [
    "with marks of its own",
    at("b/b", "/properties/v"),
    [resource("b/b", { v: [{ w: at("c/c", "/name") }] }), resource("c/c")],
    [{ w: "c" }],
  ],
  [
    "behind a reference",
    at("privateEndpoints/pe", "/properties/networkInterfaces/0/properties/macAddress"),
    [
      resource("privateEndpoints/pe", { networkInterfaces: [to("networkInterfaces/N")] }),
      resource("networkInterfaces/n", { macAddress: "00-0D" }),
    ],
    "00-0D",
  ],
  [
    "behind a reference that a mark stands for",
    at("b/b", "/properties/of/properties/v"),
    [
      resource("b/b", { of: at("c/c", "/properties/of") }),
      resource("c/c", { of: { id: at("d/d", "/id") } }),
      resource("d/d", { v: 7 }),
    ],
    7,
  ],
  [
    "behind a reference to what nobody has",
    at("b/b", "/properties/of/v"),
    [resource("b/b", { of: to("c/c") })],
    at("b/b", "/properties/of/v"),
  ],
  [
    "behind references in a circle",
    at("b/b", "/properties/of/of/of/v"),
    [resource("b/b", { of: to("c/c") }), resource("c/c", { of: to("b/b") })],
    at("b/b", "/properties/of/of/of/v"),
  ],
  [
    "behind a mark that leads through itself",
    at("b/b", "/properties/of/v"),
    [resource("b/b", { of: at("b/b", "/properties/of/v") })],
    at("b/b", "/properties/of/v"),
  ],
])("finds a value %s", (_, mark, others, value) => {
  const { after } = settle(resource("a/a", { value: mark }), ...others);
  expect(after.find(({ id }) => id.name === "a")?.body["properties"]).toEqual({ value });
});

test("marks that lead back to themselves stay marks", () => {
  const { after } = settle(
    resource("a/a", { v: at("b/b", "/properties/v"), self: at("a/a", "") }),
    resource("b/b", { v: at("a/a", "/properties/v") }),
  );
  for (const { body } of after) {
    expect(body["properties"]).toMatchObject({ v: { $unknown: expect.any(String) } });
  }
});

test("a chain is followed as far as people write them", () => {
  const links = Array.from({ length: 30 }, (_, index) =>
    resource(`l/l${index}`, { v: index === 29 ? "end" : at(`l/l${index + 1}`, "/properties/v") }),
  );
  const { after } = settle(...links);
  expect(after.map(({ body }) => body["properties"])).toEqual(links.map(() => ({ v: "end" })));
});

test("a chain may lead to a list", () => {
  const { after } = settle(
    resource("a/a", { v: at("b/b", "/properties/v") }),
    resource("b/b", { v: at("c/c", "/properties/v") }),
    resource("c/c", { v: [1, 2] }),
  );
  expect(after.map(({ body }) => body["properties"])).toEqual(after.map(() => ({ v: [1, 2] })));
});

test("lists that stand for marks in lists do not grow without end", () => {
  const links = Array.from({ length: 28 }, (_, index) => {
    const next = at(`l/l${index + 1}`, "/properties/v");
    return resource(`l/l${index}`, { v: index === 27 ? ["end"] : [next, next] });
  });
  expect(JSON.stringify(settle(...links).after).length).toBeLessThan(100_000);
});

test("what does not change is the same object", () => {
  const { before, after } = settle(
    firewall,
    resource("a/a", { v: at("azureFirewalls/f", "/name"), w: {} }),
  );
  const [a, f] = after;
  expect(f).toBe(before[1]);
  const inside = ({ body }: Resource) => (body["properties"] as { w: object }).w;
  expect(inside(a!)).toBe(inside(before[0]!));
});
