// The template of every change, read by our own intake and laid over the snapshot, makes the same
// network as the change itself.
import { describe, expect, test } from "vitest";
import type { Resource } from "../../src/arm/index.ts";
import { applyChanges, type Change, formatChanges } from "../../src/change/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import { createSnapshot, type LayeredSnapshot, readText } from "../../src/intake/index.ts";
import { modelLines } from "../four-ways/normal-form.ts";
import { idOf, network, resource } from "../resources.ts";
import { apart, estate, ids } from "./estate.ts";
import { rows } from "./rows.ts";

const forms = { "inside its parent": estate, alone: apart(estate) };
const [, , subscription = ""] = ids.subnet.split("/");

function read(...texts: readonly string[]): LayeredSnapshot {
  const layers = texts.map((text, index) => [readText({ file: `${index}.json`, text })]);
  return createSnapshot(layers, { deployment: { resourceGroup: "rg", subscription } });
}

/** What the changes make of the network, and what their template does. */
function bothWays(
  values: readonly object[],
  changes: readonly Change[],
): Readonly<Record<"before" | "changed" | "deployed", readonly string[]>> {
  const text = JSON.stringify(values);
  const before = read(text);
  const { snapshot, failures } = applyChanges(before, changes);
  expect(failures).toEqual([]);
  const deployed = read(text, formatChanges(changes, before.resources, "arm"));
  expect(deployed.diagnostics).toEqual([]);
  const lines = (one: { readonly resources: ReadonlyMap<string, Resource> }) =>
    modelLines(compileSnapshot({ ...before, resources: one.resources }).model);
  return { before: lines(before), changed: lines(snapshot), deployed: lines(deployed) };
}

// No template synchronizes or takes away a resource of its own.
const impossible = (change: Change) =>
  change.kind === "syncPeering" ||
  change.kind === "removePeering" ||
  ((change.kind === "removeSubnetRule" || change.kind === "removeIpRule") &&
    change.service === ids.sql);

const possible = rows.filter(([, change]) => !impossible(change));

for (const [form, values] of Object.entries(forms)) {
  test.each(possible)(`%s: ${form}`, (_, change) => {
    const { before, changed, deployed } = bothWays(values, [change]);
    expect(deployed).toEqual(changed);
    expect(deployed).not.toEqual(before);
  });

  test(`all changes in one template: ${form}`, () => {
    const { changed, deployed } = bothWays(
      values,
      possible.map(([, change]) => change),
    );
    expect(deployed).toEqual(changed);
  });
}

test.each(rows.filter(([, change]) => impossible(change)))(
  "%s: the template says how",
  (_, change) => {
    const template = JSON.parse(
      formatChanges([change], read(JSON.stringify(estate)).resources, "arm"),
    );
    expect(template.resources).toEqual([]);
    expect(template.metadata.commandsThatNoTemplateReplaces[0]).toMatch(/^az /);
  },
);

test("resources of two groups: templates inside a template, one after the other", () => {
  const move = (one: object): object =>
    JSON.parse(JSON.stringify(one).replaceAll("resourceGroups/rg/", "resourceGroups/rg-spoke/"));
  const hub = idOf("virtualNetworks/hub");
  const spoke = hub.replace("/rg/", "/rg-spoke/").replace(/hub$/, "spoke");
  const values = [network("hub", "10.0.0.0/16"), move(network("spoke", "10.1.0.0/16"))];
  const { before, changed, deployed } = bothWays(values, [
    {
      kind: "createPeering",
      peering: `${spoke}/virtualNetworkPeerings/to-hub`,
      remote: hub,
      flags: { usesRemoteGateway: true },
    },
    {
      kind: "createPeering",
      peering: `${hub}/virtualNetworkPeerings/to-spoke`,
      remote: spoke,
      flags: { offersGateway: true },
    },
  ]);
  expect(deployed).toEqual(changed);
  expect(deployed).not.toEqual(before);
});

test("both sides of a peering in one group: the gateway is offered before it is used", () => {
  const peer = (from: string, to: string) =>
    idOf(`virtualNetworks/${from}/virtualNetworkPeerings/${to}`);
  const changes: readonly Change[] = [
    {
      kind: "setPeeringFlags",
      peering: peer("spoke", "to-hub"),
      flags: { usesRemoteGateway: true },
    },
    { kind: "setPeeringFlags", peering: peer("hub", "to-spoke"), flags: { offersGateway: true } },
  ];
  const template = JSON.parse(
    formatChanges(changes, read(JSON.stringify(estate)).resources, "arm"),
  );
  expect(
    template.resources.map(({ name, dependsOn }: Record<string, unknown>) => [name, dependsOn]),
  ).toEqual([
    ["hub/to-spoke", undefined],
    [
      "spoke/to-hub",
      [
        "[resourceId('Microsoft.Network/virtualNetworks/virtualNetworkPeerings', 'hub', 'to-spoke')]",
      ],
    ],
  ]);
});

