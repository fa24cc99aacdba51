import { expect, test } from "vitest";
import { brief, compile, network } from "../../test/resources.ts";

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
