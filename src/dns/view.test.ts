import { expect, test } from "vitest";
import { compile, idOf, network, resource, to } from "../../test/resources.ts";
import {
  type Firewall,
  type FirewallPolicy,
  keyOf,
  type Model,
  type VirtualNetwork,
} from "../model/index.ts";
import { type Ip, parseIp } from "../net/index.ts";
import { viewOf } from "./view.ts";

const own = keyOf(idOf("virtualNetworks/spoke"));
const hub = keyOf(idOf("virtualNetworks/hub"));

function ip(text: string): Ip {
  return parseIp(text)!;
}

/** A spoke that asks the hub's firewall, whose policy says these things about DNS. */
function modelWith(policy: Partial<FirewallPolicy>, base: Partial<FirewallPolicy> = {}): Model {
  const { model } = compile(
    network("spoke", "10.1.0.0/16"),
    network("hub", "10.0.0.0/16", { subnets: { AzureFirewallSubnet: "10.0.1.0/26" } }),
    resource("azureFirewalls/fw", {
      ipConfigurations: [
        {
          properties: {
            privateIPAddress: "10.0.1.4",
            subnet: to("virtualNetworks/hub/subnets/AzureFirewallSubnet"),
          },
        },
      ],
    }),
  );
  const place = { resource: "", pointer: "", file: "", filePointer: "" };
  const policyOf = (name: string, parts: Partial<FirewallPolicy>): FirewallPolicy => ({
    key: keyOf(name),
    id: name,
    name,
    place,
    base: undefined,
    groups: [],
    missingGroups: [],
    untranslated: undefined,
    learnsUntranslated: false,
    threatIntelligence: "off",
    isDnsProxy: false,
    dnsServers: [],
    ...parts,
  });
  const spoke = model.networks.get(own) as VirtualNetwork;
  const [firewall] = [...model.firewalls.values()] as [Firewall];
  return {
    ...model,
    networks: new Map([
      ...model.networks,
      [own, { ...spoke, dnsServers: [{ address: ip("10.0.1.4"), place }] }],
    ]),
    firewalls: new Map([[firewall.key, { ...firewall, policy: keyOf("child") }]]),
    firewallPolicies: new Map([
      [keyOf("base"), policyOf("base", base)],
      [keyOf("child"), policyOf("child", { base: keyOf("base"), ...policy })],
    ]),
  };
}

function saidBy(model: Model): string {
  const view = viewOf(model, { kind: "network", network: own });
  const network = view.kind === "azure" ? ` ${view.network === hub ? "hub" : "spoke"}` : "";
  return `${view.kind}${network} ${view.assumptions.map(({ code }) => code).join(" ")}`.trim();
}

const rows: readonly [
  name: string,
  policy: Partial<FirewallPolicy>,
  base: Partial<FirewallPolicy>,
  want: string,
][] = [
  ["a proxy asks Azure in its own network", { isDnsProxy: true }, {}, "azure hub"],
  ["a base policy makes it one too", {}, { isDnsProxy: true }, "azure hub"],
  ["without a proxy nobody answers there", {}, {}, "unknownServers"],
  [
    "a proxy asks its servers",
    { isDnsProxy: true, dnsServers: [ip("172.31.0.1")] },
    {},
    "unknownServers",
  ],
  [
    "a proxy that asks a server in a network",
    { isDnsProxy: true, dnsServers: [ip("10.0.1.5")] },
    {},
    "azure hub serverForwards",
  ],
  [
    "a proxy that asks itself ends",
    { isDnsProxy: true, dnsServers: [ip("10.0.1.4")] },
    {},
    "azure hub",
  ],
];

test.each(rows)("a firewall as DNS server: %s", (_, policy, base, want) => {
  expect(saidBy(modelWith(policy, base))).toBe(want);
});
