import { expect, test } from "vitest";
import { brief, compile, idOf, network, nic, resource, to } from "../../test/resources.ts";
import { type AddressMatch, keyOf, type SecurityRule } from "../model/index.ts";
import { formatIp, formatPrefix } from "../net/index.ts";

const plain = {
  direction: "Inbound",
  access: "Allow",
  priority: 100,
  protocol: "Tcp",
  sourcePortRange: "*",
  destinationPortRange: "443",
  sourceAddressPrefix: "*",
  destinationAddressPrefix: "*",
};

function group(rules: readonly object[], more: object = {}): object {
  const securityRules = rules.map((properties, at) => ({ name: `r${at}`, properties }));
  return resource("networkSecurityGroups/g", { securityRules, ...more });
}

function written(...resources: readonly object[]): readonly SecurityRule[] {
  const [found] = compile(...resources).model.securityGroups.values();
  return found!.rules.filter(({ priority }) => priority < 65000);
}

function text(match: AddressMatch): string {
  switch (match.kind) {
    case "any":
      return "*";
    case "prefix":
      return formatPrefix(match.prefix);
    case "range":
      return `${formatIp(match.first)}-${formatIp(match.last)}`;
    case "serviceTag":
      return match.tag;
    case "applicationGroup":
      return `group ${match.group.split("/").at(-1)}`;
  }
}

test.each<[object, readonly string[]]>([
  [{ sourceAddressPrefix: "*" }, ["*"]],
  [{ sourceAddressPrefix: "0.0.0.0/0" }, ["0.0.0.0/0"]],
  [{ sourceAddressPrefix: "10.0.0.4" }, ["10.0.0.4/32"]],
  [{ sourceAddressPrefix: "fd00::4" }, ["fd00::4/128"]],
  [{ sourceAddressPrefix: "10.0.0.4-10.0.0.9" }, ["10.0.0.4-10.0.0.9"]],
  [{ sourceAddressPrefix: "10.0.0.4/24" }, ["10.0.0.0/24"]],
  [{ sourceAddressPrefix: "virtualNetwork" }, ["virtualNetwork"]],
  [{ sourceAddressPrefix: "Storage.WestEurope" }, ["Storage.WestEurope"]],
  [
    { sourceAddressPrefix: "", sourceAddressPrefixes: ["10.0.0.0/8", "fd00::/8"] },
    ["10.0.0.0/8", "fd00::/8"],
  ],
  [{ sourceAddressPrefix: "10.0.0.0/8,10.9.9.9" }, ["10.0.0.0/8", "10.9.9.9/32"]],
  [
    {
      sourceAddressPrefix: undefined,
      sourceApplicationSecurityGroups: [to("applicationSecurityGroups/Web")],
    },
    ["group web"],
  ],
])("sources of %j", (properties, want) => {
  const resources = group([{ ...plain, ...properties }]);
  expect(brief(compile(resources).diagnostics)).toEqual([]);
  expect(written(resources)[0]?.sources.map(text)).toEqual(want);
});

test.each<[object, readonly string[]]>([
  [{ destinationPortRange: "*" }, ["0-65535"]],
  [{ destinationPortRange: 80 }, ["80-80"]],
  [{ destinationPortRange: "80-90" }, ["80-90"]],
  [{ destinationPortRange: "", destinationPortRanges: ["80", "443-444"] }, ["80-80", "443-444"]],
  [{ destinationPortRange: undefined }, ["0-65535"]],
])("ports of %j", (properties, want) => {
  const [rule] = written(group([{ ...plain, ...properties }]));
  expect(rule?.destinationPorts.map(({ first, last }) => `${first}-${last}`)).toEqual(want);
});

test.each([
  ["*", "any"],
  ["TCP", "tcp"],
  ["udp", "udp"],
  ["Icmp", "icmp"],
  ["ESP", "esp"],
  ["Ah", "ah"],
  [undefined, "any"],
])("protocol %s is %s", (protocol, want) => {
  expect(written(group([{ ...plain, protocol }]))[0]?.protocol).toBe(want);
});

const broken = "networkSecurityGroups/g#/securityRules/0";

