import { expect, test } from "vitest";
import { brief, compile, network, resource } from "../../test/resources.ts";
import { snapshotOf } from "../../test/snapshot-of.ts";
import { compileSnapshot } from "./compile.ts";

function endpoints(...services: readonly string[]): object {
  const serviceEndpoints = services.map((service) => ({ service, locations: ["*"] }));
  const subnets = { a: { addressPrefix: "10.0.0.0/24", serviceEndpoints } };
  return network("v", "10.0.0.0/16", { subnets });
}

test.each([
  [["Microsoft.Storage"], ["service-tags-absent virtualNetworks/v#/subnets/0/serviceEndpoints/0"]],
  [
    ["Microsoft.NewService"],
    ["service-endpoint-unknown virtualNetworks/v#/subnets/0/serviceEndpoints/0"],
  ],
  [
    ["MICROSOFT.KEYVAULT", "constructor"],
    [
      "service-endpoint-unknown virtualNetworks/v#/subnets/0/serviceEndpoints/1",
      "service-tags-absent virtualNetworks/v#/subnets/0/serviceEndpoints/0",
    ],
  ],
])("a subnet with endpoints for %j", (services, said) => {
  const { model, diagnostics } = compile(endpoints(...services));
  expect(brief(diagnostics)).toEqual(said);
  const [subnet] = [...model.subnets.values()];
  expect(subnet?.serviceEndpoints.map(({ service }) => service)).toEqual(services);
});

test("tags of security rules are looked up in the file, but for those that no file holds", () => {
  const rule = (name: string, destination: string): object => ({
    name,
    properties: {
      direction: "Outbound",
      access: "Deny",
      priority: 100,
      protocol: "*",
      sourceAddressPrefix: "VirtualNetwork",
      destinationAddressPrefix: destination,
    },
  });
  const securityRules = ["AzurePlatformDNS", "Internet", "storage", "Storrage"].map((tag) =>
    rule(tag, tag),
  );
  const serviceTags = {
    edition: "test",
    prefixesOf: (tag: string) => (tag.toLowerCase() === "storage" ? [] : undefined),
  };
  const snapshot = snapshotOf([resource("networkSecurityGroups/g", { securityRules })]);
  const { diagnostics } = compileSnapshot(snapshot, { serviceTags });
  expect(brief(diagnostics)).toEqual([
    "service-tag-unknown networkSecurityGroups/g#/securityRules/3",
  ]);
});
