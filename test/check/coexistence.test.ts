// The story of a VPN beside ExpressRoute: each attempt gives what its author met, and nothing else.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Finding } from "../../src/finding/index.ts";
import { findingsIn } from "./ground-of.ts";

const folder = fileURLToPath(new URL("../../examples/gateway-coexistence/", import.meta.url));

function findingsAt(layers: string): readonly Finding[] {
  const files = layers.split(" ").map((layer) => `${folder}${layer}.json`);
  return findingsIn(files).filter(({ code }) => /^TR[57]/.test(code));
}

// A note that two halves are no default route goes with every tunnel that has them.
const halves = "info TR516";

test.each<readonly [string, string, readonly string[]]>([
  ["at the start", "base", []],
  ["solution 1 is refused", "base solution-1", ["error TR501 vdi-vnet/tenant"]],
  ["solution 2 is refused", "base solution-2", ["error TR504 vdi-vnet/tenant", halves]],
  ["solution 3 works", "base solution-3", [halves]],
  ["solution 4 works", "base solution-4", [halves]],
  ["the two halves keep a network out of the tunnel", "base solution-4 exempt", [halves]],
  [
    "a default route does not",
    "base solution-4 wrong-default",
    ["error TR517 app-vnet/web", halves],
  ],
  [
    "hiding all gateway routes takes ExpressRoute away",
    "base solution-4 propagation-off",
    ["warning TR512 app-vnet/web", halves],
  ],
  ["a second hub", "base second-hub", [halves]],
])("%s", (_, layers, expected) => {
  const lines = findingsAt(layers).map(({ severity, code, affected }) => {
    const names = affected.map((id) => id.split("/").filter((__, at) => at === 8 || at === 10));
    const line = `${severity} ${code}`;
    return line === halves ? line : `${line} ${names.map((name) => name.join("/")).join(" ")}`;
  });
  expect(lines).toEqual(expected);
});

test("ERR-1: solution 1 meets the sentence that the author quotes", () => {
  const [finding] = findingsAt("base solution-1");
  expect(finding?.message).toContain(
    "Peering vdi-vnet/vdi-vnet-to-proxy-vnet cannot have UseRemoteGateways flag set to true, because another peering /subscriptions/",
  );
  expect(finding?.message).toContain(
    "/virtualNetworkPeerings/vdi-vnet-to-hub-vnet already has UseRemoteGateways flag set to true.",
  );
});

test("ERR-4: solution 2 loses what ExpressRoute brings to the hub", () => {
  const [finding] = findingsAt("base solution-2");
  expect(finding?.message).toContain(
    "packets from vdi-vnet/tenant to 10.200.0.0/16 are dropped instead of going through ERgw001 in hub-vnet001",
  );
  expect(finding?.walks[0]?.trace.disposition).toBe("droppedByNoneRoute");
});

test("X-1: the repair of the wrong default route is the exemption that the story ends with", () => {
  const [finding] = findingsAt("base solution-4 wrong-default");
  expect(finding?.repair).toMatchObject({
    kind: "addRoutes",
    destinations: [{ name: "lower-half" }, { name: "upper-half" }],
    nextHop: { kind: "internet" },
  });
});
