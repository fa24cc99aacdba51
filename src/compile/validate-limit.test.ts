import { expectDiagnostics } from "../../test/expect-diagnostics.ts";
import { fact, resource, route, to } from "../../test/resources.ts";

function many<T>(count: number, create: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => create(index));
}

function routesOf(count: number, prefix: (index: number) => string): object {
  return resource("routeTables/rt", { routes: many(count, (n) => route(`r${n}`, prefix(n))) });
}

function learn(count: number): object {
  return fact("learnedRoutes", "x", {
    target: to("expressRouteCircuits/c"),
    routes: many(count, (n) => ({ network: `10.${n >> 8}.${n & 255}.0/24` })),
  });
}

// The limits of section 3.7, PEER-14, PE-14, ERR-44, ERR-45: the last allowed count is silent, the
// next is not.
expectDiagnostics([
  ["400 routes", [routesOf(400, (n) => `10.${n >> 8}.${n & 255}.0/24`)], []],
  [
    "401 routes",
    [routesOf(401, (n) => `10.${n >> 8}.${n & 255}.0/24`)],
    ["limit-exceeded routeTables/rt"],
  ],
  [
    "25 tag routes",
    [routesOf(25, (n) => `Tag${n}`)],
    ["service-tags-absent routeTables/rt#/routes/0"],
  ],
  [
    "26 tag routes",
    [routesOf(26, (n) => `Tag${n}`)],
    ["service-tags-absent routeTables/rt#/routes/0", "limit-exceeded routeTables/rt"],
  ],
  ["4000 learned prefixes", [resource("expressRouteCircuits/c"), learn(4000)], []],
  [
    "X-21: 4001 learned prefixes",
    [resource("expressRouteCircuits/c"), learn(4001)],
    ["limit-exceeded learnedRoutes/x"],
  ],
]);
