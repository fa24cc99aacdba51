// What a name resolves to, by who asks: private zones, aliases of private endpoints, servers, sites.
import { expect, test } from "vitest";
import { type Asker, listNames, resolveName } from "../../src/dns/index.ts";
import { keyOf } from "../../src/model/index.ts";
import { formatIp } from "../../src/net/index.ts";
import { fact, idOf, reference, resource } from "./arm-json.ts";
import { network, nic, peered } from "./build-network.ts";
import {
  keyVault,
  privateZone,
  serviceEndpoint,
  serviceId,
  sqlServer,
  storageAccount,
  zoneGroup,
} from "./build-service.ts";
import { compile, type Estate, estate, extend, messagesOf, withTags } from "./estate.ts";

const blobZone = "privatelink.blob.core.windows.net";
const blob = "st.blob.core.windows.net";
const vnet = network("vnet", { space: ["10.0.0.0/16"], subnets: { app: "10.0.0.0/24" } });
const blobEndpoint = serviceEndpoint("pe", "vnet/app", {
  address: "10.0.0.9",
  service: serviceId("storage", "st"),
  group: "blob",
});
const tags = { "Storage.WestEurope": ["20.150.74.0/24", "2603:1020::/48"] };
const base = withTags(estate(vnet, storageAccount("st")), tags);
const withEndpoint = extend(base, blobEndpoint);

function askerOf(text: string): Asker {
  const [kind, name = ""] = text.split(" ");
  if (kind === "public") return { kind };
  if (kind === "site") {
    const scope = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/default";
    return { kind, site: keyOf(`${scope}/providers/Trueroute/onPremisesSites/${name}`) };
  }
  return { kind: "network", network: keyOf(idOf("Microsoft.Network/virtualNetworks", name)) };
}

/** `ADDRESS... source` or a reason, then ` via ALIAS...` and ` if ASSUMPTION...`. */
function answerOf(one: Estate, name: string, asker = "network vnet"): string {
  const { model } = compile(one);
  const found = resolveName(model, askerOf(asker), name);
  const { aliases, assumptions } = found;
  const said = {
    addresses: () =>
      found.kind === "addresses"
        ? [...found.addresses.map(formatIp), found.source].join(" ")
        : "never",
    addressUnknown: () => "addressUnknown",
    unresolved: () => (found.kind === "unresolved" ? found.reason : "never"),
  }[found.kind]();
  const via = aliases.length === 0 ? "" : ` via ${aliases.join(" ")}`;
  const taken = assumptions.map(({ code }) => code).join(" ");
  return `${said}${via}${taken === "" ? "" : ` if ${taken}`}`;
}

const alias = `st.${blobZone}`;

