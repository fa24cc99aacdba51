import { readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { createTestIo, runCli, tagFile } from "../../test/run-cli.ts";
import { main } from "./main.ts";

test("the version is that of the package", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(await runCli("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("nothing at all shows the help on stderr and is bad usage", async () => {
  const { code, stdout, stderr } = await runCli("");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("Usage: trueroute");
});

// Each row: a command line, and what stderr says.
const badUsage: readonly [string, string][] = [
  ["tgas", "error: unknown command 'tgas'\n(Did you mean tags?)"],
  ["tags --otput json", "error: unknown option '--otput'\n(Did you mean --output?)"],
  ["tags -o jsn", "Did you mean 'json'"],
  ["tags -o", "error: option '-o, --output <format>' argument missing"],
  ["tags list extra", "error: too many arguments for 'list'"],
  ["completion", "error: missing required argument 'shell'"],
  ["completion bahs", "fix: Did you mean 'bash'"],
  ["completion tcsh2000", "fix: Choose from bash, zsh, fish, powershell."],
  [
    "behavior ecmpRow",
    "error: 'ecmpRow' is not a behavior switch\n  fix: Did you mean 'ecmpRows'?",
  ],
  ["tags update", "error: give --file PATH or --url URL\n  fix: Microsoft publishes"],
  ["tags update --file a --url b", "cannot be used with option"],
  [`tags 1.2.3.4 --service-tags ${tagFile} --query [`, "error: --query '[' cannot be used: "],
  ["tags 1.2.3.4 --service-tags none.json", "none.json: no such file or folder\n  fix: "],
];

test.each(badUsage)("%s is bad usage", async (line, said) => {
  const { code, stdout, stderr } = await runCli(line, { environment: { TRUEROUTE_DATA: "/none" } });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(said);
});

/** Runs a command whose stdout is broken in a way that nobody foresaw. */
async function failInside(line: readonly string[]) {
  const { io, written } = createTestIo();
  const stdout = {
    write: () => {
      throw new TypeError("something is undefined");
    },
  };
  const code = await main(line, { ...io, stdout });
  return { code, ...written() };
}

test("a bug is one sentence, how to report it, and no stack", async () => {
  const { code, stderr } = await failInside(["behavior"]);
  expect(code).toBe(4);
  expect(stderr).toMatch(
    /^error: trueroute [\d.]+ failed: something is undefined\n {2}fix: Report/,
  );
  expect(stderr.trim().split("\n")).toHaveLength(2);
});

test("with -v the stack goes into a file", async () => {
  const { code, stderr } = await failInside(["behavior", "-v"]);
  const [, file] = /the file (\S+),/.exec(stderr) ?? [];
  expect(code).toBe(4);
  expect(stderr).not.toContain("main.ts");
  expect(readFileSync(file!, "utf8")).toContain("TypeError: something is undefined");
  rmSync(dirname(file!), { recursive: true });
});
