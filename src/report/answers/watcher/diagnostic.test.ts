import { expect, test } from "vitest";
import { ask, bodyOf, estateOf, refusalOf } from "../../../../test/answers/ask.ts";
import { idOf, network, nic, resource, to } from "../../../../test/resources.ts";
import { networkDiagnostic } from "./diagnostic.ts";

const machine = idOf("virtualMachines/vm").replace("Network/", "Compute/");
const web = {
  name: "web",
  properties: {
    priority: 100,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "80-90",
  },
};
const estate = estateOf([
  network("v", "10.0.0.0/16", {
    subnets: {
      a: { addressPrefix: "10.0.0.0/24", networkSecurityGroup: to("networkSecurityGroups/sub") },
    },
  }),
  resource("networkSecurityGroups/sub", { securityRules: [web] }),
  resource("networkSecurityGroups/own"),
  nic("n", "v/subnets/a", "10.0.0.9", {
    virtualMachine: { id: machine },
    networkSecurityGroup: to("networkSecurityGroups/own"),
  }),
]);

function asked(profile: object, target = machine) {
  const body = { targetResourceId: target, profiles: [profile] };
  return ask(networkDiagnostic, estate, "networkWatchers/w", { body });
}

const inbound = {
  direction: "Inbound",
  protocol: "TCP",
  source: "12.11.12.14",
  destination: "10.1.1.4",
  destinationPort: "12100",
};

// As recorded for an interface with a group without rules.
test("a group without rules of its own", () => {
  const { results } = bodyOf(asked(inbound));
  const [, own] = results[0]!.networkSecurityGroupResult.evaluatedNetworkSecurityGroups;
  expect(JSON.stringify(results[0]!.profile)).toBe(
    '{"direction":"Inbound","protocol":"TCP","source":"12.11.12.14","destination":"10.1.1.4","destinationPort":"12100"}',
  );
  expect(own).toEqual({
    networkSecurityGroupId: idOf("networkSecurityGroups/own"),
    appliedTo: idOf("networkInterfaces/n"),
    matchedRule: { ruleName: "DefaultRule_DenyAllInBound", action: "Deny" },
    rulesEvaluationResult: [
      matched("DefaultRule_AllowVnetInBound", { source: false, destination: false }),
      matched("DefaultRule_AllowAzureLoadBalancerInBound", { source: false }),
      matched("DefaultRule_DenyAllInBound", {}),
    ],
  });
});

function matched(name: string, { source = true, destination = true }) {
  return {
    name,
    protocolMatched: true,
    sourceMatched: source,
    sourcePortMatched: true,
    destinationMatched: destination,
    destinationPortMatched: true,
  };
}

// Both groups have to allow: the subnet's is asked first on the way in.
test.each([
  ["80", "Deny", "UserRule_web DefaultRule_DenyAllInBound"],
  ["80-90", "Deny", "UserRule_web DefaultRule_DenyAllInBound"],
  ["80-91", "Deny", "DefaultRule_DenyAllInBound DefaultRule_DenyAllInBound"],
])("port %s: %s by %s", (destinationPort, access, rules) => {
  const { networkSecurityGroupResult: result } = bodyOf(asked({ ...inbound, destinationPort }))
    .results[0]!;
  expect(result.securityRuleAccessResult).toBe(access);
  expect(
    result.evaluatedNetworkSecurityGroups.map((one) => one.matchedRule?.ruleName).join(" "),
  ).toBe(rules);
});

test("a subnet can be asked too, and tags and prefixes are ends", () => {
  const profile = {
    ...inbound,
    source: "Internet",
    destination: "10.0.0.0/24",
    destinationPort: 85,
  };
  const { results } = bodyOf(asked(profile, idOf("virtualNetworks/v/subnets/a")));
  expect(results[0]!.networkSecurityGroupResult.securityRuleAccessResult).toBe("Allow");
  expect(results[0]!.profile.destinationPort).toBe("85");
});

test.each<[object, RegExp]>([
  [{ ...inbound, direction: "Up" }, /direction is 'Up'/],
  [
    { ...inbound, source: "10.0.0.0/33" },
    /source is '10\.0\.0\.0\/33'. Write an address, a prefix/,
  ],
  [{ ...inbound, destinationPort: "90-80" }, /destinationPort is '90-80'/],
])("%j is refused", (profile, words) => {
  expect(refusalOf(asked(profile))).toMatch(words);
});

test("without profiles there is nothing to answer", () => {
  const body = { targetResourceId: machine };
  expect(refusalOf(ask(networkDiagnostic, estate, "networkWatchers/w", { body }))).toMatch(
    /no profiles/,
  );
});