// Microsoft Learn, "Azure Private Endpoint DNS integration": the public name is an alias for
// everybody, and the asker's zones decide what the alias is.
const privateLink: readonly [name: string, one: Estate, want: string][] = [
  ["no endpoint: an address of the tag", base, "20.150.74.0 serviceName if exampleAddress"],
  [
    "no service-tag file: nobody knows the address",
    estate(vnet, storageAccount("st")),
    "addressUnknown",
  ],
  [
    "a zone with the record",
    extend(withEndpoint, privateZone(blobZone, ["A st 10.0.0.9"], { vnet: {} })),
    `10.0.0.9 privateZone via ${alias}`,
  ],
  [
    "a zone that the endpoint writes in, and has written",
    extend(
      withEndpoint,
      privateZone(blobZone, [], { vnet: {} }),
      zoneGroup("pe", { [blobZone]: [{ recordSetName: "st", ipAddresses: ["10.0.0.9"] }] }),
    ),
    `10.0.0.9 privateZone via ${alias}`,
  ],
  [
    "a zone that the endpoint will write in",
    extend(
      withEndpoint,
      privateZone(blobZone, [], { vnet: {} }),
      zoneGroup("pe", { [blobZone]: [] }),
    ),
    `10.0.0.9 privateZone via ${alias}`,
  ],
  [
    "a written record wins over what the endpoint says",
    extend(
      withEndpoint,
      privateZone(blobZone, ["A st 10.0.0.77"], { vnet: {} }),
      zoneGroup("pe", { [blobZone]: [] }),
    ),
    `10.0.0.77 privateZone via ${alias}`,
  ],
  [
    "a linked zone without the record: no such name",
    extend(withEndpoint, privateZone(blobZone, ["A other 10.0.0.8"], { vnet: {} })),
    `noRecord via ${alias}`,
  ],
  [
    "the same with NxDomainRedirect: the public address",
    extend(
      withEndpoint,
      privateZone(blobZone, ["A other 10.0.0.8"], {
        vnet: { resolutionPolicy: "NxDomainRedirect" },
      }),
    ),
    `20.150.74.0 serviceName via ${alias} if exampleAddress`,
  ],
  [
    "a zone that is not linked: the public address",
    extend(withEndpoint, privateZone(blobZone, ["A st 10.0.0.9"])),
    `20.150.74.0 serviceName via ${alias} if exampleAddress`,
  ],
  [
    "no zone at all: the public address, and that is a guess",
    withEndpoint,
    `20.150.74.0 serviceName via ${alias} if zoneAbsent exampleAddress`,
  ],
  [
    "a zone whose record sets are not in the snapshot: the endpoint's address, as a guess",
    extend(withEndpoint, privateZone(blobZone, [], { vnet: {} }, { numberOfRecordSets: 4 })),
    `10.0.0.9 privateZone via ${alias} if recordAssumed`,
  ],
  [
    "an endpoint that nobody has approved changes nothing",
    extend(
      base,
      serviceEndpoint("pe", "vnet/app", {
        address: "10.0.0.9",
        service: serviceId("storage", "st"),
        group: "blob",
        status: "Pending",
      }),
    ),
    "20.150.74.0 serviceName if exampleAddress",
  ],
  [
    "an endpoint for another service of the account changes nothing",
    extend(
      base,
      serviceEndpoint("pe", "vnet/app", {
        address: "10.0.0.9",
        service: serviceId("storage", "st"),
        group: "table",
      }),
    ),
    "20.150.74.0 serviceName if exampleAddress",
  ],
];

test.each(privateLink)("PE-16, PE-17: a storage account with %s", (_, one, want) => {
  expect(answerOf(one, blob)).toBe(want);
});

test("names are compared without case and final dot", () => {
  expect(answerOf(base, "ST.Blob.Core.Windows.NET.")).toBe(
    "20.150.74.0 serviceName if exampleAddress",
  );
});

test("PE-16: outside Azure the alias leads to the public address, whatever zones there are", () => {
  const one = extend(withEndpoint, privateZone(blobZone, ["A st 10.0.0.9"], { vnet: {} }));
  const want = `20.150.74.0 serviceName via ${alias} if exampleAddress`;
  expect(answerOf(one, blob, "public")).toBe(want);
});

test("a zone that is recorded as whole but unknown, and no endpoint: the records are unknown", () => {
  const one = extend(
    base,
    privateZone("corp.example", [], { vnet: {} }, { numberOfRecordSets: 9 }),
  );
  expect(answerOf(one, "web.corp.example")).toBe("recordsUnknown");
});

const services: readonly [name: string, group: string, service: string, zone: string][] = [
  ["kv.vault.azure.net", "vault", serviceId("keyVault", "kv"), "privatelink.vaultcore.azure.net"],
  [
    "srv.database.windows.net",
    "sqlServer",
    serviceId("sql", "srv"),
    "privatelink.database.windows.net",
  ],
  [
    "st.dfs.core.windows.net",
    "dfs",
    serviceId("storage", "st"),
    "privatelink.dfs.core.windows.net",
  ],
];

test.each(services)("%s with an endpoint for %s", (name, group, service, zone) => {
  const one = estate(
    vnet,
    keyVault("kv"),
    sqlServer("srv"),
    storageAccount("st"),
    serviceEndpoint("pe", "vnet/app", { address: "10.0.0.9", service, group }),
    privateZone(zone, [], { vnet: {} }),
    zoneGroup("pe", { [zone]: [] }),
  );
  const label = name.split(".")[0];
  expect(answerOf(one, name)).toBe(`10.0.0.9 privateZone via ${label}.${zone}`);
});

