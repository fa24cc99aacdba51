// TR516, TR517: a default route in two halves (X-1, GW-29).
import { expect, test } from "vitest";
import { fact, to } from "../resources.ts";
import { hubFor, site, spoke, table, vpn, withTable } from "./estate-parts.ts";
import { briefly, findingsOf, findingsWith } from "./findings-of.ts";

const halves = site("proxy", "0.0.0.0/1 128.0.0.0/1", "vpn");

function spokeWith(lines: readonly string[], brings: readonly object[]): readonly object[] {
  const mine = spoke("spoke", { app: withTable("10.1.0.0/24", "rt") });
  return [hubFor("spoke"), mine, table("rt", lines), ...vpn(), ...brings];
}

const lower = "low 0.0.0.0/1";
const upper = "high 128.0.0.0/1";
const everything = "all 0.0.0.0/0";

// the routes of a subnet's table, what gateways bring, and the findings.
const rows: readonly (readonly [readonly string[], readonly object[], readonly string[]])[] = [
  [[], halves, ["TR516 info"]],
  [[], site("p", "0.0.0.0/1", "vpn"), []],
  [[`${everything} Internet`], halves, ["TR516 info", "TR517 error"]],
  [[`${everything} VirtualNetworkGateway`], halves, []],
  // A route to an appliance takes the drop rows away, and the halves still win (SYS-5).
  [[`${everything} VirtualAppliance 10.0.1.4`], halves, ["TR517 error"]],
  [[`${lower} Internet`, `${upper} Internet`], halves, []],
  [[`${everything} Internet`, `${lower} Internet`], halves, ["TR517 error"]],
  [[`${everything} Internet`], site("dc", "192.168.0.0/16", "vpn"), []],
  [
    [`${everything} Internet`],
    [
      fact("learnedRoutes", "l", {
        target: to("virtualNetworkGateways/vpn"),
        routes: [{ network: "0.0.0.0/0", nextHop: "10.9.9.9", asPath: "65010", origin: "EBgp" }],
      }),
    ],
    [],
  ],
];

test.each(rows)("X-1: a table with %j", (lines, brings, expected) => {
  expect(briefly(findingsOf(spokeWith(lines, brings)))).toEqual(expected);
});

test("X-1: what is to go through a firewall goes past it", () => {
  const [finding] = findingsWith(
    "TR517",
    spokeWith([`${everything} VirtualAppliance 10.0.1.4`], halves),
  );
  expect(finding?.message).toContain("all Internet traffic goes there, past 10.0.1.4");
  expect(finding?.repair).toMatchObject({
    kind: "addRoutes",
    destinations: [{ name: "lower-half" }, { name: "upper-half" }],
    nextHop: { kind: "appliance" },
  });
});

test("X-1: one half that is written leaves the other one to write", () => {
  const [finding] = findingsWith(
    "TR517",
    spokeWith([`${everything} Internet`, `${lower} Internet`], halves),
  );
  expect(finding?.repair).toMatchObject({ destinations: [{ name: "upper-half" }] });
});

test("GW-29: the drop rows that stay are those of the Internet", () => {
  const [finding] = findingsWith("TR516", spokeWith([], halves));
  expect(finding?.message).toContain("20.35.252.0/22, 23.103.0.0/18, 25.4.0.0/14 and 12 more");
  expect(finding?.walks[0]?.trace.disposition).toBe("droppedByNoneRoute");
});
