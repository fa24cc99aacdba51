import { expect, test } from "vitest";
import { ask, bodyOf, estateOf, refusalOf } from "../../../../test/answers/ask.ts";
import { resource } from "../../../../test/resources.ts";
import { delegations } from "./delegations.ts";
import { dnsNameAvailability } from "./dns-name.ts";
import { endpointServices } from "./endpoint-services.ts";
import { serviceAliases } from "./service-aliases.ts";
import { serviceTagDetails, serviceTags } from "./service-tags.ts";

const location = "/subscriptions/s/providers/Microsoft.Network/locations/westus";
const ofGroup = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/locations/westus";
const estate = estateOf(
  [
    resource("publicIPAddresses/p", {
      ipAddress: "20.0.0.1",
      dnsSettings: { domainNameLabel: "shop", fqdn: "shop.westus.cloudapp.azure.com" },
    }),
  ],
  { tags: { "Storage.WestUS": ["20.150.0.0/16"], ActionGroup: ["4.145.74.52/30", "2603::/48"] } },
);

test("service tags in Azure's form, by name", () => {
  const list = bodyOf(ask(serviceTags, estate, `${location}/serviceTags`));
  const { values, ...head } = list;
  expect(JSON.stringify(head)).toBe(
    '{"name":"Public","id":"/subscriptions/s/providers/Microsoft.Network/serviceTags/Public",' +
      '"type":"Microsoft.Network/serviceTags","changeNumber":"160","cloud":"Public","nextLink":""}',
  );
  expect(values.map((value) => JSON.stringify(value))).toEqual([
    '{"name":"ActionGroup","id":"ActionGroup","serviceTagChangeNumber":"160","properties":{"changeNumber":"3",' +
      '"region":"","state":"GA","networkFeatures":["API","NSG"],"systemService":"AzureActionGroup",' +
      '"addressPrefixes":["4.145.74.52/30","2603::/48"]}}',
    '{"name":"Storage.WestUS","id":"Storage.WestUS","serviceTagChangeNumber":"160","properties":{"changeNumber":"3",' +
      '"region":"westus","state":"GA","networkFeatures":["API","NSG"],"systemService":"AzureStorage",' +
      '"addressPrefixes":["20.150.0.0/16"]}}',
  ]);
});

test("details of one tag, without prefixes", () => {
  const query = { tagName: "storage.westus", noAddressPrefixes: "true" };
  const { value } = bodyOf(ask(serviceTagDetails, estate, location, { query }));
  expect(value.map(({ name, properties }) => [name, "addressPrefixes" in properties])).toEqual([
    ["Storage.WestUS", false],
  ]);
  expect(bodyOf(ask(serviceTagDetails, estate, location)).value).toHaveLength(2);
  const none = { query: { tagName: "none" } };
  expect(bodyOf(ask(serviceTagDetails, estate, location, none)).value).toEqual([]);
});

test("without a list there is none to give", () => {
  expect(refusalOf(ask(serviceTags, estateOf([]), location))).toMatch(
    /^404 NotFound \(ours\): .* 'trueroute tags update'/,
  );
});

test.each([
  ["shop", "westus", false],
  ["shop", "eastus", true],
  ["shops", "westus", true],
])("the label %s in %s: %s", (domainNameLabel, place, available) => {
  const target = location.replace("westus", place);
  const query = { domainNameLabel };
  expect(bodyOf(ask(dnsNameAvailability, estate, target, { query }))).toEqual({ available });
});

test.each(["", "a", "Shop", "1shop", "shop-"])("the label '%s' is none", (domainNameLabel) => {
  const query = { domainNameLabel };
  expect(refusalOf(ask(dnsNameAvailability, estate, location, { query }))).toMatch(
    /domainNameLabel is/,
  );
});

test("fixed lists have the ids of the subscription, or of the group in Azure's odd spelling", () => {
  const [web] = bodyOf(ask(delegations, estate, location)).value;
  expect(JSON.stringify(web)).toBe(
    '{"name":"Microsoft.Web.serverFarms","id":"/subscriptions/s/providers/Microsoft.Network/availableDelegations/Microsoft.Web.serverFarms",' +
      '"type":"Microsoft.Network/availableDelegations","serviceName":"Microsoft.Web/serverFarms",' +
      '"actions":["Microsoft.Network/virtualNetworks/subnets/action"]}',
  );
  expect(bodyOf(ask(delegations, estate, ofGroup)).value[0]!.id).toBe(
    "/subscriptions/s/resourceGroup/g/providers/Microsoft.Network/availableDelegations/Microsoft.Web.serverFarms",
  );
  expect(bodyOf(ask(delegations, estate, location)).value).toHaveLength(60);
  expect(bodyOf(ask(endpointServices, estate, location)).value[0]).toEqual({
    name: "Microsoft.Storage",
    id: "/subscriptions/s/providers/Microsoft.Network/virtualNetworkEndpointServices/Microsoft.Storage",
    type: "Microsoft.Network/virtualNetworkEndpointServices",
  });
  expect(
    bodyOf(ask(serviceAliases, estate, ofGroup)).value.map(({ resourceName }) => resourceName),
  ).toContain("/services/Azure/Batch");
});
