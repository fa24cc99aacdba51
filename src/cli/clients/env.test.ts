import { X509Certificate } from "node:crypto";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { expect, test } from "vitest";
import {
  fakeAuthority,
  fakeSubscription,
  fakeTenant,
  withServer,
} from "../../../test/fake-server.ts";
import { type CliSetting, createTestIo, runCli } from "../../../test/run-cli.ts";
import { cloudName as emulatorName } from "../../emulator/identity/cloud-metadata.ts";
import { createMemoryFileSystem, type ForegroundRunner } from "../../host/index.ts";
import { cloudName } from "./az-configuration.ts";
import { collectRoots } from "./trusted-roots.ts";

/** Reads what bash is told; `undefined`: it is taken away. */
function readScript(script: string): Readonly<Record<string, string | undefined>> {
  const lines = script.split("\n").filter((line) => line !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = "", value] = /^(?:export (\w+)='(.*)'|unset (\w+));$/.exec(line) ?? [];
      return name === ""
        ? [/^unset (\w+);$/.exec(line)?.[1], undefined]
        : [name, value?.replaceAll("'\\''", "'")];
    }),
  );
}

type Environment = Readonly<Record<string, string>>;

/** The environment of a shell that has evaluated what it was told. */
function afterwards(environment: Environment, script: string): Environment {
  const all = { ...environment, ...readScript(script) };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

const az = "/usr/bin/az";
const foreground: ForegroundRunner = {
  find: async (_, { PATH }) => (PATH?.split(":").includes("/usr/bin") ? az : undefined),
  run: async () => ({ kind: "ended", code: 0 }),
};

async function env(environment: Environment, setting: CliSetting, ...words: readonly string[]) {
  const result = await runCli(["env", "--shell", "bash", ...words], { ...setting, environment });
  expect(result.stderr).toBe("");
  return { ...result, after: afterwards(environment, result.stdout) };
}

test("a shell is told everything that az, the SDKs and Terraform need", () =>
  withServer({}, async ({ dataFolder, servers, askLocally, address }) => {
    const { stdout } = await env({ TRUEROUTE_DATA: dataFolder }, { servers, askLocally });
    const folder = join(dataFolder, "clients", "7443");
    const { TRUEROUTE_UNDO, ...values } = readScript(stdout);
    expect(TRUEROUTE_UNDO).toMatch(/^[\w-]+$/);
    expect(values).toEqual({
      AZURE_CONFIG_DIR: join(folder, "azure"),
      REQUESTS_CA_BUNDLE: join(folder, "roots.pem"),
      SSL_CERT_FILE: join(folder, "roots.pem"),
      NODE_EXTRA_CA_CERTS: join(folder, "extra-roots.pem"),
      AZURE_AUTHORITY_HOST: address,
      AZURE_TENANT_ID: "adfs",
      AZURE_CLIENT_ID: "00000000-0000-4000-8000-726f75746572",
      AZURE_CLIENT_SECRET: "local",
      AZURE_SUBSCRIPTION_ID: "66666666-7777-4888-9999-aaaaaaaaaaaa",
      ARM_METADATA_HOSTNAME: "127.0.0.1:7443",
      ARM_RESOURCE_MANAGER_ENDPOINT: address,
      ARM_RESOURCE_MANAGER_AUDIENCE: address,
      ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST: address,
      ARM_DISABLE_INSTANCE_DISCOVERY: "true",
      ARM_TENANT_ID: fakeTenant,
      ARM_CLIENT_ID: "00000000-0000-4000-8000-726f75746572",
      ARM_CLIENT_SECRET: "local",
      ARM_SUBSCRIPTION_ID: "66666666-7777-4888-9999-aaaaaaaaaaaa",
      ARM_SKIP_PROVIDER_REGISTRATION: "true",
    });
  }));

test("az's folder has the cloud, the log-in and nothing that others may read", () =>
  withServer(
    { token: "the server's token" },
    async ({ dataFolder, servers, askLocally, address }) => {
      const environment = { TRUEROUTE_DATA: dataFolder };
      const modes = new Map<string, number | undefined>();
      const { io, written } = createTestIo({ environment, servers, askLocally });
      const fileWriter: typeof io.fileWriter = {
        write: async (path, text, mode) => {
          modes.set(path, mode);
          await io.fileWriter.write(path, text, mode);
        },
      };
      const { main } = await import("../index.ts");
      expect(await main(["env"], { ...io, fileWriter })).toBe(0);
      const folder = join(dataFolder, "clients", "7443", "azure");
      const { files = {} } = written();
      const text = (name: string) => files[join(folder, name)] ?? "";
      expect(text("clouds.config")).toContain(
        `[LocalCloud]\nendpoint_resource_manager = ${address}/\n`,
      );
      // It must end so: MSAL asks Microsoft about any other host.
      expect(text("clouds.config")).toContain(`endpoint_active_directory = ${address}/adfs\n`);
      expect(text("config")).toContain("[cloud]\nname = LocalCloud\n");
      expect(text("config")).toContain("collect_telemetry = no\n");
      expect(JSON.parse(text("azureProfile.json")).subscriptions).toMatchObject([
        { id: "66666666-7777-4888-9999-aaaaaaaaaaaa", isDefault: true, tenantId: fakeTenant },
      ]);
      expect(JSON.parse(text("service_principal_entries.json"))).toEqual([
        {
          client_id: "00000000-0000-4000-8000-726f75746572",
          tenant: fakeTenant,
          client_secret: "the server's token",
        },
      ]);
      const loose = [...modes].filter(([path, mode]) => path.startsWith(folder) && mode !== 0o600);
      expect(loose).toEqual([]);
      expect(modes.size).toBeGreaterThan(5);
    },
  ));

test("the cloud has the name that the server itself says", () => {
  expect(cloudName).toBe(emulatorName);
});

// Each row: what a shell had before.
const shellsBefore: readonly Environment[] = [
  {},
  {
    AZURE_CLIENT_ID: "mine",
    AZURE_CLIENT_SECRET: "it's $mine",
    AZURE_TENANT_ID: "",
    AZURE_CLOUD_NAME: "AzureUSGovernment",
    ARM_USE_OIDC: "true",
    HTTPS_PROXY: "http://proxy:3128",
    no_proxy: "intranet",
    PATH: "/home/me/bin:/usr/bin",
  },
];

test.each(shellsBefore)("undo gives back %j, also after two servers", (before) =>
  withServer({ ports: [7443, 7444] }, async ({ dataFolder, servers, askLocally }) => {
    const original = { TRUEROUTE_DATA: dataFolder, ...before };
    const first = await env(original, { servers, askLocally }, "--port", "7443");
    const second = await env(first.after, { servers, askLocally }, "--port", "7444");
    expect(second.after["ARM_METADATA_HOSTNAME"]).toBe("127.0.0.1:7444");
    expect(second.after["AZURE_CLOUD_NAME"]).toBeUndefined();
    const { after } = await env(second.after, { servers, askLocally }, "--undo");
    expect(after).toEqual(original);
  }),
);

test("a proxy is told to keep out of it", () =>
  withServer({}, async ({ dataFolder, servers, askLocally }) => {
    const before = { TRUEROUTE_DATA: dataFolder, https_proxy: "http://p", NO_PROXY: "a.example" };
    const { after } = await env(before, { servers, askLocally });
    expect([after["NO_PROXY"], after["no_proxy"]]).toEqual([
      "a.example,127.0.0.1",
      "a.example,127.0.0.1",
    ]);
  }));

test("nothing to undo is no failure", async () => {
  const { code, stdout, stderr } = await runCli("env --undo", { environment: {} });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toBe("nothing to undo: this shell was not set up by trueroute env\n");
});

test.each(["", "x", "W10", "eyJhIjoxfQ"])(
  "a memory that was spoiled (%j) undoes nothing",
  async (memory) => {
    const { stdout } = await runCli("env --undo", { environment: { TRUEROUTE_UNDO: memory } });
    expect(stdout).toBe("unset TRUEROUTE_UNDO;\n");
  },
);

test("where az lacks parts of its SDK, the shell gets an az that has them", () =>
  withServer({}, async ({ dataFolder, servers, askLocally }) => {
    const before = { TRUEROUTE_DATA: dataFolder, PATH: "/home/me/bin:/usr/bin" };
    const io = createTestIo({ environment: before, servers, askLocally, foreground }).io;
    const script = new TextEncoder().encode("#!/usr/bin/python3\n");
    const fileSystem: typeof io.fileSystem = {
      ...io.fileSystem,
      readFile: async (path, limit) => (path === az ? script : io.fileSystem.readFile(path, limit)),
    };
    const { main } = await import("../index.ts");
    const programs = join(dataFolder, "clients", "7443", "bin");
    for (const [answer, path] of [
      ["missing", `${programs}:/home/me/bin:/usr/bin`],
      ["installed", undefined],
    ] as const) {
      const { io: fresh, written } = createTestIo({
        environment: before,
        servers,
        askLocally,
        foreground,
      });
      const processes: typeof io.processes = {
        run: async () => ({ kind: "ended", code: 0, stdout: `${answer}\n`, stderr: "" }),
      };
      expect(await main(["env", "--shell", "bash"], { ...fresh, fileSystem, processes })).toBe(0);
      expect(readScript(written().stdout)["PATH"]).toBe(path);
      const wrapper = written().files?.[join(programs, "az")];
      expect(wrapper?.includes(`exec '${az}' "$@"`) ?? false).toBe(answer === "missing");
      // Undo takes the folder away, and leaves what the user has put there since.
      const after = { ...before, PATH: `/new:${path ?? before.PATH}`, TRUEROUTE_UNDO: "e30" };
      const undone = await runCli(["env", "--undo", "--shell", "bash"], { environment: after });
      const left = path === undefined ? undefined : "/new:/home/me/bin:/usr/bin";
      expect(readScript(undone.stdout)["PATH"]).toBe(left);
    }
  }));

// Each row: a platform and $SHELL, and the beginning of what is said.
test.each([
  ["/bin/bash", "unset"],
  ["/usr/bin/zsh", "unset"],
  ["/opt/homebrew/bin/fish", "set -e"],
  ["/usr/bin/pwsh", "Remove-Item"],
  ["/bin/sh", "unset"],
  [undefined, "unset"],
])("the shell %s is spoken to", async (SHELL, beginning) => {
  const environment = { TRUEROUTE_UNDO: "e30", ...(SHELL === undefined ? {} : { SHELL }) };
  const { stdout } = await runCli("env --undo", { environment });
  expect(stdout.startsWith(beginning)).toBe(true);
});

test("who looks at the settings is told how to make them", () =>
  withServer({}, async ({ dataFolder, servers, askLocally }) => {
    const { stderr } = await runCli("env --shell fish --port 7443", {
      environment: { TRUEROUTE_DATA: dataFolder },
      servers,
      askLocally,
      isTerminal: true,
    });
    expect(stderr).toBe(
      "to make these settings: trueroute env --shell fish --port 7443 | source\n",
    );
  }));

test("of several servers the one that was started last is taken, and the others are named", () =>
  withServer({ ports: [7444, 7443] }, async ({ dataFolder, servers, askLocally }) => {
    const { stdout, stderr } = await runCli("env --shell bash", {
      environment: { TRUEROUTE_DATA: dataFolder },
      servers,
      askLocally,
    });
    expect(stdout).toContain("ARM_METADATA_HOSTNAME='127.0.0.1:7444'");
    expect(stderr).toBe("2 servers are running; this is port 7444, started last (--port: 7443)\n");
  }));

test("a client begins in the subscription that the server names, and knows all", () =>
  withServer(
    { subscriptions: ["other", fakeSubscription.toUpperCase()] },
    async ({ dataFolder, servers, askLocally }) => {
      const { files, stdout } = await env({ TRUEROUTE_DATA: dataFolder }, { servers, askLocally });
      expect(readScript(stdout)["AZURE_SUBSCRIPTION_ID"]).toBe(fakeSubscription.toUpperCase());
      const profile = files?.[join(dataFolder, "clients", "7443", "azure", "azureProfile.json")];
      expect(JSON.parse(profile ?? "").subscriptions).toMatchObject([
        { id: fakeSubscription.toUpperCase(), isDefault: true },
        { id: "other", name: "name of other", isDefault: false },
      ]);
    },
  ));

// Each row: what is wrong, and what is said.
const failures: readonly (readonly [string, Parameters<typeof withServer>[0], string, string])[] = [
  [
    "another port",
    {},
    "env --port 9",
    "error: no trueroute server is running on port 9\n  fix: Servers are running on 7443;",
  ],
  [
    "no certificate",
    { caFile: "/none/ca.pem" },
    "env",
    "error: the certificate of the server, /none/ca.pem, cannot be read: no such file or folder\n  fix: ",
  ],
  [
    "another subscription than announced",
    { subscriptions: ["other"] },
    "az vm list",
    "error: what answers at https://127.0.0.1:7443 is not",
  ],
];

test.each(failures)("%s is told", (_, setting, line, said) =>
  withServer(setting, async ({ dataFolder, servers, askLocally }) => {
    const environment = { TRUEROUTE_DATA: dataFolder, PATH: "/usr/bin" };
    const { code, stdout, stderr } = await runCli(line, {
      environment,
      servers,
      askLocally,
      foreground,
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(said);
  }),
);

test("no server at all is told with what to do", async () => {
  const environment = { TRUEROUTE_DATA: "/none" };
  expect(await runCli("env", { environment })).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "error: no trueroute server is running\n  fix: Start one in another terminal: trueroute serve.\n",
  });
});

test("a server that is gone without a word is told", () =>
  withServer({}, async ({ dataFolder, servers }) => {
    const { stderr } = await runCli("env", {
      environment: { TRUEROUTE_DATA: dataFolder },
      servers,
    });
    expect(stderr).toBe(
      "error: the server at https://127.0.0.1:7443 does not answer: nothing listens there\n  fix: Start it again: trueroute serve.\n",
    );
  }));

const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`;
const debian = "/etc/ssl/certs/ca-certificates.crt";
const fedora = "/etc/pki/tls/certs/ca-bundle.crt";
const alpine = "/etc/ssl/cert.pem";

// Each row: files, variables, and what is trusted beside the server.
const trusts: readonly (readonly [string, Environment, Environment, string])[] = [
  ["Debian", { [debian]: pem("d"), [alpine]: pem("a") }, {}, `${pem("d")}\n`],
  ["Fedora", { [fedora]: pem("f") }, {}, `${pem("f")}\n`],
  ["Alpine and macOS", { [alpine]: `${pem("a")}\n` }, {}, `${pem("a")}\n`],
  [
    "a company with its own roots",
    { [debian]: pem("d"), "/corp/ca.pem": pem("c") },
    { REQUESTS_CA_BUNDLE: "/corp/ca.pem", SSL_CERT_FILE: "/corp/ca.pem" },
    `${pem("c")}\n`,
  ],
  [
    "two of them, one beside the user",
    { [debian]: pem("d"), "/corp/ca.pem": pem("c"), "/home/me/own.pem": pem("o") },
    { REQUESTS_CA_BUNDLE: "own.pem", SSL_CERT_FILE: "/corp/ca.pem" },
    `${pem("o")}\n${pem("c")}\n`,
  ],
  [
    "variables that lead nowhere",
    { [debian]: pem("d") },
    { SSL_CERT_FILE: "/none" },
    `${pem("d")}\n`,
  ],
];

test.each(trusts)("the roots of %s come along", async (_, nodes, environment, rest) => {
  const { io } = createTestIo();
  const there = { ...io, folder: "/home/me", fileSystem: createMemoryFileSystem({ nodes }) };
  const roots = await collectRoots(fakeAuthority, environment, there);
  expect(roots).toEqual({ all: fakeAuthority + rest, extra: fakeAuthority });
});

test.each(["win32", "linux"])(
  "where %s has no file of roots, Node's own are taken",
  async (platform) => {
    const { io } = createTestIo();
    const there = { ...io, platform, fileSystem: createMemoryFileSystem({ nodes: {} }) };
    const { all } = await collectRoots(fakeAuthority, {}, there);
    const texts = all.match(/-----BEGIN[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
    expect(texts.length).toBe(rootCertificates.length + 1);
    expect(new X509Certificate(texts[1] ?? "").ca).toBe(true);
  },
);

test("what Node was told to trust besides stays", async () => {
  const { io } = createTestIo();
  const nodes = { [debian]: pem("d"), "/corp/ca.pem": pem("c") };
  const there = { ...io, fileSystem: createMemoryFileSystem({ nodes }) };
  const roots = await collectRoots(fakeAuthority, { NODE_EXTRA_CA_CERTS: "/corp/ca.pem" }, there);
  expect(roots.extra).toBe(`${fakeAuthority}${pem("c")}\n`);
});
