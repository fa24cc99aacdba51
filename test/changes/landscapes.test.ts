// Changes of whole networks, as four tools write them: the template of a change does what the change
// does, wherever the resources came from.
import { expect, test } from "vitest";
import { normalForm } from "../../src/arm/index.ts";
import { applyChanges, type Change, changeForms, formatChanges } from "../../src/change/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import { createSnapshot, type LayeredSnapshot, readText } from "../../src/intake/index.ts";
import type { Model } from "../../src/model/index.ts";
import { parseIp, parsePrefix } from "../../src/net/index.ts";
import { configurations, readWay, ways } from "../four-ways/landscapes.ts";
import { modelLines } from "../four-ways/normal-form.ts";
import { caseNames, readCase } from "../golden/snapshots.ts";

/** A change or more for every subnet, table, peering, interface and service of a network. */
function changesOf({
  subnets,
  routeTables,
  networks,
  nics,
  cloudServices,
}: Model): readonly Change[] {
  const [anySubnet] = subnets.values();
  return [
    ...[...subnets.values()].flatMap(({ id, routeTable, networkSecurityGroup }): Change[] => [
      { kind: "setPrivateEndpointPolicies", subnet: id, value: "NetworkSecurityGroupEnabled" },
      { kind: "setServiceEndpoints", subnet: id, services: ["Microsoft.Storage"] },
      ...(routeTable === undefined ? [] : [{ kind: "dissociateRouteTable", subnet: id } as const]),
      ...(networkSecurityGroup === undefined
        ? []
        : [{ kind: "dissociateSecurityGroup", subnet: id } as const]),
    ]),
    ...[...routeTables.values()].flatMap(({ id, propagatesGatewayRoutes, routes }): Change[] => [
      { kind: "setPropagation", table: id, propagates: !propagatesGatewayRoutes },
      { kind: "removeRoutes", table: id, names: routes.slice(0, 1).map(({ name }) => name) },
      ...routes.slice(1).map(
        ({ name }): Change => ({
          kind: "setRoute",
          table: id,
          name,
          nextHop: { kind: "appliance", addresses: [parseIp("10.99.0.4")!] },
        }),
      ),
      {
        kind: "addRoutes",
        table: id,
        routes: [
          {
            name: "trueroute-test",
            destination: { kind: "prefix", prefix: parsePrefix("203.0.113.0/24")! },
            nextHop: { kind: "internet" },
          },
        ],
      },
    ]),
    ...[...networks.values()].flatMap(({ peerings }) =>
      peerings.map(
        ({ id, acceptsForwarded }): Change => ({
          kind: "setPeeringFlags",
          peering: id,
          flags: { acceptsForwarded: !acceptsForwarded },
        }),
      ),
    ),
    ...[...nics.values()]
      .filter(({ privateEndpoint }) => privateEndpoint === undefined)
      .flatMap(({ id, forwardsIp }): Change[] => [
        { kind: "setIpForwarding", nic: id, isOn: !forwardsIp },
        { kind: "setTag", resource: id, name: "disableSnatOnPL", value: "true" },
      ]),
    ...[...cloudServices.values()].flatMap(({ id }): Change[] => [
      { kind: "addIpRule", service: id, prefix: parsePrefix("203.0.113.0/24")! },
      ...(anySubnet === undefined
        ? []
        : [{ kind: "addSubnetRule", service: id, subnet: anySubnet.id } as const]),
    ]),
  ];
}

/** Where the template wants to be deployed, which its command tells. */
function homeOf(
  { resources }: LayeredSnapshot,
  template: string,
): { readonly subscription: string; readonly resourceGroup: string } {
  const resourceGroup = /--resource-group ([^ "]+)/.exec(template)?.[1] ?? "";
  const named = /--subscription ([^ "]+)/.exec(template)?.[1];
  const inGroup = [...resources.values()].find(
    ({ id }) => id.resourceGroup?.toLowerCase() === resourceGroup.toLowerCase(),
  );
  return { subscription: named ?? inGroup?.id.subscription ?? "", resourceGroup };
}

function expectSame(before: LayeredSnapshot): number {
  const changes = changesOf(compileSnapshot(before).model);
  const { snapshot, failures } = applyChanges(before, changes);
  expect(failures).toEqual([]);
  const twice = applyChanges(snapshot, changes);
  expect(normalForm(twice.snapshot.resources.values())).toEqual(
    normalForm(snapshot.resources.values()),
  );
  // As it is written out, so that a template can be laid over it.
  const text = JSON.stringify(normalForm(before.resources.values()));
  const template = formatChanges(changes, before.resources, "arm");
  const base = readText({ file: "before.json", text });
  const deployed = createSnapshot([[base], [readText({ file: "fix.json", text: template })]], {
    deployment: homeOf(before, template),
  });
  const changed = applyChanges(createSnapshot([[base]]), changes);
  const lines = (one: Pick<LayeredSnapshot, "resources">) =>
    modelLines(compileSnapshot({ ...before, resources: one.resources }).model);
  expect(lines(deployed)).toEqual(lines(changed.snapshot));
  for (const form of changeForms) {
    expect(formatChanges(changes, before.resources, form)).not.toMatch(/undefined|\[object/);
  }
  return changes.length;
}

for (const landscape of configurations.keys()) {
  test.each(ways)(`${landscape}, from %s`, (way) => {
    expect(expectSame(readWay(landscape, way).snapshot)).toBeGreaterThan(3);
  });
}

test("the golden cases", () => {
  const counts = caseNames.map((name) => {
    const text = JSON.stringify(readCase(name));
    return expectSame(createSnapshot([[readText({ file: `${name}.json`, text })]]));
  });
  expect(counts.filter((count) => count > 5).length).toBeGreaterThan(20);
});
