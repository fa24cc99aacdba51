import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type CliSetting, runCli } from "../../../test/run-cli.ts";
import type { ProcessRunner } from "../../host/index.ts";

const group = "/subscriptions/s/resourceGroups/g";
const network = `${group}/providers/Microsoft.Network`;

const hub = {
  id: `${network}/virtualNetworks/hub`,
  location: "westeurope",
  etag: "1",
  properties: {
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "web", properties: { addressPrefix: "10.0.1.0/24" } }],
  },
};
const web = {
  id: `${network}/virtualNetworks/hub/subnets/web`,
  properties: { routeTable: { id: `${network}/routeTables/gone` } },
};
const resolver = { id: `${network}/dnsResolvers/r`, etag: "1", location: "westeurope" };
const table = {
  id: `${network}/routeTables/rt`,
  properties: {
    routes: [
      {
        name: "a",
        properties: {
          addressPrefix: "10.9.0.0/16",
          nextHopType: "VirtualAppliance",
          nextHopIpAddress: { $unknown: "reference('nva').ip" },
        },
      },
    ],
  },
};

const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
const template = (more: object = {}) => ({
  $schema: schema,
  contentVersion: "1.0.0.0",
  parameters: {
    name: { type: "string" },
    prefixes: { type: "array", defaultValue: ["10.0.0.0/16"] },
  },
  resources: [
    {
      type: "Microsoft.Network/virtualNetworks",
      apiVersion: "2024-05-01",
      name: "[parameters('name')]",
      location: "[resourceGroup().location]",
      properties: { addressSpace: { addressPrefixes: "[parameters('prefixes')]" } },
    },
  ],
  ...more,
});
const parameters = (name: string) => ({ parameters: { name: { value: name } } });

const texts: Readonly<Record<string, unknown>> = {
  "hub.json": [hub, resolver],
  "web.json": [web],
  "table.json": [table],
  "main.json": template(),
  "paired/main.json": template(),
  "paired/main.parameters.json": { contentVersion: "1.0.0.0", ...parameters("paired") },
  "given.json": parameters("given"),
  "plain.json": { name: { value: "plain" } },
  "name.txt": "fromfile",
  "list.json": ["10.5.0.0/16"],
  "linking/main.json": template({
    resources: [
      {
        type: "Microsoft.Resources/deployments",
        apiVersion: "2022-09-01",
        name: "inner",
        properties: {
          mode: "Incremental",
          templateLink: { relativePath: "parts/inner.json" },
          parameters: { name: { value: "linked" } },
        },
      },
    ],
    parameters: {},
  }),
  "linking/parts/inner.json": template(),
  "remote.json": template({
    resources: [
      {
        type: "Microsoft.Resources/deployments",
        apiVersion: "2022-09-01",
        name: "inner",
        properties: {
          mode: "Incremental",
          templateLink: { uri: "https://example.com/x/none.json" },
        },
      },
    ],
    parameters: {},
  }),
};

