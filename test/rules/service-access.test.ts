// Whether a service lets a caller in: SE-7 row by row, X-16, FWD-21 to FWD-23, and refusals.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  type AccessVerdict,
  type Caller,
  findService,
  isAzure,
  judgeAccess,
  type ServiceAtAddress,
} from "../../src/access/index.ts";
import { type Behavior, keyOf } from "../../src/model/index.ts";
import { type Ip, parseIp } from "../../src/net/index.ts";
import { findSharedFile } from "../shared-file.ts";
import { fact, idOf } from "./arm-json.ts";
import { network } from "./build-network.ts";
import {
  keyVault,
  privateZone,
  type ServiceParts,
  serviceEndpoint,
  serviceId,
  sqlServer,
  storageAccount,
} from "./build-service.ts";
import { compile, type Estate, estate, extend, messagesOf, withTags } from "./estate.ts";

const vnet = network("vnet", {
  space: ["10.0.0.0/16"],
  subnets: { app: "10.0.0.0/24", web: "10.0.1.0/24" },
});
const table = "st.table.core.windows.net";

function ip(text: string): Ip {
  return parseIp(text)!;
}

function subnetKey(name: string) {
  return keyOf(idOf("Microsoft.Network/virtualNetworks/subnets", name));
}

const callers = {
  /** A virtual machine in the service's region, by its default outbound address. */
  near: { path: "internet", source: ip("20.1.1.1"), isAzureSource: true, region: "westeurope" },
  nearUnknown: { path: "internet", source: undefined, isAzureSource: true, region: "westeurope" },
  /** One in another region. */
  far: { path: "internet", source: ip("20.2.2.2"), isAzureSource: true, region: "eastus" },
  farUnknown: { path: "internet", source: undefined, isAzureSource: true, region: "eastus" },
  somewhere: { path: "internet", source: ip("20.2.2.2"), isAzureSource: true, region: undefined },
  onPremises: {
    path: "internet",
    source: ip("203.0.113.7"),
    isAzureSource: false,
    region: undefined,
  },
  peering: {
    path: "servicePeering",
    source: ip("203.0.113.7"),
    isAzureSource: false,
    region: undefined,
  },
  app: { path: "serviceEndpoint", source: ip("10.0.0.4"), subnet: "vnet/app" },
  web: { path: "serviceEndpoint", source: ip("10.0.1.4"), subnet: "vnet/web" },
  nobody: { path: "serviceEndpoint", source: ip("10.0.1.4") },
  endpoint: { path: "privateEndpoint", source: ip("10.0.0.4"), endpoint: "pe" },
} as const;

type CallerName = keyof typeof callers;

function callerOf(name: CallerName): Caller {
  const { path, source, isAzureSource, region, subnet, endpoint }: Written = callers[name];
  return {
    path,
    source,
    isAzureSource: isAzureSource ?? false,
    region,
    subnet: subnet === undefined ? undefined : subnetKey(subnet),
    privateEndpoint:
      endpoint === undefined
        ? undefined
        : keyOf(idOf("Microsoft.Network/privateEndpoints", endpoint)),
  };
}

interface Written {
  readonly path: Caller["path"];
  readonly source: Ip | undefined;
  readonly isAzureSource?: boolean;
  readonly region?: string | undefined;
  readonly subnet?: string;
  readonly endpoint?: string;
}

function serviceAt(one: Estate, address: string, name?: string): ServiceAtAddress {
  return findService(compile(one).model, { address: ip(address), name });
}

function judge(
  one: Estate,
  caller: CallerName,
  {
    at = "20.150.74.0",
    name = undefined as string | undefined,
    switches = {} as Partial<Behavior>,
  },
): AccessVerdict {
  const { model } = compile(one, switches);
  const service = findService(model, { address: ip(at), name });
  return judgeAccess(model, service, callerOf(caller));
}

function brief({ verdict, reason }: AccessVerdict): string {
  return `${verdict} ${reason}`;
}

function storage(parts: ServiceParts): Estate {
  return estate(vnet, storageAccount("st", parts));
}

type Row = readonly [name: string, parts: ServiceParts, caller: CallerName, want: string];

