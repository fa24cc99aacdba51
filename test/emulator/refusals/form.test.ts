// Bodies that cannot be read: nothing but a refusal comes of them.
import { expect, test } from "vitest";
import { send } from "../sdk.ts";
import { appSubnet, id, location, Story } from "./story.ts";

const vnet = (properties: unknown): unknown => ({ location, properties });

test.each([
  [
    "a number for a list",
    "virtualNetworks/v",
    vnet({ addressSpace: { addressPrefixes: 7 } }),
    "InvalidJson",
    "properties.addressSpace.addressPrefixes",
  ],
  [
    "a text for an object",
    "virtualNetworks/v",
    vnet({ addressSpace: "10.0.0.0/16" }),
    "InvalidJson",
    "properties.addressSpace",
  ],
  [
    "a text for true or false",
    "virtualNetworks/v",
    vnet({ enableDdosProtection: "maybe" }),
    "InvalidJson",
    "properties.enableDdosProtection",
  ],
  [
    "an object for a list of children",
    "virtualNetworks/v",
    vnet({ subnets: {} }),
    "InvalidJson",
    "properties.subnets",
  ],
  [
    "a text for a child",
    "virtualNetworks/v",
    vnet({ subnets: ["app"] }),
    "InvalidJson",
    "properties.subnets[0]",
  ],
  [
    "a list in a child",
    "virtualNetworks/v",
    vnet({ subnets: [{ name: "a", properties: { addressPrefix: [] } }] }),
    "InvalidJson",
    "properties.subnets[0].properties.addressPrefix",
  ],
  [
    "properties that are none",
    "virtualNetworks/v",
    { location, properties: [] },
    "InvalidJson",
    "properties",
  ],
  [
    "a word that is none of them",
    "networkInterfaces/n",
    vnet({ ipConfigurations: [{ name: "a", properties: { privateIPAllocationMethod: "Lucky" } }] }),
    "InvalidJson",
    "properties.ipConfigurations[0].properties.privateIPAllocationMethod",
  ],
  [
    "a number that is none",
    "networkSecurityGroups/g",
    vnet({ securityRules: [{ name: "a", properties: { priority: "soon" } }] }),
    "InvalidJson",
    "properties.securityRules[0].properties.priority",
  ],
  [
    "a reference without an id",
    "networkInterfaces/n",
    vnet({ ipConfigurations: [{ name: "a", properties: { publicIPAddress: {} } }] }),
    "MissingJsonReferenceId",
    "properties.ipConfigurations[0].properties.publicIPAddress",
  ],
  [
    "a reference that is a name",
    "networkInterfaces/n",
    vnet({ networkSecurityGroup: { id: "g" } }),
    "InvalidJsonReferenceFormat",
    "properties.networkSecurityGroup",
  ],
  [
    "a reference of another type",
    "networkInterfaces/n",
    vnet({ networkSecurityGroup: { id: appSubnet } }),
    "InvalidJsonReferenceWrongType",
    "properties.networkSecurityGroup",
  ],
])("%s", async (_what, path, body, code, at) => {
  const story = await Story.begin();
  const [type = "", name = ""] = path.split("/");
  const answer = await send(story.app, "PUT", id(type, name), body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    error: {
      code: "InvalidRequestFormat",
      message: "Cannot parse the request.",
      details: [{ code }],
    },
  });
  const { error } = answer.body as { error: { details: readonly { message: string }[] } };
  expect(error.details[0]?.message).toContain(at);
});

test("a child needs a name that Azure takes", async () => {
  const story = await Story.begin();
  const body = vnet({
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ properties: {} }],
  });
  const answer = await send(story.app, "PUT", id("virtualNetworks", "v"), body);
  expect(answer).toMatchObject({ status: 400, body: { error: { code: "InvalidResourceName" } } });
});

test("null is nothing, casing is nothing, and what Azure decides is not asked for", async () => {
  const story = await Story.begin();
  await story.put(id("virtualNetworks", "v"), {
    Location: location,
    Properties: {
      AddressSpace: { AddressPrefixes: ["10.0.0.0/16"] },
      enableDdosProtection: null,
      provisioningState: "Failed",
      resourceGuid: "mine",
      moons: { of: ["Jupiter"] },
    },
  });
  const answer = await send(story.app, "GET", id("virtualNetworks", "v"));
  expect(answer.body).toMatchObject({
    location,
    properties: {
      provisioningState: "Succeeded",
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      enableDdosProtection: false,
      moons: { of: ["Jupiter"] },
    },
  });
  const { properties } = answer.body as { properties: { resourceGuid: string } };
  expect(properties.resourceGuid).not.toBe("mine");
});
