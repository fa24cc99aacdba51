import { expect, test } from "vitest";
import { compile, idOf, resource, to } from "../../test/resources.ts";
import { keyOf } from "../model/index.ts";
import { formatPrefix } from "../net/index.ts";

const microsoft = {
  peeringType: "MicrosoftPeering",
  state: "Enabled",
  routeFilter: to("routeFilters/rf"),
  microsoftPeeringConfig: { advertisedPublicPrefixes: ["203.0.113.0/28"] },
};
const retired = { peeringType: "AzurePublicPeering", state: "Enabled" };

function peeringOf(...more: readonly object[]) {
  const { model, diagnostics } = compile(...more);
  expect(diagnostics).toEqual([]);
  const peering = model.circuits.get(keyOf(idOf("expressRouteCircuits/er")))?.servicePeering;
  return (
    peering && {
      kind: peering.kind,
      brings: peering.bringsRoutes,
      prefixes: peering.customerPrefixes.map(formatPrefix),
    }
  );
}

function inside(...peerings: readonly object[]): object {
  return resource("expressRouteCircuits/er", {
    peerings: peerings.map((properties, at) => ({ name: `p${at}`, properties })),
  });
}

const alone = (properties: object): readonly object[] => [
  resource("expressRouteCircuits/er", {}),
  resource("expressRouteCircuits/er/peerings/MicrosoftPeering", properties),
];

// ER-2.
test.each([
  ["no peering", [inside()], undefined],
  ["private peering alone", [inside({ peeringType: "AzurePrivatePeering" })], undefined],
  [
    "Microsoft peering with a route filter",
    [inside({ peeringType: "AzurePrivatePeering" }, microsoft)],
    { kind: "microsoft", brings: true, prefixes: ["203.0.113.0/28"] },
  ],
  [
    "Microsoft peering without a route filter",
    [inside({ ...microsoft, routeFilter: undefined })],
    { kind: "microsoft", brings: false, prefixes: ["203.0.113.0/28"] },
  ],
  [
    "a peering that stands alone",
    alone(microsoft),
    { kind: "microsoft", brings: true, prefixes: ["203.0.113.0/28"] },
  ],
  [
    "Microsoft peering that is switched off",
    [inside({ ...microsoft, state: "Disabled" })],
    undefined,
  ],
  ["public peering", [inside(retired)], { kind: "public", brings: true, prefixes: [] }],
  [
    "Microsoft peering beside public peering",
    [inside(retired, microsoft)],
    { kind: "microsoft", brings: true, prefixes: ["203.0.113.0/28"] },
  ],
])("the service peering of a circuit with %s", (_, resources, want) => {
  expect(peeringOf(...resources)).toEqual(want);
});

test("a circuit as the command line prints it, flattened", () => {
  const id = idOf("expressRouteCircuits/er");
  const flat = {
    id,
    name: "er",
    type: "Microsoft.Network/expressRouteCircuits",
    expressRoutePort: to("expressRoutePorts/port"),
    peerings: [{ id: `${id}/peerings/MicrosoftPeering`, name: "MicrosoftPeering", ...microsoft }],
  };
  expect(peeringOf(flat)).toEqual({
    kind: "microsoft",
    brings: true,
    prefixes: ["203.0.113.0/28"],
  });
  expect(compile(flat).model.circuits.get(keyOf(id))?.isDirect).toBe(true);
});

test("a bare peering inside a circuit is known by its name", () => {
  const id = idOf("expressRouteCircuits/er");
  const bare = { id: `${id}/peerings/AzurePublicPeering` };
  expect(peeringOf(resource("expressRouteCircuits/er", { peerings: [bare] }))?.kind).toBe("public");
});