// The table of SE-7, row by row, and what lies between its rows.
const storageRows: readonly Row[] = [
  [
    "same region, no endpoint, its address in a rule",
    { ips: ["20.1.1.1"] },
    "near",
    "denied sameRegionIpRule",
  ],
  ["same region, no endpoint, no rule", { ips: ["20.2.2.2"] }, "near", "denied noRule"],
  [
    "same region, no public address at all",
    { ips: ["20.1.1.1"] },
    "nearUnknown",
    "denied sameRegionIpRule",
  ],
  ["other region, its address in a rule", { ips: ["20.2.2.2"] }, "far", "allowed ipRule"],
  ["other region, its range in a rule", { ips: ["20.2.0.0/16"] }, "far", "allowed ipRule"],
  ["other region, two ends in a rule", { ips: ["20.2.2.1-20.2.2.3"] }, "far", "allowed ipRule"],
  ["other region, no rule", { ips: ["20.2.2.3"] }, "far", "denied noRule"],
  ["other region, address unknown", { ips: ["20.2.2.2"] }, "farUnknown", "unknown sourceUnknown"],
  ["other region, address unknown, no rules", {}, "farUnknown", "denied noRule"],
  ["a region that is not told", { ips: ["20.2.2.2"] }, "somewhere", "unknown regionUnknown"],
  ["endpoint on the subnet, a rule for it", { subnets: ["vnet/app"] }, "app", "allowed subnetRule"],
  ["endpoint on the subnet, a rule for another", { subnets: ["vnet/app"] }, "web", "denied noRule"],
  ["endpoint on the subnet, a rule for its address", { ips: ["20.1.1.1"] }, "app", "denied noRule"],
  [
    "endpoint on a subnet that nobody knows",
    { subnets: ["vnet/app"] },
    "nobody",
    "unknown sourceUnknown",
  ],
  [
    "forced through on-premises, its address in a rule",
    { ips: ["203.0.113.7"] },
    "onPremises",
    "allowed ipRule",
  ],
  ["forced through on-premises, no rule", { ips: ["20.1.1.1"] }, "onPremises", "denied noRule"],
  [
    "over Microsoft peering, its address in a rule",
    { ips: ["203.0.113.0/24"] },
    "peering",
    "allowed ipRule",
  ],
  ["the default lets everybody in", { action: "Allow" }, "near", "allowed open"],
  [
    "public access off",
    { publicAccess: "Disabled", action: "Allow" },
    "far",
    "denied publicAccessOff",
  ],
  [
    "public access off closes service endpoints too",
    { publicAccess: "Disabled", subnets: ["vnet/app"] },
    "app",
    "denied publicAccessOff",
  ],
  ["a perimeter", { publicAccess: "SecuredByPerimeter" }, "far", "unknown perimeter"],
];

test.each(storageRows)("SE-7, X-16: storage, %s", (_, parts, caller, want) => {
  expect(brief(judge(storage(parts), caller, { name: table }))).toBe(want);
});

test("X-16: the verdict names the rule that has no effect, and both rules of ours", () => {
  const verdict = judge(storage({ ips: ["20.9.9.9", "20.1.1.1"] }), "near", { name: table });
  expect(verdict.rules).toEqual(["SE-7", "SE-12", "X-16"]);
  expect(verdict.places.map(({ pointer }) => pointer)).toEqual([
    "/properties/networkAcls/ipRules/1/value",
    "/properties/networkAcls/defaultAction",
  ]);
});

// Neither Key Vault's page nor SQL's knows the exception of storage, and a vault is on record that
// names the public address of a caller in its own region.
const otherRows: readonly (readonly [string, Estate, string, CallerName, string])[] = [
  [
    "a vault in the caller's region",
    estate(vnet, keyVault("kv", { ips: ["20.1.1.1/32"] })),
    "kv.vault.azure.net",
    "near",
    "allowed ipRule",
  ],
  [
    "a vault without a rule",
    estate(vnet, keyVault("kv")),
    "kv.vault.azure.net",
    "near",
    "denied noRule",
  ],
  [
    "a vault with a rule for the subnet",
    estate(vnet, keyVault("kv", { subnets: ["vnet/app"] })),
    "kv.vault.azure.net",
    "app",
    "allowed subnetRule",
  ],
  [
    "a SQL server in the caller's region",
    estate(vnet, sqlServer("srv", { ips: ["20.1.1.0-20.1.1.9"] })),
    "srv.database.windows.net",
    "near",
    "allowed ipRule",
  ],
  [
    "a SQL server for all of Azure",
    estate(vnet, sqlServer("srv", { ips: ["0.0.0.0-0.0.0.0"] })),
    "srv.database.windows.net",
    "farUnknown",
    "allowed ipRule",
  ],
  [
    "a SQL server for all of Azure, from outside",
    estate(vnet, sqlServer("srv", { ips: ["0.0.0.0"] })),
    "srv.database.windows.net",
    "onPremises",
    "denied noRule",
  ],
  [
    "a SQL server for all of Azure, through a service endpoint",
    estate(vnet, sqlServer("srv", { ips: ["0.0.0.0"] })),
    "srv.database.windows.net",
    "app",
    "denied noRule",
  ],
  [
    "a SQL server with a rule for the subnet",
    estate(vnet, sqlServer("srv", { subnets: ["vnet/app"] })),
    "srv.database.windows.net",
    "app",
    "allowed subnetRule",
  ],
  [
    "a SQL server without rules",
    estate(vnet, sqlServer("srv")),
    "srv.database.windows.net",
    "far",
    "denied noRule",
  ],
];

