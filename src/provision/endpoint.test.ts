import { expect, test } from "vitest";
import { idOf, network, resource, to } from "../../test/resources.ts";
import { snapshotOf } from "../../test/snapshot-of.ts";
import type { Resource } from "../arm/index.ts";
import { compileSnapshot } from "../compile/index.ts";
import { formatIp } from "../net/index.ts";
import { createProvision } from "./index.ts";

const read = (object: object): Resource => [...snapshotOf([object]).resources.values()][0]!;
const hub = network("hub", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24" } });
const subnet = to("virtualNetworks/hub/subnets/a");
const scope = "/subscriptions/s/resourceGroups/g/providers";

function endpoint(service: string, groupIds: readonly string[], more: object = {}): object {
  const connection = {
    name: "c",
    properties: { privateLinkServiceId: `${scope}/${service}`, groupIds },
  };
  return resource("privateEndpoints/pe", {
    subnet,
    privateLinkServiceConnections: [connection],
    ...more,
  });
}

function put(asked: object, ...existing: readonly object[]) {
  const provision = createProvision([hub, ...existing].map(read));
  const [completed, ...made] = provision.put(read(asked));
  return { completed: completed!, made };
}

// Addresses of an endpoint: the service, its groups, the service itself, addresses and members.
test.each<
  [string, readonly string[], object[], readonly (readonly [string, string | undefined])[]]
>([
  ["Microsoft.Storage/storageAccounts/s", ["blob"], [], [["10.0.0.4", "blob"]]],
  ["Microsoft.KeyVault/vaults/v", ["vault"], [], [["10.0.0.4", "default"]]],
  ["Microsoft.Network/privateLinkServices/p", [], [], [["10.0.0.4", undefined]]],
  [
    "Microsoft.DocumentDB/databaseAccounts/db",
    ["Sql"],
    [
      {
        id: `${scope}/Microsoft.DocumentDB/databaseAccounts/db`,
        properties: {
          locations: [{ locationName: "West Europe" }, { locationName: "North Europe" }],
        },
      },
    ],
    [
      ["10.0.0.4", "db"],
      ["10.0.0.5", "db-westeurope"],
      ["10.0.0.6", "db-northeurope"],
    ],
  ],
  [
    "Microsoft.ContainerRegistry/registries/r",
    ["registry"],
    [{ id: `${scope}/Microsoft.ContainerRegistry/registries/r`, location: "eastus" }],
    [
      ["10.0.0.4", "registry"],
      ["10.0.0.5", "registry_data_eastus"],
    ],
  ],
])("%s has an address for each member", (service, groups, existing, expected) => {
  const { made } = put(endpoint(service, groups), ...existing);
  const configurations = made[0]?.body["properties"] as {
    ipConfigurations: { properties: Record<string, unknown> }[];
  };
  expect(
    configurations.ipConfigurations.map(({ properties }) => [
      properties["privateIPAddress"],
      (properties["privateLinkConnectionProperties"] as Record<string, unknown> | undefined)?.[
        "requiredMemberName"
      ],
    ]),
  ).toEqual(expected);
});

test("addresses that are asked for are taken", () => {
  const configuration = {
    name: "c",
    properties: { groupId: "vault", memberName: "default", privateIPAddress: "10.0.0.9" },
  };
  const { made } = put(
    endpoint("Microsoft.KeyVault/vaults/v", ["vault"], { ipConfigurations: [configuration] }),
  );
  expect(made[0]?.body["properties"]).toMatchObject({
    ipConfigurations: [
      {
        name: "c",
        properties: { privateIPAddress: "10.0.0.9", privateIPAllocationMethod: "Static" },
      },
    ],
  });
  const { ipConfigurations } = made[0]!.body["properties"] as { ipConfigurations: [] };
  expect(ipConfigurations).toHaveLength(1);
});

// Name of the interface.
test.each([
  [{}, "pe.nic.{guid}"],
  [{ customNetworkInterfaceName: "mine" }, "mine"],
])("the interface is named as Azure does: %j", (more, name) => {
  const { completed, made } = put(endpoint("Microsoft.KeyVault/vaults/v", ["vault"], more));
  const id = idOf(`networkInterfaces/${name}`);
  expect(completed.body["properties"]).toMatchObject({ networkInterfaces: [{ id }] });
  expect(made.map((nic) => nic.id.text)).toEqual([id]);
  expect(made[0]?.body["properties"]).toMatchObject({
    privateEndpoint: { id: idOf("privateEndpoints/pe") },
  });
});

test("an endpoint that exists keeps its interface", () => {
  const there = endpoint("Microsoft.KeyVault/vaults/v", ["vault"], {
    networkInterfaces: [to("networkInterfaces/pe.nic.1")],
  });
  const { completed, made } = put(endpoint("Microsoft.KeyVault/vaults/v", ["vault"]), there);
  expect(made).toEqual([]);
  expect(completed.body["properties"]).toMatchObject({
    networkInterfaces: [to("networkInterfaces/pe.nic.1")],
  });
});

// What is said of the endpoint, by itself or by what was there before: is it given an address?
test.each<[string, object, object | undefined, boolean]>([
  ["its addresses", { customDnsConfigs: [{ ipAddresses: ["10.0.0.9"] }] }, undefined, false],
  ["its interface", { networkInterfaces: [to("networkInterfaces/n")] }, undefined, false],
  ["names without addresses", { customDnsConfigs: [{ fqdn: "v.test" }] }, undefined, true],
  ["empty lists", { customDnsConfigs: [], networkInterfaces: [] }, undefined, true],
  [
    "empty lists over an address",
    { customDnsConfigs: [] },
    { customDnsConfigs: [{ ipAddresses: ["10.0.0.9"] }] },
    false,
  ],
])("an endpoint with %s", (_, said, before, isGiven) => {
  const service = "Microsoft.KeyVault/vaults/v";
  const there = before === undefined ? [] : [endpoint(service, ["vault"], before)];
  const { completed, made } = put(endpoint(service, ["vault"], said), ...there);
  expect(made).toHaveLength(isGiven ? 1 : 0);
  if (!isGiven) expect(completed.body["properties"]).toMatchObject(before ?? said);
});

test("what an endpoint says to have is given to nobody else", () => {
  const there = endpoint("Microsoft.KeyVault/vaults/v", ["vault"], {
    customDnsConfigs: [{ ipAddresses: ["10.0.0.4"] }],
  });
  const asked = resource("networkInterfaces/n", {
    ipConfigurations: [{ name: "c", properties: { subnet } }],
  });
  const provision = createProvision([read(hub)]);
  provision.put(read(there));
  provision.put(read(asked));
  expect(provision.assigned.map(({ address }) => address)).toEqual(["10.0.0.5"]);
});

test("the model has the address", () => {
  const { completed, made } = put(endpoint("Microsoft.KeyVault/vaults/v", ["vault"]));
  const bodies = [read(hub), completed, ...made].map(({ body }) => body);
  const { model, diagnostics } = compileSnapshot(snapshotOf(bodies));
  expect(diagnostics).toEqual([]);
  const [only] = model.privateEndpoints.values();
  expect(only?.addresses.map(({ address }) => formatIp(address))).toEqual(["10.0.0.4"]);
});
