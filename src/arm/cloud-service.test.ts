import { expect, test } from "vitest";
import type { Diagnostic } from "../diagnostic/index.ts";
import { formatIp } from "../net/index.ts";
import { type Bodies, decoders } from "./decoders.ts";
import { type ArmId, parseArmId } from "./id.ts";
import { type Kind, typeKeys } from "./kind.ts";

function decode<K extends Kind>(kind: K, body: { readonly [name: string]: unknown }, name = "St") {
  const diagnostics: Diagnostic[] = [];
  const id = parseArmId(`/subscriptions/s/resourceGroups/g/providers/N/t/${name}`) as ArmId;
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  const read = decoders[kind]({ id, typeKey: typeKeys[kind], body, place }, (one) =>
    diagnostics.push(one),
  );
  return {
    body: read as Bodies[K],
    said: diagnostics.map(({ code, place: at }) => `${code} ${at.pointer}`),
  };
}

const connection = (id: string, status: string) => ({
  properties: { privateEndpoint: { id }, privateLinkServiceConnectionState: { status } },
});

// As ARM answers.
const account = {
  location: "West Europe",
  properties: {
    publicNetworkAccess: "Disabled",
    primaryEndpoints: {
      blob: "https://st.blob.core.windows.net/",
      web: "https://st.z6.web.core.windows.net/",
      microsoftEndpoints: { blob: "https://st-microsoftrouting.blob.core.windows.net/" },
    },
    networkAcls: {
      bypass: "Logging, Metrics",
      defaultAction: "Deny",
      ipRules: [
        { value: "20.1.1.1", action: "Allow" },
        { value: "20.2.0.0/24" },
        { value: "20.3.0.1-20.3.0.9" },
      ],
      virtualNetworkRules: [{ id: "/subnets/app", action: "Allow", state: "Succeeded" }],
    },
    privateEndpointConnections: [connection("/pe", "Approved"), connection("/pf", "Pending")],
  },
};

// As `az storage account show` prints the same.
const flattened = {
  location: "westeurope",
  publicNetworkAccess: "Disabled",
  primaryEndpoints: {
    blob: "https://st.blob.core.windows.net/",
    dfs: null,
    web: "https://st.z6.web.core.windows.net/",
  },
  networkRuleSet: {
    bypass: "Logging, Metrics",
    defaultAction: "Deny",
    ipRules: [
      { ipAddressOrRange: "20.1.1.1", action: "Allow" },
      { ipAddressOrRange: "20.2.0.0/24" },
      { ipAddressOrRange: "20.3.0.1-20.3.0.9" },
    ],
    virtualNetworkRules: [{ virtualNetworkResourceId: "/subnets/app", action: "Allow" }],
  },
  privateEndpointConnections: [
    { privateEndpoint: { id: "/pe" }, privateLinkServiceConnectionState: { status: "Approved" } },
    { privateEndpoint: { id: "/pf" }, privateLinkServiceConnectionState: { status: "Pending" } },
  ],
};

test.each([
  ["ARM", account],
  ["az", flattened],
])("a storage account as %s writes it", (_, written) => {
  const { body, said } = decode("storageAccount", written);
  expect(said).toEqual([]);
  expect(body.region).toBe("westeurope");
  expect(body.fqdns).toEqual(["st.blob.core.windows.net", "st.z6.web.core.windows.net"]);
  expect(body.publicAccess).toBe("disabled");
  expect(body.defaultAction).toBe("deny");
  expect(body.admitsAzureServices).toBe(false);
  expect(body.ipRules.map(({ first, last }) => `${formatIp(first)} ${formatIp(last)}`)).toEqual([
    "20.1.1.1 20.1.1.1",
    "20.2.0.0 20.2.0.255",
    "20.3.0.1 20.3.0.9",
  ]);
  expect(body.subnets.map(({ id }) => id)).toEqual(["/subnets/app"]);
  expect(
    body.endpointConnections.map(({ endpoint, isApproved }) => [endpoint.id, isApproved]),
  ).toEqual([
    ["/pe", true],
    ["/pf", false],
  ]);
});

test("a storage account that says nothing lets everybody in, at its usual names", () => {
  const { body, said } = decode("storageAccount", { properties: {} });
  expect(said).toEqual([]);
  expect([body.publicAccess, body.defaultAction, body.admitsAzureServices]).toEqual([
    "enabled",
    "allow",
    true,
  ]);
  expect(body.fqdns).toEqual(
    ["blob", "table", "queue", "file", "dfs", "web"].map((one) => `st.${one}.core.windows.net`),
  );
});

