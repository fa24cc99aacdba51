// What each change looks like in every form, as files that people read.
import { expect, test } from "vitest";
import { parsePrefix } from "../../src/net/index.ts";
import { type Change, changeForms, formatChanges } from "../../src/change/index.ts";
import type { Resource } from "../../src/arm/index.ts";
import { estate, ids } from "../changes/estate.ts";
import { rows } from "../changes/rows.ts";
import { idOf, network, resource } from "../resources.ts";
import { snapshotOf } from "../snapshot-of.ts";

function render(changes: readonly Change[], resources: ReadonlyMap<string, Resource>): string {
  const sections = changeForms.map(
    (form) => `==== ${form} ====\n${formatChanges(changes, resources, form)}\n`,
  );
  return sections.join("\n");
}

const file = (name: string) => `changes/${name.toLowerCase().replaceAll(/\W+/g, "-")}.txt`;

test.each(rows)("%s", async (title, change) => {
  const { resources } = snapshotOf(estate);
  await expect(render([change], resources)).toMatchFileSnapshot(file(title));
});

test("several edits of one subnet, and what they need", async () => {
  const { resources } = snapshotOf(estate);
  const changes: readonly Change[] = [
    { kind: "addSubnetRule", service: ids.storage, subnet: ids.subnet },
    { kind: "associateRouteTable", subnet: ids.subnet, table: idOf("routeTables/rt-kms") },
    { kind: "associateRouteTable", subnet: ids.routedSubnet, table: idOf("routeTables/rt-kms") },
    { kind: "setPrivateEndpointPolicies", subnet: ids.subnet, value: "RouteTableEnabled" },
    {
      kind: "createRouteTable",
      table: idOf("routeTables/rt-kms"),
      location: "westeurope",
      propagates: true,
      routes: [
        {
          name: "kms",
          destination: { kind: "prefix", prefix: parsePrefix("23.102.135.246/32")! },
          nextHop: { kind: "internet" },
        },
      ],
    },
  ];
  await expect(render(changes, resources)).toMatchFileSnapshot(file("several edits of one subnet"));
});

test("both sides of a peering, in two subscriptions", async () => {
  const move = (one: object): object =>
    JSON.parse(
      JSON.stringify(one)
        .replaceAll("0000-000000000001", "0000-000000000002")
        .replaceAll("resourceGroups/rg/", "resourceGroups/rg-spoke/"),
    );
  const spokeId = idOf("virtualNetworks/spoke")
    .replace("0000-000000000001", "0000-000000000002")
    .replace("resourceGroups/rg/", "resourceGroups/rg-spoke/");
  const { resources } = snapshotOf([
    network("hub", "10.0.0.0/16"),
    move(network("spoke", "10.1.0.0/16")),
  ]);
  const hub = idOf("virtualNetworks/hub");
  const changes: readonly Change[] = [
    {
      kind: "createPeering",
      peering: `${spokeId}/virtualNetworkPeerings/to-hub`,
      remote: hub,
      flags: { acceptsForwarded: true, usesRemoteGateway: true },
    },
    {
      kind: "createPeering",
      peering: `${hub}/virtualNetworkPeerings/to-spoke`,
      remote: spokeId,
      flags: { offersGateway: true },
    },
  ];
  await expect(render(changes, resources)).toMatchFileSnapshot(file("two subscriptions"));
});

test("names that mean something to every language", async () => {
  const odd = `it's "x" \${y} %{z} $(id) \`w\` [a] \\ --q`;
  const table = idOf(`routeTables/${odd}`);
  const { resources } = snapshotOf([
    resource(`routeTables/${odd}`, { routes: [] }, { location: "[odd'${x}", tags: { "a b": odd } }),
    network("hub", "10.0.0.0/16", { subnets: { [odd]: "10.0.1.0/24" } }),
  ]);
  const changes: readonly Change[] = [
    { kind: "associateRouteTable", subnet: idOf(`virtualNetworks/hub/subnets/${odd}`), table },
    {
      kind: "addRoutes",
      table,
      routes: [
        {
          name: "--query\n# rm -rf",
          destination: { kind: "serviceTag", tag: "Storage" },
          nextHop: { kind: "internet" },
        },
      ],
    },
    { kind: "setPropagation", table, propagates: false },
  ];
  await expect(render(changes, resources)).toMatchFileSnapshot(file("odd names"));
});
