import { expect, test } from "vitest";
import { flowOf, hopOf, journeyOf, passOf, traceOf } from "../../test/walks/build-trace.ts";
import type { Disposition } from "../flow/index.ts";
import type { Trace } from "../walk/index.ts";
import type { Assertion } from "./assertion.ts";
import { judge } from "./judge.ts";
import { readAssertions } from "./read-assertions.ts";

const flow = flowOf("10.1.0.4 10.2.0.4:443");

function way(
  nodes: string,
  disposition: Disposition = "delivered",
  reply: Disposition = "delivered",
) {
  const hops = nodes
    .split(" ")
    .map((name) => hopOf(name, name.startsWith("fw") ? "firewall" : "nic"));
  const back = passOf(flow, [...hops].reverse(), reply);
  const isThere = disposition === "delivered";
  return journeyOf(passOf(flow, hops, disposition), isThere ? back : undefined);
}

function assertionOf(fields: object): Assertion {
  const { file, mistakes } = readAssertions({ assertions: [{ from: "a", to: "b", ...fields }] });
  expect(mistakes).toEqual([]);
  return file.assertions[0]!;
}

const plain = traceOf(way("vm1 fw1 vm2"));
const denied = traceOf(way("vm1 fw1", "deniedByFirewall"));
const lost = traceOf(way("vm1 fw1 vm2", "delivered", "statefulDrop"));
const split = traceOf(way("vm1 nva1", "guestDrops"), way("vm1 fw1 vm2"));
const crooked: Trace = { ...plain, isSymmetric: false };

test.each<[object, Trace, boolean]>([
  [{ must: "delivered" }, plain, true],
  [{ must: "work" }, plain, true],
  [{ must: ["deliveredToService", "delivered"] }, plain, true],
  [{ must: "delivered" }, denied, false],
  [{ must: "deniedByFirewall" }, denied, true],
  [{ must: "delivered" }, lost, true],
  [{ must: "work" }, lost, false],
  // Every way must fit, and none may be refused.
  [{ must: "delivered" }, split, false],
  [{ must: ["delivered", "guestDrops"] }, split, true],
  [{ mustNot: "guestDrops" }, split, false],
  [{ mustNot: "delivered" }, split, false],
  [{ mustNot: "work" }, split, true],
  [{ mustNot: ["loop", "guestDrops"] }, plain, true],
  [{ reply: "delivered" }, plain, true],
  [{ reply: "statefulDrop" }, lost, true],
  [{ reply: "delivered" }, lost, false],
  [{ reply: "delivered" }, denied, false],
  [{ via: "fw1" }, plain, true],
  [{ via: "FW1" }, plain, true],
  [{ via: "/firewall/fw1" }, plain, true],
  [{ via: ["vm1", "vm2"] }, plain, true],
  [{ via: ["vm2", "fw1"] }, plain, false],
  [{ via: "fw1" }, split, false],
  [{ notVia: "nva1" }, plain, true],
  [{ notVia: "nva1" }, split, false],
  [{ notVia: ["nva1", "fw1"] }, plain, false],
  [{ sourceSeen: "10.1.0.4" }, plain, true],
  [{ sourceSeen: "10.1.0.0/16" }, plain, true],
  [{ sourceSeen: "10.2.0.0/16" }, plain, false],
  [{ sourceSeen: "10.1.0.4" }, denied, false],
  [{ symmetric: true }, plain, true],
  [{ symmetric: true }, crooked, false],
  [{ symmetric: false }, crooked, true],
])("%j holds as told: %#", (fields, trace, holds) => {
  expect(judge(assertionOf(fields), trace).holds).toBe(holds);
});

test("a failure says what was expected and what was found", () => {
  const assertion = assertionOf({
    must: ["work", "exitsToInternet"],
    notVia: "nva1",
    sourceSeen: "198.51.100.20",
    symmetric: true,
  });
  expect(judge(assertion, split)).toMatchObject({
    expected: "work or exitsToInternet; not via nva1; seen as 198.51.100.20; symmetric",
    found: "guestDrops or delivered; it passes nva1; seen as nobody can know",
  });
});