describe("what the input does not tell", () => {
  const values = [
    network("hub", "10.0.0.0/16", {
      subnets: {
        apps: {
          addressPrefixes: { $unknown: "azurerm_subnet.apps.address_prefixes" },
          routeTable: { id: { $unknown: "azurerm_route_table.x.id" } },
        },
      },
    }),
  ];
  const change = {
    kind: "setPrivateEndpointPolicies",
    subnet: ids.subnet,
    value: "Enabled",
  } as const;

  test("is a parameter of a template", () => {
    const template = JSON.parse(
      formatChanges([change], read(JSON.stringify(values)).resources, "arm"),
    );
    expect(template.parameters).toEqual({
      unknown1: {
        type: "array",
        metadata: { description: "What is not known before: azurerm_subnet.apps.address_prefixes" },
      },
      unknown2: {
        type: "string",
        metadata: { description: "What is not known before: azurerm_route_table.x.id" },
      },
    });
    expect(template.resources[0].properties).toEqual({
      addressPrefixes: "[parameters('unknown1')]",
      privateEndpointNetworkPolicies: "Enabled",
      routeTable: { id: "[parameters('unknown2')]" },
    });
  });

  test("is a parameter of Bicep", () => {
    const text = formatChanges([change], read(JSON.stringify(values)).resources, "bicep");
    expect(text).toContain(
      "@description('azurerm_subnet.apps.address_prefixes')\nparam unknown1 array",
    );
    expect(text).toContain("    addressPrefixes: unknown1\n");
    expect(text).toContain("      id: unknown2\n");
  });

  test("and what Azure asks for is said", () => {
    const table = resource("routeTables/t", { routes: [] });
    const flag = { kind: "setPropagation", table: ids.table, propagates: false } as const;
    const text = formatChanges([flag], read(JSON.stringify([table])).resources, "bicep");
    expect(text).toContain(
      "// The input does not tell location of t, which Azure asks for; add it.",
    );
  });
});

test("what Azure alone decides is not written", () => {
  const subnet = {
    id: ids.subnet,
    etag: "W/1",
    properties: {
      provisioningState: "Succeeded",
      addressPrefix: "10.0.1.0/24",
      purpose: "PrivateEndpoints",
      ipConfigurations: [{ id: `${ids.nic}/ipConfigurations/a` }],
      privateEndpoints: [{ id: idOf("privateEndpoints/pe") }],
      networkSecurityGroup: { id: ids.group, etag: "W/2", location: "westeurope" },
      delegations: [
        {
          id: `${ids.subnet}/delegations/d`,
          name: "d",
          etag: "W/3",
          type: "Microsoft.Network/virtualNetworks/subnets/delegations",
          properties: { provisioningState: "Succeeded", serviceName: "Microsoft.Web/serverFarms" },
        },
      ],
    },
  };
  const values = JSON.stringify([network("hub", "10.0.0.0/16"), subnet]);
  const change = {
    kind: "setPrivateEndpointPolicies",
    subnet: ids.subnet,
    value: "Enabled",
  } as const;
  const template = JSON.parse(formatChanges([change], read(values).resources, "arm"));
  expect(template.resources[0].properties).toEqual({
    addressPrefix: "10.0.1.0/24",
    delegations: [{ name: "d", properties: { serviceName: "Microsoft.Web/serverFarms" } }],
    networkSecurityGroup: { id: "[resourceId('Microsoft.Network/networkSecurityGroups', 'g')]" },
    privateEndpointNetworkPolicies: "Enabled",
  });
});

test("flattened answers of az are written as templates have them", () => {
  const table = {
    id: ids.table,
    name: "t",
    type: "Microsoft.Network/routeTables",
    resourceGroup: "rg",
    location: "westeurope",
    disableBgpRoutePropagation: false,
    routes: [
      { id: `${ids.table}/routes/a`, name: "a", addressPrefix: "10.9.0.0/16", nextHopType: "None" },
    ],
  };
  const flag = { kind: "setPropagation", table: ids.table, propagates: false } as const;
  const { changed, deployed } = bothWays([table], [flag]);
  expect(deployed).toEqual(changed);
  const template = JSON.parse(
    formatChanges([flag], read(JSON.stringify([table])).resources, "arm"),
  );
  expect(template.resources[0].properties).toEqual({
    disableBgpRoutePropagation: true,
    routes: [{ name: "a", properties: { addressPrefix: "10.9.0.0/16", nextHopType: "None" } }],
  });
});