test.each(otherRows)("SE-7: %s", (_, one, name, caller, want) => {
  expect(brief(judge(one, caller, { name }))).toBe(want);
});

test("SE-10: public access switched off closes every door but that of a private endpoint", () => {
  const open = { publicAccess: "Disabled", ips: ["20.1.1.1"] } as const;
  const verdict = judge(storage(open), "far", { name: table });
  expect(brief(verdict)).toBe("denied publicAccessOff");
  expect(verdict.rules).toContain("SE-10");
  expect(brief(judge(behindEndpoint("Approved"), "endpoint", { at: "10.0.0.9" }))).toBe(
    "allowed endpointApproved",
  );
});

test("SE-11, SE-13: the rules of ours that stand behind a SQL server's verdict", () => {
  const rulesFor = (ips: readonly string[], caller: CallerName) =>
    judge(estate(vnet, sqlServer("srv", { ips })), caller, { name: "srv.database.windows.net" })
      .rules;
  expect(rulesFor(["0.0.0.0"], "far")).toEqual(["SE-7", "SE-11"]);
  expect(rulesFor([], "far")).toEqual(["SE-7", "SE-12", "SE-11"]);
  // That an address rule counts for a caller of the own region is inferred.
  expect(rulesFor(["20.1.1.0-20.1.1.9"], "near")).toEqual(["SE-7", "SE-13"]);
  expect(rulesFor(["20.0.0.0-21.0.0.0"], "far")).toEqual(["SE-7"]);
});

function behindEndpoint(status: string, listed?: string): Estate {
  return estate(
    vnet,
    storageAccount("st", {
      publicAccess: "Disabled",
      ...(listed === undefined ? {} : { endpoints: { pe: listed } }),
    }),
    serviceEndpoint("pe", "vnet/app", {
      address: "10.0.0.9",
      service: serviceId("storage", "st"),
      group: "table",
      status,
    }),
  );
}

const endpointRows: readonly (readonly [string, string, string | undefined, string])[] = [
  ["approved", "Approved", undefined, "allowed endpointApproved"],
  ["pending", "Pending", undefined, "denied endpointNotApproved"],
  ["approved, and the service says so", "Pending", "Approved", "allowed endpointApproved"],
  ["rejected by the service since", "Approved", "Rejected", "denied endpointNotApproved"],
];

test.each(endpointRows)("SE-7, PE-11: a private endpoint, %s", (_, status, listed, want) => {
  const verdict = judge(behindEndpoint(status, listed), "endpoint", { at: "10.0.0.9" });
  expect(brief(verdict)).toBe(want);
  expect(verdict.refusal).toBeUndefined();
});

test("a private endpoint of a service that is not in the model counts by its approval", () => {
  const one = estate(
    vnet,
    serviceEndpoint("pe", "vnet/app", {
      address: "10.0.0.9",
      service: idOf("Microsoft.DocumentDB/databaseAccounts", "db"),
      group: "Sql",
      status: "Disconnected",
    }),
  );
  expect(serviceAt(one, "10.0.0.9").kind).toBe("endpointService");
  expect(brief(judge(one, "endpoint", { at: "10.0.0.9" }))).toBe("denied endpointNotApproved");
});

const kms = "23.102.135.246";
const suse = "104.209.97.1";

