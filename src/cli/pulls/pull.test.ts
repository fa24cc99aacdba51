import { expect, test } from "vitest";
import { fullEstate, resourceAt } from "../../../test/pull/estate.ts";
import { createFakeAzure, type FakeSetting } from "../../../test/pull/fake-azure.ts";
import { portsTo } from "../../../test/pull/ports.ts";
import { type CliResult, type CliSetting, runCli } from "../../../test/run-cli.ts";
import type { NodeSetting } from "../../pull/index.ts";

const spot = { subscription: "s1", group: "g1" };
const profile = {
  subscriptions: [
    { id: "s1", name: "Prod", isDefault: true, tenantId: "t1", environmentName: "AzureCloud" },
    { id: "s2", name: "hub", tenantId: "t2", environmentName: "AzureCloud" },
    { id: "s3", name: "gov", environmentName: "AzureUSGovernment" },
  ],
};
const certificate = "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n";

interface Run extends CliResult {
  /** What the network was made of. */
  readonly settings: readonly NodeSetting[];
  readonly asked: readonly string[];
}

/** Runs a command line beside an Azure in memory; az knows three subscriptions. */
async function run(
  line: string,
  azure: Partial<FakeSetting> = {},
  more: Partial<CliSetting> = {},
): Promise<Run> {
  const fake = createFakeAzure({ resources: fullEstate(spot), ...azure });
  const settings: NodeSetting[] = [];
  const result = await runCli(line, {
    environment: { HOME: "/home/me" },
    files: {
      nodes: {
        "/home/me/.azure/azureProfile.json": JSON.stringify(profile),
        "/home/me/ca.pem": certificate,
        "/home/me/empty.pem": "x",
      },
    },
    servers: [
      {
        pid: 1,
        port: 7444,
        address: "https://127.0.0.1:7444",
        caFile: "/home/me/ca.pem",
        subscriptionId: "s",
        tenantId: "t",
        token: "hush",
      },
    ],
    pullPorts: (setting) => {
      settings.push(setting);
      const { concurrency, progress, program } = setting;
      const { http } = fake;
      const moved: typeof http = (request) =>
        http({
          ...request,
          url: request.url.replace(setting.origin, "https://management.azure.com"),
        });
      return portsTo(fake, { http: moved, concurrency, progress, program });
    },
    ...more,
  });
  return { ...result, settings, asked: fake.asked };
}

test("a pull writes one file, and says what it holds", async () => {
  const { code, stdout, stderr, files, settings } = await run("pull -o out/estate.json");
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: "",
    stderr: expect.stringMatching(/^out\/estate\.json: \d\d resources\n$/),
  });
  expect(Object.keys(files ?? {})).toEqual(["/home/me/out/estate.json"]);
  const { pulled } = JSON.parse(files?.["/home/me/out/estate.json"] ?? "");
  expect(pulled).toMatchObject({
    by: expect.stringMatching(/^trueroute \d/),
    scope: { subscriptions: ["s1"] },
    missing: [],
  });
  expect(settings).toMatchObject([
    {
      origin: "https://management.azure.com",
      tenant: "t1",
      output: "/home/me/out/estate.json",
      concurrency: 8,
      certificates: undefined,
    },
  ]);
});

test("without a file it goes to a pipe, and not to a terminal", async () => {
  const piped = await run("pull");
  expect(piped.code).toBe(0);
  expect(JSON.parse(piped.stdout).resources.length).toBeGreaterThan(30);
  expect(piped.settings[0]?.output).toBeUndefined();
  const shown = await run("pull", {}, { isTerminal: true });
  expect(shown).toMatchObject({ code: 2, stdout: "", asked: [] });
  expect(shown.stderr).toContain("no file was named to write to");
  const asked = await run("pull -o - -q", {}, { isTerminal: true });
  expect(asked).toMatchObject({ code: 0, stderr: "", stdout: piped.stdout });
});

