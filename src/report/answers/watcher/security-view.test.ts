import { expect, test } from "vitest";
import { ask, bodyOf, estateOf } from "../../../../test/answers/ask.ts";
import { idOf, network, nic, resource, to } from "../../../../test/resources.ts";
import { securityView } from "./security-view.ts";

const machine = idOf("virtualMachines/vm").replace("Network/", "Compute/");
const written = {
  name: "web",
  id: idOf("networkSecurityGroups/own/securityRules/web"),
  etag: 'W/"1"',
  properties: {
    priority: 100,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    sourceAddressPrefix: "203.0.113.0/24",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRanges: ["80", "443"],
  },
};
const byDefault = {
  name: "DenyAllInBound",
  id: idOf("networkSecurityGroups/own/defaultSecurityRules/DenyAllInBound"),
  etag: 'W/"1"',
  type: "Microsoft.Network/networkSecurityGroups/defaultSecurityRules",
  properties: { description: "Deny all inbound traffic", priority: 65500 },
};
const estate = estateOf([
  network("v", "10.0.0.0/16", {
    subnets: {
      a: { addressPrefix: "10.0.0.0/24", networkSecurityGroup: to("networkSecurityGroups/sub") },
      b: "10.0.1.0/24",
    },
  }),
  resource("networkSecurityGroups/sub", { securityRules: [], defaultSecurityRules: [byDefault] }),
  resource("networkSecurityGroups/own", {
    securityRules: [written],
    defaultSecurityRules: [byDefault],
  }),
  nic("both", "v/subnets/a", "10.0.0.4", {
    virtualMachine: { id: machine },
    networkSecurityGroup: to("networkSecurityGroups/own"),
  }),
  nic("none", "v/subnets/b", "10.0.1.4", { virtualMachine: { id: machine } }),
]);
const { networkInterfaces } = bodyOf(
  ask(securityView, estate, "networkWatchers/w", { body: { targetResourceId: machine } }),
);

test("every interface of the machine is there, by id", () => {
  expect(networkInterfaces.map(({ id }) => id)).toEqual([
    idOf("networkInterfaces/both"),
    idOf("networkInterfaces/none"),
  ]);
});

test("written rules stand where they are attached, as they are", () => {
  const { networkInterfaceAssociation, subnetAssociation } =
    networkInterfaces[0]!.securityRuleAssociations;
  expect(networkInterfaceAssociation).toEqual({
    id: idOf("networkInterfaces/both"),
    securityRules: [written],
  });
  expect(subnetAssociation).toEqual({
    id: idOf("virtualNetworks/v/subnets/a"),
    securityRules: [],
  });
});

test("Azure's own rules do not tell whose they are", () => {
  const { etag: _, ...rest } = byDefault;
  expect(networkInterfaces[0]!.securityRuleAssociations.defaultSecurityRules).toEqual([
    {
      ...rest,
      id: "/subscriptions//resourceGroups//providers/Microsoft.Network/networkSecurityGroups//defaultSecurityRules/DenyAllInBound",
    },
  ]);
});

test("rules that act: outbound first, each direction under a rule of the platform's", () => {
  const line = (at: number) =>
    networkInterfaces[at]!.securityRuleAssociations.effectiveSecurityRules.map((one) => one.name);
  const ofGroup = (direction: "InBound" | "OutBound", middle: string) => [
    `DefaultRule_AllowVnet${direction}`,
    middle,
    `DefaultRule_DenyAll${direction}`,
  ];
  const out = ofGroup("OutBound", "DefaultRule_AllowInternetOutBound");
  const into = ofGroup("InBound", "DefaultRule_AllowAzureLoadBalancerInBound");
  expect(line(0)).toEqual([
    "DefaultOutboundDenyAll",
    ...out,
    ...out,
    "DefaultInboundDenyAll",
    "UserRule_web",
    ...into,
    ...into,
  ]);
  expect(line(1)).toEqual(["DefaultOutboundDenyAll", "DefaultInboundDenyAll"]);
  const web = networkInterfaces[0]!.securityRuleAssociations.effectiveSecurityRules.find(
    ({ name }) => name === "UserRule_web",
  );
  expect(web).toMatchObject({
    sourceAddressPrefix: "203.0.113.0/24",
    destinationPortRange: "80-80,443-443",
    destinationPortRanges: ["80-80", "443-443"],
    destinationAddressPrefixes: ["0.0.0.0/0", "0.0.0.0/0"],
  });
});