test("a service that is not in the snapshot is known by its endpoint's names", () => {
  const zone = "privatelink.documents.azure.com";
  const customDnsConfigs = [
    { fqdn: "db.documents.azure.com", ipAddresses: ["10.0.0.9"] },
    { fqdn: "db-westeurope.documents.azure.com", ipAddresses: ["10.0.0.10"] },
  ];
  const pe = serviceEndpoint("pe", "vnet/app", {
    address: "10.0.0.9",
    service: idOf("Microsoft.DocumentDB/databaseAccounts", "db"),
    group: "Sql",
    more: { customDnsConfigs },
  });
  const one = estate(
    vnet,
    pe,
    privateZone(zone, [], { vnet: {} }),
    zoneGroup("pe", { [zone]: [] }),
  );
  expect(answerOf(one, "db-westeurope.documents.azure.com")).toBe(
    `10.0.0.10 privateZone via db-westeurope.${zone}`,
  );
  expect(answerOf(one, "db.documents.azure.com", "public")).toBe(`addressUnknown via db.${zone}`);
});

test("names on the endpoint's interface count, each with its own address", () => {
  const zone = "privatelink.azurecr.io";
  const member = (fqdn: string, privateIPAddress: string) => ({
    name: fqdn,
    properties: {
      privateIPAddress,
      subnet: reference("virtualNetworks/subnets", "vnet/app"),
      privateLinkConnectionProperties: { fqdns: [fqdn] },
    },
  });
  const one = estate(
    vnet,
    resource("networkInterfaces", "pe-nic", {
      privateEndpoint: reference("privateEndpoints", "pe"),
      ipConfigurations: [
        member("acr.azurecr.io", "10.0.0.9"),
        member("acr.westeurope.data.azurecr.io", "10.0.0.10"),
      ],
    }),
    serviceEndpoint("pe", "vnet/app", {
      address: "10.0.0.9",
      service: idOf("Microsoft.ContainerRegistry/registries", "acr"),
      group: "registry",
    }),
    privateZone(zone, [], { vnet: {} }),
    zoneGroup("pe", { [zone]: [] }),
  );
  expect(answerOf(one, "acr.westeurope.data.azurecr.io")).toBe(
    `10.0.0.10 privateZone via acr.westeurope.data.${zone}`,
  );
});

const corp = extend(
  base,
  privateZone(
    "corp.example",
    [
      "A @ 10.0.0.1",
      "A web 10.0.0.2 10.0.0.3",
      "AAAA web fd00::2",
      "A * 10.0.0.4",
      "CNAME shop web.corp.example.",
      "CNAME files st.blob.core.windows.net",
      "CNAME a b.corp.example",
      "CNAME b a.corp.example",
      "CNAME self self.corp.example",
    ],
    { vnet: {} },
  ),
  privateZone("deep.corp.example", ["A web 10.0.0.5", "A none"], { vnet: {} }),
);

const zoneNames: readonly [name: string, want: string][] = [
  ["corp.example", "10.0.0.1 privateZone"],
  ["web.corp.example", "10.0.0.2 10.0.0.3 fd00::2 privateZone"],
  // The longest zone name answers alone, also when a shorter zone's wildcard would fit.
  ["web.deep.corp.example", "10.0.0.5 privateZone"],
  ["other.deep.corp.example", "noRecord"],
  ["none.deep.corp.example", "noRecord"],
  ["other.corp.example", "10.0.0.4 privateZone"],
  ["very.other.corp.example", "10.0.0.4 privateZone"],
  ["shop.corp.example", "10.0.0.2 10.0.0.3 fd00::2 privateZone via web.corp.example"],
  ["files.corp.example", `20.150.74.0 serviceName via ${blob} if exampleAddress`],
  ["a.corp.example", "aliasLoop via b.corp.example"],
  ["self.corp.example", "aliasLoop"],
  ["nobody.example", "unknownName"],
];

test.each(zoneNames)("PE-17: in linked zones %s is %s", (name, want) => {
  expect(answerOf(corp, name)).toBe(want);
});