test.each([
  ["nothing", undefined],
  ["a name", { vaultUri: "https://kv.vault.azure.net:443/" }],
  ["no address at all", { vaultUri: "kv" }],
])("a key vault with %s as its address has its usual name", (_, properties) => {
  const { body, said } = decode("keyVault", { properties }, "Kv");
  expect(body.fqdns).toEqual(["kv.vault.azure.net"]);
  expect(said).toEqual([]);
});

test("a key vault writes its public access in lower case, and another cloud another name", () => {
  const properties = { publicNetworkAccess: "disabled", vaultUri: "https://kv.vault.azure.cn/" };
  const { body, said } = decode("keyVault", { properties });
  expect([body.publicAccess, ...body.fqdns]).toEqual(["disabled", "kv.vault.azure.cn"]);
  expect(said).toEqual([]);
});

const broken: readonly (readonly [string, object, readonly string[]])[] = [
  ["no address", { ipRules: [{}] }, ["property-invalid /properties/networkAcls/ipRules/0"]],
  [
    "a broken address",
    { ipRules: [{ value: "20.1.1" }, { value: "20.1.1.9-20.1.1.1" }, { value: "20.1.1.1-" }] },
    [0, 1, 2].map((at) => `property-invalid /properties/networkAcls/ipRules/${at}/value`),
  ],
  ["no list", { ipRules: "20.1.1.1" }, ["property-invalid /properties/networkAcls/ipRules"]],
  [
    "an unknown action",
    { defaultAction: "Ask" },
    ["property-invalid /properties/networkAcls/defaultAction"],
  ],
];

test.each(broken)("network rules with %s are complained about", (_, networkAcls, said) => {
  const result = decode("storageAccount", { properties: { networkAcls } });
  expect(result.said).toEqual(said);
  expect(result.body.ipRules).toEqual([]);
});

test("a SQL server's rule needs both addresses", () => {
  const whole = { startIpAddress: "20.1.1.1", endIpAddress: "20.1.1.9" };
  expect(decode("sqlFirewallRule", whole).body?.last).toBe(0x14010109);
  const half = decode("sqlFirewallRule", { properties: { startIpAddress: "20.1.1.1" } });
  expect(half.body).toBeUndefined();
  expect(half.said).toEqual(["property-invalid "]);
});

test("record sets and links as az prints them", () => {
  const four = decode("zoneRecord4", { aRecords: [{ ipv4Address: "10.0.0.9" }] });
  const six = decode("zoneRecord6", { aaaaRecords: [{ ipv6Address: "fd00::9" }] });
  const addresses = [...four.body.addresses, ...six.body.addresses];
  expect(addresses.map(formatIp)).toEqual(["10.0.0.9", "fd00::9"]);
  const alias = decode("zoneAlias", { cnameRecord: { cname: "Web.Corp.Example." } });
  expect(alias.body.target).toBe("web.corp.example");
  const { body } = decode("zoneLink", {
    registrationEnabled: true,
    resolutionPolicy: "NxDomainRedirect",
    virtualNetwork: { id: "/vnet" },
  });
  expect([body.network?.id, body.registersMachines, body.fallsBack]).toEqual(["/vnet", true, true]);
});

test("a zone group as az prints it", () => {
  const { body, said } = decode("zoneGroup", {
    privateDnsZoneConfigs: [
      {
        name: "blob",
        privateDnsZoneId: "/zone",
        recordSets: [{ recordSetName: "St", recordType: "A", ipAddresses: ["10.0.0.9"] }],
      },
      { name: "without a zone" },
    ],
  });
  expect(said).toEqual([]);
  expect(body.configurations.map(({ zone, records }) => [zone.id, records[0]?.name])).toEqual([
    ["/zone", "st"],
  ]);
});

test("a guest says whether it keeps state, and a site how it resolves names", () => {
  const networkInterface = { id: "/nic" };
  const guest = decode("guest", { properties: { networkInterface, stateful: false } });
  expect(guest.body.keepsState).toBe(false);
  expect(decode("guest", { properties: { networkInterface } }).body.keepsState).toBeUndefined();
  const site = decode("site", {
    properties: {
      dns: {
        network: { id: "/vnet" },
        records: [{ name: "Web.Example.", ipAddresses: ["10.0.0.9"] }, { ipAddresses: [] }],
      },
    },
  });
  expect(site.body.dns?.network?.id).toBe("/vnet");
  expect(site.body.dns?.records.map(({ name }) => name)).toEqual(["web.example"]);
  expect(site.said).toEqual(["property-invalid /properties/dns/records/1"]);
});
