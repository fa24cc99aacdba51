import { expect, test } from "vitest";
import { compile, idOf, network, resource, to } from "../../test/resources.ts";
import { keyOf } from "../model/index.ts";
import { parsePrefix } from "../net/index.ts";
import { Router } from "../route/index.ts";
import { type Examination, type ExaminedEnd, examine } from "./examine.ts";
import { Filters } from "./filters.ts";

function rule(name: string, priority: number, properties: object): object {
  return {
    name,
    properties: {
      priority,
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      sourcePortRange: "*",
      sourceAddressPrefix: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "*",
      ...properties,
    },
  };
}

const subnet = "virtualNetworks/v/subnets/a";
const estate = [
  network("v", "10.0.0.0/16", {
    subnets: {
      a: { addressPrefix: "10.0.0.0/24", networkSecurityGroup: to("networkSecurityGroups/g") },
    },
  }),
  resource("networkSecurityGroups/g", {
    securityRules: [
      rule("web", 100, { sourceAddressPrefix: "203.0.113.0/24", destinationPortRange: "80-443" }),
      rule("odd-port", 110, { sourcePortRange: "5000", destinationPortRange: "22" }),
      rule("tagged", 120, { sourceAddressPrefix: "Storage", destinationPortRange: "8080" }),
      rule("two", 130, {
        access: "Deny",
        protocol: "Udp",
        sourceAddressPrefix: undefined,
        sourceAddressPrefixes: ["198.51.100.0/25", "198.51.100.128/25"],
      }),
    ],
  }),
];
const { model } = compile(...estate);
const filters = new Filters(new Router(model));

function endOf(text: string): ExaminedEnd {
  const prefix = parsePrefix(text);
  if (prefix !== undefined) return { kind: "prefix", prefix };
  return text === "*" ? { kind: "any" } : { kind: "tag", tag: text };
}

/** Traffic as `PROTOCOL SOURCE -> DESTINATION PORTS`. */
function traffic(text: string): Examination {
  const [protocol, source = "", , destination = "", ports = ""] = text.split(" ");
  const [first = 0, last = first] = ports === "*" ? [0, 65_535] : ports.split("-").map(Number);
  return {
    direction: "inbound",
    subnet: keyOf(idOf(subnet)),
    nic: undefined,
    protocol: protocol as "tcp",
    source: endOf(source),
    destination: endOf(destination),
    destinationPorts: { first, last },
  };
}

test.each([
  ["tcp 203.0.113.9/32 -> 10.0.0.4/32 443", "web"],
  // The whole prefix has to be in the rule's.
  ["tcp 203.0.112.0/23 -> 10.0.0.4/32 443", "DenyAllInBound"],
  ["tcp 203.0.113.9/32 -> 10.0.0.4/32 79-80", "DenyAllInBound"],
  // Nobody says the sender's port, so that a rule for one does not match.
  ["tcp 10.0.9.9/32 -> 10.0.0.4/32 22", "AllowVnetInBound"],
  ["tcp Storage -> 10.0.0.4/32 8080", "tagged"],
  ["udp 198.51.100.0/24 -> 10.0.0.4/32 53", "two"],
  ["tcp * -> * *", "DenyAllInBound"],
  ["tcp VirtualNetwork -> VirtualNetwork 1", "AllowVnetInBound"],
])("%s is decided by %s", (asked, decider) => {
  const [list, ...others] = examine(filters, traffic(asked));
  expect([list!.decider?.name, others]).toEqual([decider, []]);
  expect(list!.rules.at(-1)!.rule).toBe(list!.decider);
  expect([list!.level, list!.id, list!.appliedTo]).toEqual([
    "subnet",
    idOf("networkSecurityGroups/g"),
    idOf(subnet),
  ]);
});

test("every rule up to the one that matches says which of its parts do", () => {
  const [list] = examine(filters, traffic("tcp 12.11.12.14/32 -> 10.1.1.4/32 12100"));
  const lines = list!.rules.map((one) =>
    [
      one.rule.name,
      one.isProtocol && "protocol",
      one.isSource && "source",
      one.isSourcePort && "source-port",
      one.isDestination && "destination",
      one.isDestinationPort && "destination-port",
    ]
      .filter((word) => word !== false)
      .join(" "),
  );
  expect(lines).toEqual([
    "web protocol source-port destination",
    "odd-port protocol source destination",
    "tagged protocol source-port destination",
    "two source-port destination destination-port",
    "AllowVnetInBound protocol source-port destination-port",
    "AllowAzureLoadBalancerInBound protocol source-port destination destination-port",
    "DenyAllInBound protocol source source-port destination destination-port",
  ]);
});

test("a place without a group has no list", () => {
  const bare = compile(network("v", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24" } })).model;
  const none = examine(new Filters(new Router(bare)), traffic("tcp * -> * *"));
  expect(none).toEqual([]);
});