test("PE-18, FWD-46: a machine's name stands in the zone that registers its network, and in its network", () => {
  const virtualMachine = { id: idOf("Microsoft.Compute/virtualMachines", "Web1") };
  const one = estate(
    vnet,
    network("peer", { space: ["10.1.0.0/16"] }),
    nic("n1", "vnet/app", "10.0.0.4", { virtualMachine }),
    privateZone("corp.example", [], { vnet: { registrationEnabled: true }, peer: {} }),
  );
  expect(answerOf(one, "web1.corp.example")).toBe("10.0.0.4 machineName");
  expect(answerOf(one, "web1.corp.example", "network peer")).toBe("10.0.0.4 machineName");
  expect(answerOf(one, "web1")).toBe("10.0.0.4 machineName");
  expect(answerOf(one, "web1", "network peer")).toBe("unknownName");
  const twice = extend(one, nic("n2", "vnet/app", "10.0.0.5", { virtualMachine }));
  expect(answerOf(twice, "web1")).toBe("10.0.0.4 machineName if primaryInterface");
});

test("names of public addresses, facts and built-in hosts", () => {
  const one = estate(
    vnet,
    resource("publicIPAddresses", "p", {
      ipAddress: "20.1.2.3",
      dnsSettings: { fqdn: "App.westeurope.cloudapp.azure.com" },
    }),
    resource("publicIPAddresses", "q", {
      dnsSettings: { fqdn: "q.westeurope.cloudapp.azure.com" },
    }),
    fact("publicHosts", "api", { fqdns: ["api.example"], ipAddresses: ["203.0.113.9"] }),
    fact("publicHosts", "kms", {
      fqdns: ["azkms.core.windows.net"],
      ipAddresses: ["20.118.99.225"],
    }),
  );
  expect(answerOf(one, "app.westeurope.cloudapp.azure.com")).toBe("20.1.2.3 publicIpName");
  expect(answerOf(one, "q.westeurope.cloudapp.azure.com")).toBe("addressUnknown");
  expect(answerOf(one, "api.example")).toBe("203.0.113.9 publicHost");
  expect(answerOf(one, "kms.core.windows.net")).toBe("23.102.135.246 builtInHost");
  expect(answerOf(one, "azkms.core.windows.net")).toBe("20.118.99.225 publicHost");
});

const zoneOfHub = privateZone(blobZone, ["A st 10.9.0.9"], { hub: {} });
const hub = network("hub", {
  space: ["10.9.0.0/16"],
  subnets: { dns: "10.9.0.0/24", AzureFirewallSubnet: "10.9.1.0/26" },
});

function withServers(...servers: readonly string[]): Estate {
  const spoke = {
    ...vnet,
    properties: { ...properties(vnet), dhcpOptions: { dnsServers: servers } },
  };
  return withTags(
    estate(spoke, hub, peered("vnet", "hub"), storageAccount("st"), blobEndpoint, zoneOfHub),
    tags,
  );
}

function properties(one: { readonly [name: string]: unknown }): object {
  return one["properties"] as object;
}

const viaPublic = `20.150.74.0 serviceName via ${alias}`;
const viaHub = `10.9.0.9 privateZone via ${alias}`;

const servers: readonly [name: string, servers: readonly string[], want: string][] = [
  ["none is Azure's own DNS", [], `${viaPublic} if exampleAddress`],
  ["Azure's own address is the same", ["168.63.129.16"], `${viaPublic} if exampleAddress`],
  ["an address in the hub answers as the hub", ["10.9.0.4"], `${viaHub} if serverForwards`],
  ["the first that is known counts", ["172.31.0.1", "10.9.0.4"], `${viaHub} if serverForwards`],
  ["nobody knows others", ["172.31.0.1"], "customServers"],
];

test.each(servers)("FWD-45: DNS servers of a network: %s", (_, addresses, want) => {
  expect(answerOf(withServers(...addresses), blob)).toBe(want);
});