const nodes = Object.fromEntries(
  Object.entries(texts).map(([name, value]) => [
    `/home/me/${name}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]),
);
const setting: CliSetting = { files: { nodes }, environment: { TRUEROUTE_DATA: "/none" } };

async function run(line: string, more: CliSetting = {}) {
  return runCli(line, { ...setting, ...more });
}

async function namesIn(line: string, more: CliSetting = {}): Promise<readonly string[]> {
  const { stdout, stderr } = await run(`snapshot ${line} -o json`, more);
  if (stdout === "") return [stderr];
  return (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
}

test("one row a type, and what becomes of it", async () => {
  const { code, stdout, stderr } = await run("snapshot -s hub.json");
  expect(code).toBe(0);
  expect(stdout).toBe(
    [
      "Type                               Count    Use",
      "---------------------------------  -------  ------------------",
      "Microsoft.Network/dnsResolvers     1        kept, not modelled",
      "Microsoft.Network/virtualNetworks  1        modelled",
      "",
    ].join("\n"),
  );
  expect(stderr).toBe("2 resources: 1 modelled, 1 not (1 type)\n");
});

test("the merged set: children in their parents, in one form, whole for the next layer", async () => {
  const { stdout } = await run("snapshot -s hub.json -s web.json -q -o json");
  const { etag: _, ...rest } = hub;
  const subnet = {
    id: `${hub.id}/subnets/web`,
    name: "web",
    properties: { addressPrefix: "10.0.1.0/24", ...web.properties },
  };
  const merged = {
    id: hub.id,
    type: "Microsoft.Network/virtualNetworks",
    name: "hub",
    etag: "trueroute",
    location: "westeurope",
    properties: { addressSpace: rest.properties.addressSpace, subnets: [subnet] },
  };
  const other = { id: resolver.id, type: "Microsoft.Network/dnsResolvers", name: "r" };
  const expected = [{ ...other, etag: "trueroute", location: "westeurope" }, merged];
  expect(stdout).toBe(`${JSON.stringify(expected, undefined, 2)}\n`);
  const again = { ...nodes, "/home/me/out.json": stdout };
  const files = { nodes: again };
  expect((await run("snapshot -s out.json -q -o json", { files })).stdout).toBe(stdout);
  const over = await run("snapshot -s table.json -s hub.json -s out.json --remove", { files });
  expect(over.code).toBe(2);
  const whole = await run("snapshot -s hub.json -s out.json -q -o json", { files });
  expect(whole.stdout).toBe(stdout);
});

test("the first line tells every kind of gap", async () => {
  const { stderr } = await run("snapshot -s hub.json -s web.json -s table.json");
  expect(stderr.split("\n")[0]).toBe(
    "4 resources: 3 modelled, 1 not (1 type); 1 reference unresolved, 1 value unknown",
  );
});

test("--coverage: what is missing and what it can change", async () => {
  const line = "snapshot --coverage -q -s hub.json -s web.json -s table.json";
  const { stdout } = await run(`${line} -o csv`);
  expect(stdout).toBe(
    [
      "Type,Count,State,What,Can Change",
      "Microsoft.Network/dnsResolvers,1,not modelled,,names: forwarding rules may answer otherwise than the zones",
      "Microsoft.Network/routeTables,1,modelled,,",
      "Microsoft.Network/virtualNetworks,1,modelled,,",
      "Microsoft.Network/virtualNetworks/subnets,1,modelled,,",
      `Microsoft.Network/virtualNetworks/subnets,1,unresolved,routeTable -> ${network}/routeTables/gone,user routes of the subnet are missing`,
      "Microsoft.Network/routeTables,1,unknown,nextHopIpAddress: reference('nva').ip,where the route leads",
      "",
    ].join("\n"),
  );
  const json = JSON.parse((await run(`${line} -o json`)).stdout);
  expect(json).toMatchObject({
    resources: 4,
    modelled: 3,
    types: [false, true, true, true].map((isModelled) => ({ isModelled })),
    unresolvedReferences: [
      {
        resource: `${hub.id}/subnets/web`,
        property: "routeTable",
        target: `${network}/routeTables/gone`,
      },
    ],
    unknownValues: [{ property: "nextHopIpAddress", source: "reference('nva').ip", count: 1 }],
  });
  expect(parse((await run(`${line} -o yaml`)).stdout)).toEqual(json);
  expect((await run(`${line} -o md`)).stdout.split("\n")[0]).toBe(
    "| Type | Count | State | What | Can Change |",
  );
});

test("--strict: a value that an answer needs and nobody knows is an assumption", async () => {
  const line = "routes --all -q -s hub.json -s table.json";
  expect((await run(line)).code).toBe(0);
  expect((await run(`${line} --strict`)).code).toBe(3);
  expect((await run("routes --all -q -s hub.json --strict")).code).toBe(0);
});

test("--remove takes away after all layers, and says what was never there", async () => {
  expect(await namesIn(`-s hub.json -s table.json --remove ${hub.id}`)).toEqual(["r", "rt"]);
  const { code, stderr } = await run(`snapshot -s hub.json --remove ${hub.id}s`);
  expect(code).toBe(0);
  expect(stderr).toContain(`Did you mean ${hub.id}? [removal-unknown]`);
});

// Each row: a command line, and the networks that it makes.
const deployments: readonly [string, readonly string[]][] = [
  ["-s main.json --parameters name=a", ["a"]],
  ["-s main.json --parameters name=a --parameters name=b", ["b"]],
  ["-s main.json --parameters @given.json", ["given"]],
  ["-s main.json --parameters given.json", ["given"]],
  ["-s main.json --parameters plain.json", ["plain"]],
  ["-s main.json --parameters given.json --parameters name=b", ["b"]],
  ["-s main.json --parameters name=@name.txt", ["fromfile"]],
  ['-s main.json --parameters {"name":{"value":"json"}}', ["json"]],
  ["-s main.json --assume defaults", ["name"]],
  ["-s paired/main.json", ["paired"]],
  ["-s paired", ["paired"]],
  ["-s paired/main.json --parameters name=b", ["b"]],
  ["-s linking/main.json", ["linked"]],
  ["-s linking", ["linked"]],
];

test.each(deployments)("%s", async (line, names) => {
  expect(await namesIn(line)).toEqual(names);
});

test("a list as parameter is JSON, from the line or from a file", async () => {
  for (const value of ['["10.5.0.0/16"]', "@list.json"]) {
    const argv = `snapshot -q -o json -s main.json --parameters name=a --parameters prefixes=${value}`;
    expect((await run(argv)).stdout).toContain('"10.5.0.0/16"');
  }
});

test("-g and --location say where a template goes", async () => {
  const line = "snapshot -q -o json -s main.json --parameters name=a -g G --subscription s";
  const { stdout } = await run(`${line} --location westus`);
  expect(JSON.parse(stdout)).toMatchObject([
    {
      id: "/subscriptions/s/resourceGroups/G/providers/Microsoft.Network/virtualNetworks/a",
      location: "westus",
    },
  ]);
});

test("--mode complete takes away what else the group holds", async () => {
  const line = "-s hub.json -s main.json -g g --parameters name=a";
  expect(await namesIn(line)).toEqual(["r", "a", "hub"]);
  expect(await namesIn(`${line} --mode complete`)).toEqual(["a"]);
});

// Each row: a command line, the exit code, and what is said.
const refused: readonly [string, number, string][] = [
  ["-s main.json", 2, "template-parameter-missing"],
  ["-s main.json --parameters none.json", 2, "'none.json' is neither name=value nor a file"],
  ["-s main.json --parameters =x", 2, "'=x' is neither name=value nor a file"],
  ["-s main.json --parameters @none.json", 2, "file-unreadable"],
  ["-s main.json --parameters name=@none.txt", 2, "file-unreadable"],
  ["-s main.json --parameters list.json", 2, "property-invalid"],
  ["-s main.json --parameters {oops", 2, "is no JSON object"],
  ["-s main.json --assume everything", 2, "Choose from defaults"],
  ["-s main.json --mode compleat", 2, "Did you mean 'complete'?"],
  ["-s remote.json", 2, "https://example.com/x/none.json"],
  ["-s main.bicep", 2, "file-unreadable"],
];

test.each(refused)("%s exits with %i and says %s", async (line, code, said) => {
  const result = await run(`snapshot ${line}`);
  expect(result.stderr).toContain(said);
  expect(result.code).toBe(code);
});

test("a secret parameter is in nothing that is said", async () => {
  const secret = "hunter2hunter2";
  for (const line of [
    `-s main.json --parameters {"name":${secret}`,
    `-s main.json --parameters wrong=${secret} -v`,
  ]) {
    const { stdout, stderr } = await run(`snapshot ${line}`);
    expect(stdout + stderr).not.toContain(secret);
  }
});

/** A compiler that knows two files. */
const bicep: ProcessRunner = {
  run: async (program, args) => {
    if (program !== "bicep") return { kind: "absent" };
    const stdout = args[0] === "build" ? JSON.stringify(template()) : JSON.stringify(wrapped);
    const isBroken = args[1]?.includes("broken") === true;
    const stderr = "/home/me/b/broken.bicep(2,5) : Error BCP018: Expected a value.";
    return isBroken
      ? { kind: "ended", code: 1, stdout: "", stderr }
      : { kind: "ended", code: 0, stdout, stderr: "" };
  },
};
const wrapped = {
  parametersJson: JSON.stringify({ contentVersion: "1.0.0.0", ...parameters("bicepparam") }),
  templateJson: JSON.stringify(template()),
};
const bicepSetting: CliSetting = {
  processes: bicep,
  files: {
    nodes: {
      ...nodes,
      "/home/me/b/main.bicep": "param name string",
      "/home/me/b/main.bicepparam": "using 'main.bicep'",
      "/home/me/b/main.json": JSON.stringify(template()),
      "/home/me/alone/main.bicep": "param name string",
      "/home/me/b/broken.bicep": "param",
    },
  },
};

test.each([
  ["-s b/main.bicep", ["bicepparam"]],
  ["-s b/main.bicepparam", ["bicepparam"]],
  ["-s b/main.json", ["bicepparam"]],
  ["-s alone/main.bicep --parameters name=a", ["a"]],
  ["-s alone/main.bicep --parameters b/main.bicepparam", ["bicepparam"]],
])("Bicep: %s", async (line, names) => {
  expect(await namesIn(line, bicepSetting)).toEqual(names);
});

test("Bicep: what the compiler says, and no line of what it wrote", async () => {
  const broken = await run("snapshot -s b/broken.bicep", bicepSetting);
  expect(broken.code).toBe(2);
  expect(broken.stderr).toContain(
    "was not compiled: BCP018: Expected a value.\n  at b/broken.bicep:2:5\n",
  );
  const missing = await run("snapshot -s b/main.bicep", {
    ...bicepSetting,
    processes: { run: async () => ({ kind: "absent" }) },
  });
  expect(missing.code).toBe(2);
  expect(missing.stderr.match(/bicep-compiler-missing/g)).toHaveLength(1);
  const assumed = await run("snapshot -s alone/main.bicep --assume defaults", bicepSetting);
  expect(assumed.stderr).toMatch(/at alone\/main\.bicep[^:]/);
});

test("the folder of examples reads into the same answers after it was written out", async () => {
  const file = "test/golden/cases/we07/snapshot.json";
  const written = (await runCli(`snapshot -q -o json -s ${file}`)).stdout;
  const files = { nodes: { "/a.json": readFileSync(file, "utf8"), "/b.json": written } };
  const before = await runCli("routes --all -q -o json -s /a.json", { files });
  const after = await runCli("routes --all -q -o json -s /b.json", { files });
  expect(after).toEqual(before);
});
