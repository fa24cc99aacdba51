import { join } from "node:path";
import { expect, test } from "vitest";
import { withServer } from "../../../test/fake-server.ts";
import { type CliSetting, createTestIo, runCli } from "../../../test/run-cli.ts";
import type { Environment, ForegroundResult, ForegroundRunner } from "../../host/index.ts";
import { main } from "../index.ts";
import { needsRepair } from "./az-repair.ts";

interface Call {
  readonly path: string;
  readonly args: readonly string[];
  readonly environment: Environment;
}

/** Has one az; keeps how it was called. */
function recording(
  az: string | undefined,
  result: ForegroundResult = { kind: "ended", code: 0 },
): { readonly foreground: ForegroundRunner; readonly calls: Call[] } {
  const calls: Call[] = [];
  const foreground: ForegroundRunner = {
    find: async (program) => (program === "az" ? az : undefined),
    run: async (path, args, environment) => {
      calls.push({ path, args, environment });
      return result;
    },
  };
  return { foreground, calls };
}

/** Runs trueroute az beside a server. */
async function az(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  setting: CliSetting & { readonly az?: string; readonly result?: ForegroundResult } = {},
) {
  return withServer({}, async ({ dataFolder, servers, askLocally }) => {
    const { foreground, calls } = recording(setting.az ?? "/opt/az/bin/az", setting.result);
    const before = { TRUEROUTE_DATA: dataFolder, ...environment };
    const result = await runCli(["az", ...words], {
      ...setting,
      environment: before,
      servers,
      askLocally,
      foreground,
    });
    return { ...result, calls, folder: join(dataFolder, "clients", "7443"), before };
  });
}

// Each row: what the user writes, and what az gets of it.
test.each<readonly [readonly string[], readonly string[]]>([
  [
    ["network", "vnet", "list", "-o", "table"],
    ["network", "vnet", "list", "-o", "table"],
  ],
  [
    ["--port", "7443", "account", "show"],
    ["account", "show"],
  ],
  [
    ["--port=7443", "vm", "list", "--port", "1"],
    ["vm", "list", "--port", "1"],
  ],
  [
    ["-o", "json", "vm", "list", "--help"],
    ["-o", "json", "vm", "list", "--help"],
  ],
  [
    ["network", "-h"],
    ["network", "-h"],
  ],
  [
    ["ssh", "vm", "--", "-v"],
    ["ssh", "vm", "--", "-v"],
  ],
  [["--version"], ["--version"]],
  [
    ["rest", "--query", "[?a=='b c' && \"d\"]", ""],
    ["rest", "--query", "[?a=='b c' && \"d\"]", ""],
  ],
  [[], []],
])("%j gives az %j", async (words, wanted) => {
  const { code, stdout, stderr, calls } = await az(words);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(calls.map(({ path, args }) => [path, args])).toEqual([["/opt/az/bin/az", wanted]]);
});

test.each([[["--help"]], [["-h"]], [["--port", "1", "-h"]]])(
  "%j is about trueroute az",
  async (words) => {
    const { code, stdout, calls } = await az(words);
    expect({ code, calls }).toEqual({ code: 0, calls: [] });
    expect(stdout).toContain("Usage: trueroute az ");
  },
);

test("az gets its own configuration, and the rest of the shell as it is", async () => {
  const { calls, folder, before } = await az(["vm", "list"], {
    HOME: "/home/me",
    AZURE_CLIENT_ID: "mine",
    AZURE_CLOUD_NAME: "AzureChinaCloud",
    AZURE_CONFIG_DIR: "/home/me/.azure",
  });
  const { AZURE_CLOUD_NAME, ...kept } = before as Readonly<Record<string, string>>;
  expect(AZURE_CLOUD_NAME).toBe("AzureChinaCloud");
  expect(calls[0]?.environment).toEqual({
    ...kept,
    AZURE_CLOUD_NAME: undefined,
    ARM_CLOUD_METADATA_URL: undefined,
    AZURE_CONFIG_DIR: join(folder, "azure"),
    REQUESTS_CA_BUNDLE: join(folder, "roots.pem"),
    SSL_CERT_FILE: join(folder, "roots.pem"),
  });
});

test("in a shell that was set up, az is the user's own and not the wrapper", async () => {
  await withServer({}, async ({ dataFolder, servers, askLocally }) => {
    const paths: (string | undefined)[] = [];
    const { foreground, calls } = recording("/usr/bin/az");
    const memory = Buffer.from('{"AZURE_CLIENT_ID":null,"SSL_CERT_FILE":"/corp"}').toString(
      "base64url",
    );
    const environment = {
      TRUEROUTE_DATA: dataFolder,
      TRUEROUTE_UNDO: memory,
      AZURE_CLIENT_ID: "ours",
      SSL_CERT_FILE: "ours",
      PATH: `${join(dataFolder, "clients", "7443", "bin")}:/usr/bin`,
    };
    await runCli("az vm list", {
      environment,
      servers,
      askLocally,
      foreground: {
        ...foreground,
        find: async (_, { PATH }) => {
          paths.push(PATH);
          return "/usr/bin/az";
        },
      },
    });
    expect(paths).toEqual(["/usr/bin"]);
    expect(calls[0]?.environment).not.toHaveProperty("AZURE_CLIENT_ID");
    expect(calls[0]?.environment).not.toHaveProperty("TRUEROUTE_UNDO");
  });
});