test("FWD-45: unknown servers are trusted with names that no private zone touches", () => {
  const one = withServers("172.31.0.1");
  const want = "23.102.135.246 builtInHost if serversAskPublic";
  expect(answerOf(one, "kms.core.windows.net")).toBe(want);
  expect(answerOf(one, "nobody.example")).toBe("customServers");
});

test("a server that forwards is no assumption for names that every server knows", () => {
  expect(answerOf(withServers("10.9.0.4"), "kms.core.windows.net")).toBe(
    "23.102.135.246 builtInHost",
  );
});

function siteWith(dns: object | undefined): Estate {
  return extend(
    withEndpoint,
    privateZone(blobZone, ["A st 10.0.0.9"], { vnet: {} }),
    fact("onPremisesSites", "dc1", {
      addressPrefixes: ["192.168.0.0/16"],
      ...(dns === undefined ? {} : { dns }),
    }),
  );
}

const forwarding = { network: reference("virtualNetworks", "vnet") };
const record = { name: "St.Blob.Core.Windows.Net", ipAddresses: ["192.168.0.9"] };

const sites: readonly [name: string, dns: object | undefined, want: string][] = [
  ["nothing told", undefined, `${viaPublic} if exampleAddress siteAsksPublic`],
  ["public servers", {}, `${viaPublic} if exampleAddress`],
  ["forwarders into Azure", forwarding, `10.0.0.9 privateZone via ${alias}`],
  ["records of its own first", { ...forwarding, records: [record] }, "192.168.0.9 siteRecord"],
  [
    "a record without addresses",
    { records: [{ name: "*.core.windows.net", ipAddresses: [] }] },
    "noRecord",
  ],
];

test.each(sites)("a site with %s", (_, dns, want) => {
  expect(answerOf(siteWith(dns), blob, "site dc1")).toBe(want);
});

test("a network and a site that ask each other end", () => {
  const spoke = {
    ...vnet,
    properties: { ...properties(vnet), dhcpOptions: { dnsServers: ["192.168.0.1"] } },
  };
  const one = estate(
    spoke,
    fact("onPremisesSites", "dc1", {
      addressPrefixes: ["192.168.0.0/16"],
      dns: { ...forwarding, records: [{ name: "dc.example", ipAddresses: ["192.168.0.5"] }] },
    }),
    privateZone("corp.example", ["A web 10.0.0.2"], { vnet: {} }),
  );
  expect(answerOf(one, "dc.example")).toBe("192.168.0.5 siteRecord");
  expect(answerOf(one, "web.corp.example")).toBe("10.0.0.2 privateZone");
  expect(answerOf(one, "web.corp.example", "site dc1")).toBe("10.0.0.2 privateZone");
});

test("a link to a network that is not there is said, and still counts for that network", () => {
  const one = estate(privateZone("corp.example", ["A web 10.0.0.2"], { gone: {} }));
  expect(messagesOf(one, "reference-missing")).toHaveLength(1);
  expect(answerOf(one, "web.corp.example", "network gone")).toBe("10.0.0.2 privateZone");
});

test("broken records cost a message each, and the zone is still there", () => {
  const one = estate(
    vnet,
    privateZone("corp.example", ["A bad 10.0.0.300", "A empty", "CNAME nowhere"], { vnet: {} }),
    resource("privateDnsZones/virtualNetworkLinks", "corp.example/bare", {}),
    zoneGroup("pe", { "gone.example": [] }),
    blobEndpoint,
  );
  const codes = compile(one).diagnostics.map(({ code }) => code);
  expect(codes.toSorted()).toEqual([
    "address-invalid",
    "property-invalid",
    "property-invalid",
    "reference-missing",
  ]);
  for (const name of ["bad", "empty", "nowhere"]) {
    expect(answerOf(one, `${name}.corp.example`)).toBe("noRecord");
  }
});

test("every name of the model can be suggested, once", () => {
  const names = listNames(compile(corp).model);
  expect(names).toEqual([...new Set(names)].toSorted());
  expect(names).toContain(blob);
  expect(names).toContain("web.corp.example");
  expect(names).toContain("kms.core.windows.net");
  expect(names.some((name) => name.includes("*"))).toBe(false);
});
