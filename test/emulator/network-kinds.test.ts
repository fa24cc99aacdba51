// What the kinds of networks decide, keep and say of each other, through Microsoft's own client.
import { expect, test } from "vitest";
import { appSubnet, group, hub, id, location, Story } from "./refusals/story.ts";
import { send } from "./sdk.ts";

const nicNamed = (address: string | undefined, more: object = {}) => ({
  location,
  ipConfigurations: [
    {
      name: "ip0",
      subnet: { id: appSubnet },
      ...(address === undefined ? {} : { privateIPAddress: address }),
      ...more,
    },
  ],
});

test("a dynamic address lasts over full PUTs, and another subnet gives another", async () => {
  const story = await Story.begin();
  await story.vnet(
    "v",
    ["10.0.0.0/16"],
    [
      { name: "app", addressPrefix: "10.0.0.0/24" },
      { name: "web", addressPrefix: "10.0.1.0/24" },
    ],
  );
  const { networkInterfaces } = story.client;
  const put = (body: object) =>
    networkInterfaces.beginCreateOrUpdateAndWait("rg", "n", { location, ...body });
  const addressOf = (nic: { ipConfigurations?: readonly { privateIPAddress?: string }[] }) =>
    nic.ipConfigurations?.[0]?.privateIPAddress;
  await story.nic("first");
  expect(addressOf(await put(nicNamed(undefined)))).toBe("10.0.0.5");
  await networkInterfaces.beginDeleteAndWait("rg", "first");
  expect(addressOf(await put(nicNamed(undefined)))).toBe("10.0.0.5");
  const web = { subnet: { id: id("virtualNetworks", "v", "subnets", "web") } };
  expect(addressOf(await put(nicNamed("10.0.0.5", web)))).toBe("10.0.1.4");
  const freed = await story.nic("second");
  expect(addressOf(freed as object)).toBe("10.0.0.4");
});

test("a security group has six rules of its own, which can be read and not written", async () => {
  const story = await Story.begin();
  await story.securityGroup("g");
  const { defaultSecurityRules, networkSecurityGroups } = story.client;
  const made = await networkSecurityGroups.get("rg", "g");
  expect(made.defaultSecurityRules?.map(({ name, priority }) => [name, priority])).toEqual([
    ["AllowVnetInBound", 65000],
    ["AllowAzureLoadBalancerInBound", 65001],
    ["DenyAllInBound", 65500],
    ["AllowVnetOutBound", 65000],
    ["AllowInternetOutBound", 65001],
    ["DenyAllOutBound", 65500],
  ]);
  const one = await defaultSecurityRules.get("rg", "g", "DenyAllInBound");
  expect(one).toMatchObject({
    access: "Deny",
    direction: "Inbound",
    provisioningState: "Succeeded",
  });
  const all = [];
  for await (const rule of defaultSecurityRules.list("rg", "g")) all.push(rule.name);
  expect(all).toHaveLength(6);
});

test("public addresses are nobody's, each has one owner, and a static one is there when it is made", async () => {
  const story = await Story.begin();
  const answer = await send(story.app, "PUT", id("publicIPAddresses", "a"), {
    location,
    sku: { name: "Standard" },
    properties: { publicIPAllocationMethod: "Static" },
  });
  expect(answer.status).toBe(201);
  expect(answer.body).not.toHaveProperty("properties.ipAddress");
  await story.address("b");
  const { publicIPAddresses } = story.client;
  const addresses = [];
  for await (const one of publicIPAddresses.list("rg")) addresses.push(one.ipAddress);
  expect(addresses).toEqual(["203.0.113.1", "203.0.113.2"]);
  await publicIPAddresses.beginDeleteAndWait("rg", "a");
  await story.address("c");
  expect((await publicIPAddresses.get("rg", "c")).ipAddress).toBe("203.0.113.1");
  expect((await publicIPAddresses.get("rg", "b")).ipAddress).toBe("203.0.113.2");
});

test("a dynamic public address is there while something has it", async () => {
  const story = await Story.begin();
  await hub(story);
  const basic = { sku: { name: "Basic" }, publicIPAllocationMethod: "Dynamic" } as const;
  await story.address("p", basic);
  const { networkInterfaces, publicIPAddresses } = story.client;
  expect((await publicIPAddresses.get("rg", "p")).ipAddress).toBeUndefined();
  await networkInterfaces.beginCreateOrUpdateAndWait(
    "rg",
    "n",
    nicNamed(undefined, { publicIPAddress: { id: id("publicIPAddresses", "p") } }),
  );
  expect(await publicIPAddresses.get("rg", "p")).toMatchObject({
    ipAddress: "203.0.113.1",
    ipConfiguration: { id: id("networkInterfaces", "n", "ipConfigurations", "ip0") },
  });
});

test("addresses of a prefix come out of it, and are given once", async () => {
  const story = await Story.begin();
  const { publicIPPrefixes, publicIPAddresses } = story.client;
  const prefix = await publicIPPrefixes.beginCreateOrUpdateAndWait("rg", "prefix", {
    location,
    sku: { name: "Standard" },
    prefixLength: 30,
  });
  const [start = ""] = prefix.ipPrefix?.split("/") ?? [];
  await story.address("a", { publicIPPrefix: { id: prefix.id ?? "" } });
  await story.address("b", { publicIPPrefix: { id: prefix.id ?? "" } });
  expect((await publicIPAddresses.get("rg", "a")).ipAddress).toBe(start);
  expect((await publicIPAddresses.get("rg", "b")).ipAddress).not.toBe(start);
  const shown = await publicIPPrefixes.get("rg", "prefix");
  expect(shown.publicIPAddresses?.map((one) => one.id)).toEqual([
    id("publicIPAddresses", "a"),
    id("publicIPAddresses", "b"),
  ]);
});