// The options, where it is read, what is read.
test.each<[string, object, object]>([
  ["", { origin: "https://management.azure.com", tenant: "t1" }, { subscriptions: ["s1"] }],
  [
    "--subscription hub --subscription PROD --subscription /subscriptions/s9/",
    { tenant: "t1" },
    { subscriptions: ["s1", "s2", "s9"] },
  ],
  ["--subscription hub", { tenant: "t2" }, { subscriptions: ["s2"] }],
  [
    "--subscription gov",
    { origin: "https://management.usgovcloudapi.net", tenant: undefined },
    { subscriptions: ["s3"] },
  ],
  [
    "--subscription other --tenant t7",
    { origin: "https://management.azure.com", tenant: "t7" },
    { subscriptions: ["other"] },
  ],
  ["--tenant-wide", { tenant: undefined }, { tenant: true }],
  [
    "--from https://management.chinacloudapi.cn/",
    { origin: "https://management.chinacloudapi.cn" },
    { subscriptions: ["s1"] },
  ],
  [
    "--from https://127.0.0.1:7443 --ca ca.pem",
    { origin: "https://127.0.0.1:7443", certificates: certificate },
    { tenant: true },
  ],
  [
    "--from http://localhost:7443 --subscription s1",
    { origin: "http://localhost:7443" },
    { subscriptions: ["s1"] },
  ],
  ["-g G1 -g g2", {}, { subscriptions: ["s1"], resourceGroups: ["G1", "g2"] }],
  [
    "--types routetables,Microsoft.Network/virtualNetworks/subnets --types virtualHubs/hubRouteTables",
    {},
    {
      subscriptions: ["s1"],
      types: [
        "microsoft.network/routetables",
        "microsoft.network/virtualhubs",
        "microsoft.network/virtualnetworks",
      ],
    },
  ],
])("pull %s", async (line, setting, scope) => {
  const { code, stdout, stderr, settings } = await run(`pull ${line}`);
  expect(code, stderr).toBe(stdout === "" ? 2 : 0);
  expect(settings).toMatchObject([setting]);
  if (stdout !== "") expect(JSON.parse(stdout).pulled.scope).toEqual(scope);
});

test("the environment names a subscription before az does", async () => {
  const environment = { HOME: "/home/me", AZURE_SUBSCRIPTION_ID: "s2" };
  const { asked, stderr } = await run("pull", {}, { environment });
  expect(stderr).toContain("error: no resource was found at https://management.azure.com");
  expect(asked.length).toBeGreaterThan(0);
});

test.each([
  ["--from https://a/b", "'https://a/b' says more than a server"],
  ["--from ftp://a", "'ftp://a' is not the address of a server"],
  ["--from http://a", "http://a is refused: a token must not go over http"],
  ["--types vnets", "'vnets' is not a type that is pulled"],
  ["--types microsoft.web/sites", "'microsoft.web/sites' is not a type that is pulled"],
  ["--ca gone.pem", "cannot read gone.pem: no such file or folder"],
  ["--ca empty.pem", "empty.pem holds no certificate"],
  ["--concurrency 0", "Give a number from 1 to 64."],
  ["--tenant-wide --subscription x", "cannot be used with option"],
])("pull %s is refused before anything is asked", async (line, message) => {
  const { code, stderr, asked } = await run(`pull ${line}`);
  expect({ code, asked }).toEqual({ code: 2, asked: [] });
  expect(stderr).toContain(message);
});

test("nobody's subscription is refused", async () => {
  const { code, stderr } = await run("pull", {}, { files: { nodes: {} } });
  expect(code).toBe(2);
  expect(stderr).toBe(
    "error: no subscription was named, and az has none\n  fix: Name one with --subscription ID, or sign in with az login.\n",
  );
});

test("what could not be read is said, the rest is written, and the code is 2", async () => {
  const { code, stdout, stderr } = await run("pull", {
    trouble: ({ url }) =>
      url.includes("routingIntent")
        ? { kind: "status", status: 403, code: "AuthorizationFailed" }
        : undefined,
  });
  expect(code).toBe(2);
  expect(JSON.parse(stdout).resources.length).toBeGreaterThan(30);
  expect(stderr).toContain(
    "error: routingIntent of /subscriptions/s1/resourceGroups/g1/providers/microsoft.network/virtualhubs/virtualhubs1 could not be read: 403 AuthorizationFailed: There is trouble.",
  );
  expect(stderr).toContain("[pull-refused]");
});

