import { expect, test } from "vitest";
import { ask, estateOf, refusalOf } from "../../../../test/answers/ask.ts";
import { idOf, network, nic, resource, to } from "../../../../test/resources.ts";
import { ipFlow } from "./ip-flow.ts";

const machine = idOf("virtualMachines/vm").replace("Network/", "Compute/");
const group = "networkSecurityGroups/g";

function rule(name: string, priority: number, properties: object): object {
  const everything = {
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "*",
    protocol: "*",
  };
  return { name, properties: { ...everything, priority, ...properties } };
}

const estate = estateOf([
  network("v", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24", b: "10.0.1.0/24" } }),
  resource(group, {
    securityRules: [
      rule("ssh", 100, { direction: "Inbound", access: "Allow", destinationPortRange: "22" }),
      rule("no-8080", 110, { direction: "Inbound", access: "Deny", destinationPortRange: "8080" }),
      rule("tagged", 120, {
        direction: "Outbound",
        access: "Deny",
        destinationAddressPrefix: "Sql",
        destinationPortRange: "1433",
      }),
    ],
  }),
  nic("guarded", "v/subnets/a", "10.0.0.9", {
    virtualMachine: { id: machine },
    networkSecurityGroup: to(group),
  }),
  nic("open", "v/subnets/b", "10.0.1.9", { virtualMachine: { id: machine } }),
]);

/** A flow as `DIRECTION PROTOCOL LOCAL:PORT REMOTE:PORT`. */
function asked(text: string, more: object = {}) {
  const [direction, protocol, local = "", remote = ""] = text.split(" ");
  const [localIPAddress, localPort] = local.split(":");
  const [remoteIPAddress, remotePort] = remote.split(":");
  const ends = { localIPAddress, localPort, remoteIPAddress, remotePort };
  const body = { targetResourceId: machine, direction, protocol, ...ends, ...more };
  return refusalOf(ask(ipFlow, estate, "networkWatchers/w", { body }));
}

const verdict = (access: string, ruleName: string, ruleId = "") =>
  JSON.stringify({ access, ruleName, ruleId });

test.each([
  [
    "Inbound TCP 10.0.0.9:22 100.1.2.3:*",
    verdict("Allow", "securityRules/ssh", `${idOf(group)}/securityRules/ssh`),
  ],
  [
    "inbound Tcp 10.0.0.9:8080 10.0.1.4:30000",
    verdict("Deny", "securityRules/no-8080", `${idOf(group)}/securityRules/no-8080`),
  ],
  ["Inbound TCP 10.0.0.9:80 100.1.2.3:*", verdict("Deny", "defaultSecurityRules/DenyAllInBound")],
  [
    "Outbound UDP 10.0.0.9:* 8.8.8.8:53",
    verdict("Allow", "defaultSecurityRules/AllowInternetOutBound"),
  ],
  // No group, no rule.
  ["Inbound TCP 10.0.1.9:80 10.0.0.4:*", verdict("Allow", "")],
])("%s: %s", (flow, expected) => {
  expect(asked(flow)).toBe(expected);
});

test("what only a tag could tell is refused with what would help", () => {
  expect(asked("Outbound TCP 10.0.0.9:* 52.1.2.3:1433")).toMatch(
    /^400 BadRequest \(ours\): Nobody can tell: tagged names a service tag .* 'trueroute tags update'/,
  );
});

test.each<[string, object, RegExp]>([
  ["Up TCP 10.0.0.9:22 100.1.2.3:*", {}, /direction is 'Up'/],
  ["Inbound ICMP 10.0.0.9:22 100.1.2.3:*", {}, /protocol is 'ICMP'. Write one of: TCP, UDP/],
  ["Inbound TCP 10.0.0.8:22 100.1.2.3:*", {}, /localIPAddress is 10\.0\.0\.8, which is no address/],
  ["Inbound TCP 10.0.0.9:x 100.1.2.3:*", {}, /localPort is 'x'/],
  [
    "Inbound TCP 10.0.0.9:22 100.1.2.3:*",
    { targetNicResourceId: idOf("networkInterfaces/none") },
    /no network interface .*none/,
  ],
])("%s with %j is refused", (flow, more, words) => {
  expect(asked(flow, more)).toMatch(words);
});