test("a balancer and its members say who leads where", async () => {
  const story = await Story.begin();
  await hub(story);
  const balancer = id("loadBalancers", "lb");
  const { loadBalancers, loadBalancerBackendAddressPools, networkInterfaces } = story.client;
  const { loadBalancerProbes, loadBalancerFrontendIPConfigurations } = story.client;
  await loadBalancers.beginCreateOrUpdateAndWait("rg", "lb", {
    location,
    sku: { name: "Standard" },
    frontendIPConfigurations: [{ name: "front", subnet: { id: appSubnet } }],
    backendAddressPools: [{ name: "pool" }],
    probes: [{ name: "probe", protocol: "Tcp", port: 80 }],
    loadBalancingRules: [
      {
        name: "http",
        protocol: "Tcp",
        frontendPort: 80,
        backendPort: 80,
        frontendIPConfiguration: { id: `${balancer}/frontendIPConfigurations/front` },
        backendAddressPool: { id: `${balancer}/backendAddressPools/pool` },
        probe: { id: `${balancer}/probes/probe` },
      },
    ],
  });
  const pool = { id: `${balancer}/backendAddressPools/pool` };
  await networkInterfaces.beginCreateOrUpdateAndWait(
    "rg",
    "n",
    nicNamed(undefined, { loadBalancerBackendAddressPools: [pool] }),
  );
  const rule = [{ id: `${balancer}/loadBalancingRules/http` }];
  expect(await loadBalancerFrontendIPConfigurations.get("rg", "lb", "front")).toMatchObject({
    privateIPAddress: "10.0.0.4",
    loadBalancingRules: rule,
  });
  expect(await loadBalancerProbes.get("rg", "lb", "probe")).toMatchObject({
    intervalInSeconds: 15,
    loadBalancingRules: rule,
  });
  expect(await loadBalancerBackendAddressPools.get("rg", "lb", "pool")).toMatchObject({
    loadBalancingRules: rule,
    backendIPConfigurations: [{ id: id("networkInterfaces", "n", "ipConfigurations", "ip0") }],
  });
});

test("$expand shows whole what a body only names", async () => {
  const story = await Story.begin();
  await hub(story);
  await story.nic("n");
  const plain = await story.client.virtualNetworks.get("rg", "v");
  expect(plain.subnets?.[0]?.ipConfigurations?.[0]?.privateIPAddress).toBeUndefined();
  const whole = await story.client.virtualNetworks.get("rg", "v", {
    expand: "subnets/ipConfigurations",
  });
  expect(whole.subnets?.[0]?.ipConfigurations?.[0]).toMatchObject({
    name: "ip0",
    privateIPAddress: "10.0.0.4",
  });
});

test("a machine keeps no secret, has a disk, and runs", async () => {
  const story = await Story.begin();
  await hub(story);
  await story.nic("n");
  const path = `${group}/providers/Microsoft.Compute/virtualMachines/vm`;
  const made = await send(story.app, "PUT", path, {
    location,
    properties: {
      hardwareProfile: { vmSize: "Standard_B1s" },
      osProfile: {
        computerName: "vm",
        adminUsername: "me",
        adminPassword: "hunter2",
        linuxConfiguration: {},
      },
      storageProfile: { osDisk: { createOption: "FromImage" } },
      networkProfile: { networkInterfaces: [{ id: id("networkInterfaces", "n") }] },
    },
  });
  expect(made).toMatchObject({
    status: 201,
    body: { properties: { provisioningState: "Creating" } },
  });
  expect(JSON.stringify(made.body)).not.toContain("hunter2");
  const { body } = await send(story.app, "GET", `${path}?$expand=instanceView`);
  expect(body).toMatchObject({
    properties: {
      provisioningState: "Succeeded",
      instanceView: { statuses: [{}, { code: "PowerState/running" }] },
    },
  });
  const { storageProfile } = (
    body as { properties: Record<string, { osDisk: Record<string, { id: string }> }> }
  ).properties;
  const disk = await send(story.app, "GET", storageProfile?.osDisk["managedDisk"]?.id ?? "");
  expect(disk).toMatchObject({ status: 200, body: { properties: { diskState: "Attached" } } });
  const nic = await story.client.networkInterfaces.get("rg", "n");
  expect(nic).toMatchObject({ primary: true, virtualMachine: { id: path } });
  expect(nic.macAddress).toMatch(/^00-0D-3A(-[0-9A-F]{2}){3}$/);
});

test("answers have what their api-version has", async () => {
  const story = await Story.begin();
  await hub(story);
  const read = async (version: string) =>
    (await send(story.app, "GET", `${id("virtualNetworks", "v")}?api-version=${version}`)).body;
  expect(await read("2018-08-01")).toHaveProperty("properties.enableVmProtection", false);
  expect(await read("2018-08-01")).not.toHaveProperty("properties.privateEndpointVNetPolicies");
  expect(await read("2024-05-01")).not.toHaveProperty("properties.enableVmProtection");
  expect(await read("2024-05-01")).toHaveProperty(
    "properties.privateEndpointVNetPolicies",
    "Disabled",
  );
});