test("other types and secrets are counted", async () => {
  const id = "/subscriptions/s1/resourceGroups/g1/providers/Microsoft.Network/connections/c";
  const resources = [
    { id, properties: { sharedKey: "s" } },
    resourceAt(spot, "microsoft.web/sites", "a"),
    resourceAt(spot, "microsoft.web/sites", "b"),
  ];
  expect((await run("pull -o x.json", { resources })).stderr).toBe(
    "x.json: 1 resource, 1 secret left out\nnot read: 2 other resources (1 type)\n",
  );
  expect((await run("pull -o x.json -v", { resources })).stderr).toContain(
    "not read: 2 other resources (2 microsoft.web/sites)",
  );
});

test("an empty Azure takes no file's place", async () => {
  const { code, stderr, files } = await run("pull -o x.json", { resources: [] });
  expect({ code, files }).toEqual({ code: 2, files: undefined });
  expect(stderr).toContain("and nothing was written");
});

test("without Resource Graph it is not asked", async () => {
  const { asked } = await run("pull --no-resource-graph");
  expect(asked.filter((line) => line.includes("ResourceGraph"))).toEqual([]);
});

const fact = {
  id: "/subscriptions/s1/resourceGroups/g1/providers/Trueroute/onPremisesSites/dc1",
  name: "dc1",
  type: "Trueroute/onPremisesSites",
  properties: { addressPrefixes: ["192.168.0.0/16"], advertisedPrefixes: ["192.168.0.0/16"] },
};

test.each([
  "pull --from https://127.0.0.1:7443",
  "pull --from https://127.0.0.1:7443 --no-resource-graph",
])("%s brings the facts of a server", async (line) => {
  const { stdout } = await run(line, { resources: [...fullEstate(spot), fact] });
  const ids = JSON.parse(stdout).resources.map(({ id }: { readonly id: string }) => id);
  expect(ids).toContain(fact.id);
});

test("a snapshot can be what a server holds, with layers over it", async () => {
  const table =
    "/subscriptions/s1/resourceGroups/g1/providers/microsoft.network/routetables/routetables1";
  const change = [{ id: table, properties: { disableBgpRoutePropagation: true } }];
  const files = { nodes: { "/home/me/change.json": JSON.stringify(change) } };
  const line = "snapshot --from https://127.0.0.1:7443 -s change.json -o json";
  const resources = [...fullEstate(spot), fact];
  const { code, stdout, stderr, asked } = await run(line, { resources }, { files });
  expect(code, stderr).toBe(0);
  const rows: readonly { readonly id: string; readonly properties: object }[] = JSON.parse(stdout);
  expect(rows.find(({ id }) => id === table)?.properties).toMatchObject({
    disableBgpRoutePropagation: true,
    marker: "routetables1",
  });
  expect(rows.map(({ id }) => id)).toContain(fact.id);
  expect(asked.filter((one) => one.includes("ResourceGraph"))).toEqual([]);
});

test("a snapshot of a server says what it lacks", async () => {
  const { code, stderr } = await run("snapshot --from https://127.0.0.1:7443", {
    trouble: ({ url }) =>
      url.includes("staticMembers") ? { kind: "status", status: 403 } : undefined,
  });
  expect(code).toBe(2);
  expect(stderr).toContain("[pull-refused]");
  expect(stderr).not.toContain("pull-incomplete");
});

test("a snapshot of Azure itself is a pull", async () => {
  const { code, stderr, asked } = await run("snapshot --from https://management.azure.com");
  expect({ code, asked }).toEqual({ code: 2, asked: [] });
  expect(stderr).toContain("fix: Read Azure into a file: trueroute pull -o estate.json.");
});

test("where no server runs, local is none", async () => {
  const { code, stderr } = await run("pull --from local", {}, { servers: [] });
  expect(code).toBe(2);
  expect(stderr).toContain("error: no trueroute server is running");
});