test.each<[object, readonly string[]]>([
  [{ sourceAddressPrefix: "10.0.0.0/40" }, [`prefix-invalid ${broken}/sourceAddressPrefix`]],
  [{ sourceAddressPrefix: "10.0.0.9-10.0.0.4" }, [`prefix-invalid ${broken}/sourceAddressPrefix`]],
  [{ sourceAddressPrefix: undefined }, [`property-invalid ${broken}`]],
  [{ sourcePortRange: "http" }, [`property-invalid ${broken}/sourcePortRange`]],
  [{ destinationPortRange: "90-80" }, [`property-invalid ${broken}/destinationPortRange`]],
  [{ destinationPortRange: "70000" }, [`property-invalid ${broken}/destinationPortRange`]],
  [{ protocol: "Sctp" }, [`property-invalid ${broken}/protocol`]],
  [{ direction: "Sideways" }, [`property-invalid ${broken}/direction`]],
  [{ direction: undefined }, [`property-invalid ${broken}`]],
  [{ access: undefined }, [`property-invalid ${broken}`]],
  [{ priority: "high" }, [`property-invalid ${broken}/priority`, `property-invalid ${broken}`]],
])("a rule with %j is left out", (properties, said) => {
  const resources = group([{ ...plain, ...properties }]);
  expect(brief(compile(resources).diagnostics)).toEqual(said);
  expect(written(resources)).toEqual([]);
});

test("NSG-2: Azure's own rules are there, whether written or not, in the order they are judged", () => {
  const defaultSecurityRules = [{ name: "denyallinbound", properties: { priority: 1 } }];
  const { model } = compile(
    group(
      [
        { ...plain, priority: 300 },
        { ...plain, priority: 200 },
      ],
      { defaultSecurityRules },
    ),
  );
  const [found] = model.securityGroups.values();
  expect(
    found!.rules.map(({ name, direction, priority, access, place }) =>
      [name, direction, priority, access, place.pointer].join(" "),
    ),
  ).toEqual([
    "r1 inbound 200 allow /properties/securityRules/1",
    "r0 inbound 300 allow /properties/securityRules/0",
    "AllowVnetInBound inbound 65000 allow ",
    "AllowAzureLoadBalancerInBound inbound 65001 allow ",
    "DenyAllInBound inbound 65500 deny /properties/defaultSecurityRules/0",
    "AllowVnetOutBound outbound 65000 allow ",
    "AllowInternetOutBound outbound 65001 allow ",
    "DenyAllOutBound outbound 65500 deny ",
  ]);
});

test("a rule that stands alone wins over the one inside its group, and flattened output reads alike", () => {
  const flat = {
    id: idOf("networkSecurityGroups/g"),
    name: "g",
    securityRules: [{ name: "r0", ...plain, access: "deny" }],
  };
  expect(written(flat)[0]?.access).toBe("deny");
  const alone = resource("networkSecurityGroups/g/securityRules/r0", plain);
  expect(brief(compile(flat, alone).diagnostics)).toEqual(["child-differs securityRules/r0"]);
  expect(written(flat, alone)[0]?.access).toBe("allow");
});

test("a group that is not there is named, and whoever names it keeps it", () => {
  const missing = to("networkSecurityGroups/none");
  const { model, diagnostics } = compile(
    network("v", "10.0.0.0/16", {
      subnets: { a: { addressPrefix: "10.0.0.0/24", networkSecurityGroup: missing } },
    }),
    nic("n", "v/subnets/a", "10.0.0.4", { networkSecurityGroup: missing }),
  );
  expect(brief(diagnostics)).toEqual([
    "reference-missing virtualNetworks/v#/subnets/0/networkSecurityGroup",
    "reference-missing networkInterfaces/n#/networkSecurityGroup",
  ]);
  const [subnet] = model.subnets.values();
  const [only] = model.nics.values();
  const key = keyOf(missing.id);
  expect([subnet?.networkSecurityGroup, only?.networkSecurityGroup]).toEqual([key, key]);
});

test("NSG-9: members of application groups are known by the interface and the private endpoint", () => {
  const web = to("applicationSecurityGroups/Web");
  const subnet = to("virtualNetworks/v/subnets/a");
  const { model, diagnostics } = compile(
    network("v", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24" } }),
    resource("applicationSecurityGroups/web"),
    resource("networkInterfaces/n", {
      ipConfigurations: [
        {
          name: "c",
          properties: { privateIPAddress: "10.0.0.4", subnet, applicationSecurityGroups: [web] },
        },
      ],
    }),
    resource("privateEndpoints/p", {
      subnet,
      applicationSecurityGroups: [web],
      ipConfigurations: [{ name: "m", properties: { privateIPAddress: "10.0.0.5" } }],
    }),
  );
  expect(brief(diagnostics)).toEqual([]);
  const [only] = model.nics.values();
  const [endpoint] = model.privateEndpoints.values();
  expect(only?.ipConfigurations[0]?.applicationGroups).toEqual([keyOf(web.id)]);
  expect(endpoint?.applicationGroups).toEqual([keyOf(web.id)]);
});
