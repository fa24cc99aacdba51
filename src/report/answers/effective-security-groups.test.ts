import { expect, test } from "vitest";
import { ask, bodyOf, estateOf, refusalOf } from "../../../test/answers/ask.ts";
import { idOf, network, nic, resource, to } from "../../../test/resources.ts";
import { effectiveSecurityGroups } from "./effective-security-groups.ts";

const resources = [
  network("v", "10.0.0.0/16", {
    subnets: {
      a: { addressPrefix: "10.0.0.0/24", networkSecurityGroup: to("networkSecurityGroups/sub") },
    },
  }),
  resource("networkSecurityGroups/sub"),
  resource("networkSecurityGroups/own", {
    securityRules: [
      {
        name: "store",
        properties: {
          priority: 100,
          direction: "Outbound",
          access: "Allow",
          protocol: "Tcp",
          sourceAddressPrefix: "*",
          sourcePortRange: "*",
          destinationAddressPrefix: "Storage",
          destinationPortRange: "443",
        },
      },
    ],
  }),
  nic("n", "v/subnets/a", "10.0.0.4", { networkSecurityGroup: to("networkSecurityGroups/own") }),
];
const estate = estateOf(resources, { tags: { Storage: ["20.60.0.0/16"] } });

test("each group says where it is attached, with its rules by name", () => {
  const { value } = bodyOf(ask(effectiveSecurityGroups, estate, "networkInterfaces/n"));
  expect(value.map((one) => [one.networkSecurityGroup?.id, one.association])).toEqual([
    [idOf("networkSecurityGroups/own"), { networkInterface: { id: idOf("networkInterfaces/n") } }],
    [idOf("networkSecurityGroups/sub"), { subnet: { id: idOf("virtualNetworks/v/subnets/a") } }],
  ]);
  const rule = value[0]!.effectiveSecurityRules.find(({ name }) => name === "securityRules/store");
  expect(rule).toMatchObject({
    protocol: "Tcp",
    destinationPortRange: "443-443",
    destinationAddressPrefix: "Storage",
    expandedDestinationAddressPrefix: ["20.60.0.0/16"],
  });
  expect(value[0]!.tagMap["Storage"]).toEqual(["20.60.0.0/16"]);
});

test("a subnet has its own group alone", () => {
  const { value } = bodyOf(ask(effectiveSecurityGroups, estate, "virtualNetworks/v/subnets/a"));
  expect(value.map((one) => one.networkSecurityGroup?.id)).toEqual([
    idOf("networkSecurityGroups/sub"),
  ]);
});

test("asked strictly, an interface needs a running machine", () => {
  const strict = estateOf(resources, { isStrict: true });
  expect(refusalOf(ask(effectiveSecurityGroups, strict, "networkInterfaces/n"))).toMatch(
    /^400 NicMustBeAttachedToRunningVmToGetEffectiveSecurityGroups: /,
  );
});