// FWD-23 as far as the source decides: the other rows never arrive.
const activationRows: readonly (readonly [string, CallerName, Partial<Behavior>, string])[] = [
  ["0/0 to Internet with any egress of Azure", "near", {}, "allowed azureSourceAccepted"],
  ["an egress address that is not told", "nearUnknown", {}, "allowed azureSourceAccepted"],
  [
    "0/0 by ExpressRoute or VPN: on-premises' own address",
    "onPremises",
    {},
    "denied azureSourceOnly",
  ],
  [
    "0/0 to a firewall or appliance with an address of Azure",
    "far",
    {},
    "allowed azureSourceAccepted",
  ],
  ["hairpin over Microsoft peering", "peering", {}, "allowed azureSourceAccepted"],
  [
    "hairpin over Microsoft peering, by switch",
    "peering",
    { peeringSourceAccepted: "false" },
    "denied azureSourceOnly",
  ],
];

test.each(activationRows)("FWD-21, FWD-23: activation, %s", (_, caller, switches, want) => {
  const verdict = judge(estate(vnet), caller, { at: kms, switches });
  expect(brief(verdict)).toBe(want);
  expect(verdict.rules).toEqual(expect.arrayContaining(["FWD-21", "FWD-23"]));
  expect(verdict.refusal?.code).toBe(verdict.verdict === "denied" ? "0xC004F074" : undefined);
  expect(verdict.assumptions.map(({ code }) => code)).toEqual(
    caller === "peering" ? ["peeringSourceAccepted"] : [],
  );
});

test("FWD-22: SUSE's update servers accept as activation does, without a known refusal", () => {
  const verdict = judge(estate(vnet), "onPremises", { at: suse });
  expect(brief(verdict)).toBe("denied azureSourceOnly");
  expect(verdict.refusal).toBeUndefined();
  expect(brief(judge(estate(vnet), "near", { at: suse }))).toBe("allowed azureSourceAccepted");
});

test("FWD-20: the host answers everybody", () => {
  for (const at of ["168.63.129.16", "169.254.169.254"]) {
    expect(brief(judge(estate(vnet), "onPremises", { at }))).toBe("allowed open");
  }
});

test("a fact says whom a public host accepts, and wins over what is built in", () => {
  const host = (accepts: string) =>
    estate(fact("publicHosts", "h", { fqdns: ["h.example"], ipAddresses: [kms], accepts }));
  expect(brief(judge(host("any"), "onPremises", { at: kms }))).toBe("allowed open");
  expect(brief(judge(host("azurePublicSource"), "onPremises", { at: kms }))).toBe(
    "denied azureSourceOnly",
  );
  expect(brief(judge(host("azurePublicSource"), "far", { at: kms }))).toBe(
    "allowed azureSourceAccepted",
  );
});

const tagged = withTags(extend(storage({}), keyVault("kv")), {
  AzureCloud: ["20.0.0.0/8", "13.64.0.0/11"],
  "AzureCloud.westeurope": ["20.150.0.0/16", "13.69.0.0/16"],
  Storage: ["20.150.74.0/24"],
  "Storage.WestEurope": ["20.150.74.0/24"],
  AzureKeyVault: ["13.69.64.72/30"],
});

function findingOf(address: string, name?: string): string {
  const found = serviceAt(tagged, address, name);
  const isAzureAddress = found.isAzureAddress ? " azure" : "";
  switch (found.kind) {
    case "taggedService":
      return `${found.tag.name} in ${found.region}${isAzureAddress}`;
    case "azure":
      return `azure in ${found.region}${isAzureAddress}`;
    case "cloudService":
      return `${found.service.name} as ${found.name}${isAzureAddress}`;
    case "builtInHost":
      return `${found.host.kind}${isAzureAddress}`;
    default:
      return `${found.kind}${isAzureAddress}`;
  }
}

const addresses: readonly (readonly [address: string, name: string | undefined, want: string])[] = [
  ["20.150.74.9", undefined, "Storage.WestEurope in westeurope azure"],
  // A tag without a region has the region of Azure's own tag.
  ["13.69.64.73", undefined, "AzureKeyVault in westeurope azure"],
  ["20.150.1.1", undefined, "azure in westeurope azure"],
  ["20.1.1.1", undefined, "azure in undefined azure"],
  ["8.8.8.8", undefined, "internet"],
  ["20.150.74.9", "ST.Blob.Core.Windows.Net.", "st as st.blob.core.windows.net azure"],
  [
    "20.150.74.9",
    "st.privatelink.blob.core.windows.net",
    "st as st.privatelink.blob.core.windows.net azure",
  ],
  [kms, undefined, "kms azure"],
  [suse, undefined, "suse"],
  ["169.254.169.254", undefined, "metadata azure"],
];