test.each([0, 1, 3, 130])("the exit code %i is az's", async (code) => {
  expect((await az(["x"], {}, { result: { kind: "ended", code } })).code).toBe(code);
});

test("an az that does not start is told", async () => {
  const result: ForegroundResult = { kind: "failed", reason: "permission denied" };
  const { code, stderr } = await az(["x"], {}, { result });
  expect(code).toBe(2);
  expect(stderr).toContain(
    "error: /opt/az/bin/az could not be started: permission denied\n  fix: ",
  );
});

// Each row: a platform, and how az is got there.
test.each([
  ["linux", "apt-get install azure-cli"],
  ["darwin", "brew install azure-cli"],
  ["win32", "winget install -e --id Microsoft.AzureCLI"],
  ["freebsd", "aka.ms/installazurecli"],
])("on %s without az: %s", async (platform, remedy) => {
  await withServer({}, async ({ dataFolder, servers, askLocally }) => {
    const environment = { TRUEROUTE_DATA: dataFolder };
    const { io, written } = createTestIo({ environment, servers, askLocally });
    expect(await main(["az", "vm", "list"], { ...io, platform })).toBe(2);
    expect(written().stderr).toContain("error: az, the Azure command line, is not installed");
    expect(written().stderr).toContain(remedy);
  });
});

test("on Windows az's Python is started itself, since command files spoil quotes", async () => {
  await withServer({}, async ({ dataFolder, servers, askLocally }) => {
    const { foreground, calls } = recording("C:\\CLI2\\wbin\\az.cmd");
    const environment = { TRUEROUTE_DATA: dataFolder, Path: "C:\\x" };
    const { io } = createTestIo({ environment, servers, askLocally, foreground });
    const inspect: typeof io.fileSystem.inspect = async (path) => {
      if (path === "C:\\CLI2\\python.exe") return { kind: "file", size: 1 };
      throw new Error(path);
    };
    const there = { ...io, platform: "win32", fileSystem: { ...io.fileSystem, inspect } };
    expect(await main(["az", "vm", "list", "--query", 'a["b"]'], there)).toBe(0);
    expect(calls[0]?.path).toBe("C:\\CLI2\\python.exe");
    expect(calls[0]?.args).toEqual(["-IBm", "azure.cli", "vm", "list", "--query", 'a["b"]']);
    expect(calls[0]?.environment["AZ_INSTALLER"]).toBe("MSI");
  });
});

const microsoft = '#!/usr/bin/env bash\nAZ_INSTALLER=DEB /opt/az/bin/python3 -sm azure.cli "$@"\n';

// Each row: the text of an az, what Python says of its SDK, whether it needs the repair, and the
// program that was asked.
const installations: readonly (readonly [string, string, boolean, string | undefined])[] = [
  ["#!/usr/bin/python3\nimport runpy", "missing\n", true, "/usr/bin/python3"],
  ["#!/usr/bin/python3\nimport runpy", "installed\n", false, "/usr/bin/python3"],
  ["#! /usr/bin/env -S LANG=C python3.11 -I\n", "missing\n", true, "python3.11"],
  ["#!/usr/bin/python3\n", "Traceback", false, "/usr/bin/python3"],
  [microsoft, "missing\n", false, undefined],
  ["#!/bin/sh\nexec python3 -m azure.cli\n", "missing\n", false, undefined],
  ["\u007fELF", "missing\n", false, undefined],
  ["", "missing\n", false, undefined],
];

test.each(installations)(
  "%j with an SDK that is %j: repair %j",
  async (text, answer, isNeeded, asked) => {
    const programs: string[] = [];
    const { io } = createTestIo({
      files: { nodes: { "/usr/bin/az": text } },
      processes: {
        run: async (program) => {
          programs.push(program);
          return { kind: "ended", code: 0, stdout: answer, stderr: "" };
        },
      },
    });
    expect(await needsRepair("/usr/bin/az", io)).toBe(isNeeded);
    expect(programs).toEqual(asked === undefined ? [] : [asked]);
  },
);

test("a repaired az finds the repair before what the user has put on Python's path", async () => {
  await withServer({}, async ({ dataFolder, servers, askLocally }) => {
    const { foreground, calls } = recording("/usr/bin/az");
    const environment = { TRUEROUTE_DATA: dataFolder, PYTHONPATH: "/home/me/python" };
    const { io, written } = createTestIo({ environment, servers, askLocally, foreground });
    const there = {
      ...io,
      fileSystem: {
        ...io.fileSystem,
        readFile: async (path: string, limit: number) =>
          path === "/usr/bin/az"
            ? new TextEncoder().encode("#!/usr/bin/python3\n")
            : io.fileSystem.readFile(path, limit),
      },
      processes: {
        run: async () => ({ kind: "ended", code: 0, stdout: "missing\n", stderr: "" }) as const,
      },
    };
    expect(await main(["az", "vm", "list"], there)).toBe(0);
    const folder = join(dataFolder, "clients", "7443", "repair");
    expect(calls[0]?.environment["PYTHONPATH"]).toBe(`${folder}:/home/me/python`);
    expect(written().files?.[join(folder, "sitecustomize.py")]).toContain("_keep_signatures");
  });
});
