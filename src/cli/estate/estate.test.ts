import { expect, test } from "vitest";
import { type CliSetting, createTestIo, tagFile } from "../../../test/run-cli.ts";
import { createConversation } from "../conversation.ts";
import { exitCode, exitCodeOf } from "../exit-code.ts";
import type { SnapshotOptions } from "../options.ts";
import { UsageError } from "../usage-error.ts";
import { type Estate, withEstate } from "./estate.ts";

const network = {
  type: "Microsoft.Network/virtualNetworks",
  name: "hub",
  location: "westeurope",
  properties: {
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "web", properties: { addressPrefix: "10.0.0.0/24" } }],
  },
};
const disk = { type: "Microsoft.Compute/disks", name: "disk", properties: {} };
const broken = {
  ...network,
  name: "broken",
  properties: { addressSpace: { addressPrefixes: ["10.1.2.3/16"] } },
};

const files: NonNullable<CliSetting["files"]> = {
  nodes: {
    "/home/me/good.json": JSON.stringify([network, disk]),
    "/home/me/broken.json": `[\n  ${JSON.stringify(broken)}\n]`,
    "/home/me/cut.json": '[{ "type": ',
    "/home/me/folder/a.json": JSON.stringify([network]),
    "/home/me/folder/b.json": '[{ "type": ',
    "/home/me/torn/a.json": '[{ "type": ',
    "/home/me/other.json": '{ "version": 1 }',
    "/home/me/nothing.json": "[]",
    "/home/me/many.json": JSON.stringify(
      Array.from({ length: 30 }, (_, number) => ({ ...broken, name: `n${number}` })),
    ),
    "/home/me/secret.json": { fails: "EACCES", kind: "file" },
  },
  standardInput: JSON.stringify([network]),
};

/**
 * Runs an answer over an estate; gives its code, what was said, and the estate if there was one.
 */
async function run(options: SnapshotOptions, environment: Record<string, string> = {}) {
  const { io, written } = createTestIo({
    files,
    environment: { TRUEROUTE_DATA: "/none", ...environment },
  });
  let seen: Estate | undefined;
  const session = { io, options, conversation: createConversation(io, options) };
  const code = await withEstate(session, (estate) => {
    seen = estate;
    return exitCode.found;
  });
  return { code, stderr: written().stderr, estate: seen };
}

test("a snapshot is read, compiled and counted", async () => {
  const { code, stderr, estate } = await run({ snapshot: ["good.json"] });
  expect(code).toBe(exitCode.found);
  expect(stderr.split("\n")[0]).toBe("2 resources: 1 modelled, 1 not (1 type)");
  expect(estate?.model.networks.size).toBe(1);
  expect(estate?.snapshot.resources.size).toBe(2);
  expect(estate?.serviceTags).toBeUndefined();
});

test("-v names the types, -q says nothing", async () => {
  const verbose = await run({ snapshot: ["good.json"], verbose: true });
  expect(verbose.stderr).toContain("1 modelled, 1 not (1 Microsoft.Compute/disks)");
  expect((await run({ snapshot: ["good.json"], quiet: true })).stderr).toBe("");
});

test("a diagnostic says what, where and what to do", async () => {
  const { stderr } = await run({ snapshot: ["broken.json"] });
  expect(stderr).toMatch(
    /error: '10\.1\.2\.3\/16' has host bits set.*\n {2}at broken\.json:2:\d+ \/subscriptions\/\S+\/broken \/properties\/addressSpace\/addressPrefixes\/0\n {2}fix: Write 10\.1\.0\.0\/16 .* \[prefix-host-bits\]\n/,
  );
});

test("beyond twenty, diagnostics are counted, and -v says them all", async () => {
  const { stderr } = await run({ snapshot: ["many.json"] });
  expect(stderr.match(/^error: /gm)).toHaveLength(20);
  expect(stderr).toMatch(/\n\.\.\. and 10 more \(10 errors\); -v says them all\n$/);
  const all = await run({ snapshot: ["many.json"], verbose: true });
  expect(all.stderr.match(/^error: /gm)).toHaveLength(30);
});

// Each row: paths, the exit code, and whether anything was answered. The answer itself would exit
// with 1.
const readings: readonly [readonly string[], number, boolean][] = [
  [["good.json"], 1, true],
  [["folder"], 2, true],
  [["good.json", "none.json"], 2, true],
  [["good.json", "secret.json"], 2, true],
  [["good.json", "cut.json"], 2, true],
  [["broken.json"], 1, true],
  [["none.json"], 2, false],
  [["cut.json"], 2, false],
  [["torn"], 2, false],
  [["other.json"], 2, false],
  [["nothing.json"], 1, true],
  [["-"], 1, true],
];

test.each(readings)("-s %j exits with %i", async (snapshot, code, isAnswered) => {
  const result = await run({ snapshot });
  expect(result.code).toBe(code);
  expect(result.estate !== undefined).toBe(isAnswered);
  if (code === 2) expect(result.stderr).toContain("error: ");
});

test("without -s the environment names the snapshot", async () => {
  const { code } = await run({}, { TRUEROUTE_SNAPSHOT: "good.json:nothing.json" });
  expect(code).toBe(exitCode.found);
  await expect(run({})).rejects.toThrow("no snapshot was given");
  await expect(run({ snapshot: ["good.json", ""] })).rejects.toThrow("an empty path");
});

test("service tags and switches reach the model", async () => {
  const { estate } = await run({
    snapshot: ["good.json"],
    serviceTags: tagFile,
    behavior: ["ecmpRows=split", "ecmpRows=merged"],
  });
  expect(estate?.model.behavior.ecmpRows).toBe("merged");
  expect(estate?.model.serviceTags?.edition).toBe("change number 398");
  expect(estate?.serviceTags?.find("Storage")).toBeDefined();
});

// Each row: options, and what is wrong with them.
const badOptions: readonly [Partial<SnapshotOptions>, string][] = [
  [{ behavior: ["ecmpRow=merged"] }, "'ecmpRow' is not a switch"],
  [{ behavior: ["ecmpRows"] }, "'ecmpRows' has no value"],
  [{ behavior: ["ecmpRows=both"] }, "'both' is not a value of ecmpRows"],
  [{ query: "[" }, "--query '[' cannot be used"],
];

test.each(badOptions)("%j is refused before anything is read", async (options, message) => {
  const { io, written } = createTestIo({ files, environment: {} });
  const session = {
    io,
    options: { snapshot: ["good.json"], ...options },
    conversation: createConversation(io, {}),
  };
  const promise = withEstate(session, () => 0);
  await expect(promise).rejects.toThrow(UsageError);
  await expect(promise).rejects.toThrow(message);
  expect(written().stderr).toBe("");
});

// Each row: findings, assumptions, strict, and the exit code.
const verdicts = [
  [false, false, false, 0],
  [true, false, false, 1],
  [false, true, false, 0],
  [false, true, true, 3],
  [true, true, true, 3],
  [true, false, true, 1],
] as const;

test.each(verdicts)(
  "findings %s, assumptions %s, strict %s exit with %i",
  (hasFindings, hasAssumptions, strict, code) => {
    expect(exitCodeOf({ hasFindings, hasAssumptions }, { strict })).toBe(code);
  },
);