test.each(addresses)("what answers at %s (%s)", (address, name, want) => {
  expect(findingOf(address, name)).toBe(want);
});

test("without a service-tag file nobody knows whose an address is", () => {
  const { model } = compile(storage({}));
  expect(isAzure(model, ip("20.150.74.9"))).toBeUndefined();
  expect(isAzure(model, ip("168.63.129.16"))).toBe(true);
  expect(serviceAt(storage({}), "20.150.74.9")).toEqual({
    kind: "internet",
    isAzureAddress: undefined,
  });
});

test("FWD-17, FWD-18: what is not modelled is taken to answer, and that is said for Azure", () => {
  const storageThere = judge(tagged, "far", { at: "20.150.74.9" });
  expect(brief(storageThere)).toBe("allowed notModelled");
  expect(storageThere.assumptions).toEqual([
    { code: "notModelled", about: ["Storage.WestEurope"], rules: ["FWD-17"] },
  ]);
  expect(judge(tagged, "far", { at: "20.150.1.1" }).assumptions[0]?.about).toEqual([
    "AzureCloud.westeurope",
  ]);
  const elsewhere = judge(tagged, "far", { at: "8.8.8.8" });
  expect([brief(elsewhere), ...elsewhere.assumptions]).toEqual(["allowed notModelled"]);
});

test("the endpoint of a route decides where two endpoints have one address", () => {
  const other = network("other", { space: ["10.0.0.0/16"], subnets: { app: "10.0.0.0/24" } });
  const endpointOf = (name: string, host: string, account: string) =>
    serviceEndpoint(name, `${host}/app`, {
      address: "10.0.0.9",
      service: serviceId("storage", account),
      group: "blob",
    });
  const one = estate(
    vnet,
    other,
    storageAccount("a"),
    storageAccount("b"),
    endpointOf("pe-a", "vnet", "a"),
    endpointOf("pe-b", "other", "b"),
  );
  const found = findService(compile(one).model, {
    address: ip("10.0.0.9"),
    name: undefined,
    privateEndpoint: keyOf(idOf("Microsoft.Network/privateEndpoints", "pe-b")),
  });
  expect(found.kind === "cloudService" && found.service.name).toBe("b");
});

// What a table service wrote to a virtual machine of its own region whose address a rule named.
const refusedTable = {
  "odata.error": {
    code: "AuthorizationFailure",
    message: {
      lang: "en-US",
      value:
        "This request is not authorized to perform this operation\nRequestId:00000000-0000-0000-0000-000000000000\nTime:2000-01-01T00:00:00.0000000Z",
    },
  },
};

test("SE-12, X-16: storage refuses a table's caller as it is on record", () => {
  const { refusal } = judge(storage({ ips: ["20.1.1.1"] }), "near", { name: table });
  expect(refusal).toEqual({ status: 403, code: "AuthorizationFailure", body: refusedTable });
});

const seed = findSharedFile("seeds/001_f73a2a00b802cbe3.txt");

test.skipIf(seed === undefined)("X-16: the record says the same, but for id and time", () => {
  const text = readFileSync(seed ?? "", "utf8");
  const json = text.slice(text.indexOf('"odata.error"') - 4);
  const written = json.slice(0, json.indexOf("```"));
  const withoutStamp = (body: unknown) =>
    JSON.stringify(body)
      .replace(/RequestId:[0-9a-f-]{36}/, "RequestId:")
      .replace(/Time:[0-9T:.-]+Z/, "Time:");
  const { refusal } = judge(storage({ ips: ["20.1.1.1"] }), "near", { name: table });
  expect(withoutStamp(refusal?.body)).toBe(withoutStamp(JSON.parse(written)));
});

test("broken rules cost a message each, and the others still count", () => {
  const one = extend(
    storage({ ips: ["20.2.2.2", "20.300.0.0/16", "20.2.2.9-20.2.2.1"], subnets: ["gone/app"] }),
    sqlServer("srv", { ips: ["20.1.1.1-nobody"], subnets: ["gone/app"] }),
    privateZone("corp.example", []),
  );
  expect(messagesOf(one, "property-invalid")).toHaveLength(2);
  expect(messagesOf(one, "address-invalid")).toHaveLength(1);
  expect(messagesOf(one, "reference-missing")).toHaveLength(2);
  expect(brief(judge(one, "far", { name: table }))).toBe("allowed ipRule");
});
