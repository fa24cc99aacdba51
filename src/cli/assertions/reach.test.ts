import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runCli } from "../../../test/run-cli.ts";

const folder = "examples/private-link";
const base = readFileSync(`${folder}/base.json`, "utf8");
const stageC = readFileSync(`${folder}/stage-c.json`, "utf8");

/** Runs `reach` over a file of assertions beside the snapshots of the example. */
function reach(text: string, line = "", name = "a.yaml") {
  const nodes = {
    [`/home/me/net/${name}`]: text,
    "/home/me/net/base.json": base,
    "/home/me/net/stage-c.json": stageC,
  };
  return runCli(`reach net/${name} ${line}`, { files: { nodes } });
}

const denied = `
snapshots: [base.json, stage-c.json]
assertions:
  - name: the hub reaches the database
    from: hubvm
    to: endpoint3:1433
    must: work
    via: azfw
`;

test("a failure says what was expected and found, its story, and how to get the whole", async () => {
  const { code, stdout } = await reach(denied);
  expect(stdout).toBe(`FAIL   the hub reaches the database
       expected  work; via azfw
       found     deniedByFirewall
       hubvmVMNic -> azfw: at azfw the flow is denied by a firewall: no rule matches, and what no rule allows is denied
       trueroute trace hubvm endpoint3:1433 -s net/base.json -s net/stage-c.json
0 passed, 1 failed
`);
  expect(code).toBe(1);
});

test("one file tells before and after; -s comes first", async () => {
  const text = `
assertions:
  - { from: onpremvm, to: "endpoint3:1433", notVia: azfw }
  - { from: onpremvm, to: "endpoint3:1433", via: azfw, snapshots: stage-c.json }
`;
  const { code, stdout } = await reach(text, "-s net/base.json -o json");
  const { passed, failed, results } = JSON.parse(stdout);
  expect([code, passed, failed]).toEqual([0, 2, 0]);
  expect(results[1].command).toBe(
    "trueroute trace onpremvm endpoint3:1433 -s net/base.json -s net/stage-c.json",
  );
});

test("-o junit is XML, -o md a table", async () => {
  const junit = await reach(denied, "-o junit");
  expect([junit.code, junit.stdout.split("\n")[0]]).toEqual([
    1,
    '<?xml version="1.0" encoding="UTF-8"?>',
  ]);
  expect(junit.stdout).toContain('tests="1" failures="1" errors="0"');
  const md = await reach(denied, "-o md");
  expect(md.stdout).toContain("| failed | the hub reaches the database | hubvm |");
});

test("JSON files do as well", async () => {
  const assertions = [{ from: "hubvm", to: "endpoint3:1433", must: "deniedByFirewall" }];
  const text = JSON.stringify({ snapshots: ["base.json", "stage-c.json"], assertions });
  expect((await reach(text, "", "a.json")).code).toBe(0);
});

test("a malformed file: every mistake with its line and a remedy, and nothing is checked", async () => {
  const { code, stdout, stderr } = await reach(`snapshots: base.json
assertions:
  - from: onpremvm
    to: endpoint3:1433
    musst:
      - work
  - from: onpremvm
    must: delivred
`);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toBe(`error: 'musst' is not a field of an assertion
  at net/a.yaml:5:5
  fix: Did you mean 'must'?
error: an assertion lacks to:
  at net/a.yaml:7:5
  fix: Say where to.
error: 'delivred' is not known as an ending
  at net/a.yaml:8:11
  fix: Did you mean 'delivered'?
`);
});

test.each([
  ["a: [1\nb: 2\n", "net/a.yaml cannot be read"],
  ["", "file-empty"],
  ["- 1\n", "an assertion must be a mapping"],
  ["text\n", "a file of assertions must be a mapping"],
])("%j cannot be read", async (text, message) => {
  const { code, stderr } = await reach(text);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

test("a name that is not there and a snapshot that is not there are errors of their assertions", async () => {
  const text = `
snapshots: base.json
assertions:
  - { name: one, from: onpremvn, to: endpoint3:1433, must: work }
  - { name: two, from: onpremvm, to: endpoint3:1433, must: work }
  - { name: three, from: onpremvm, to: endpoint3:1433, must: work, snapshots: none.json }
`;
  const { code, stdout } = await reach(text);
  expect(stdout).toContain(
    "ERROR  one\n       nothing in the snapshot is called 'onpremvn'. Did you",
  );
  expect(stdout).toContain("ok     two\n");
  expect(stdout).toContain("ERROR  three\n       its snapshot cannot be read\n");
  expect(stdout).toContain("1 passed, 0 failed, 2 could not be checked\n");
  expect(code).toBe(2);
});

test("--strict: a port that nobody says is an assumption", async () => {
  const text =
    "snapshots: base.json\nassertions: [{ from: onpremvm, to: endpoint3, must: work }]\n";
  expect((await reach(text, "--strict")).code).toBe(3);
  expect((await reach(text)).code).toBe(0);
});

const snapshots = `-s ${folder}/base.json -s ${folder}/stage-c.json`;

test("names give a matrix", async () => {
  const { code, stdout } = await runCli(
    `reach onpremvm,hubvm endpoint3:1433 10.13.77.6:1/udp ${snapshots} -o json`,
  );
  expect(code).toBe(0);
  const cells = JSON.parse(stdout).value;
  expect(cells.map(({ from, to, ending }: Record<string, string>) => [from, to, ending])).toEqual([
    ["onpremvm", "endpoint3:1433", "delivered"],
    ["onpremvm", "10.13.77.6:1/udp", expect.any(String)],
    ["hubvm", "endpoint3:1433", "deniedByFirewall"],
    ["hubvm", "10.13.77.6:1/udp", expect.any(String)],
  ]);
});

test.each([
  ["reach onpremvm", "no destination was given"],
  ["reach a.yaml onpremvm", "cannot be mixed"],
  ["reach onpremvm endpoint3:1433 -o junit", "-o junit is for assertions"],
  ["reach onpremvm endpoint3:x", "A port is one number"],
  ["reach nobody endpoint3:1433", "nothing in the snapshot is called 'nobody'"],
])("%s: %s", async (line, message) => {
  const { code, stdout, stderr } = await runCli(`${line} ${snapshots}`);
  expect(stderr).toContain(message);
  expect([code, stdout]).toEqual([2, ""]);
});

test("--list: one row per flow, with the way and the source seen", async () => {
  const line = "reach onpremvm,hubvm endpoint3:1433 -s net/base.json -s net/stage-c.json --list";
  const nodes = { "/home/me/net/base.json": base, "/home/me/net/stage-c.json": stageC };
  const { code, stdout } = await runCli(`${line} -o tsv`, { files: { nodes } });
  expect(stdout.trimEnd().split("\n")).toEqual([
    "onpremvm\tendpoint3:1433\t10.13.77.6\t\tdelivered\t192.168.0.4\tonpremvm > vpngw > azfw > endpoint3",
    "hubvm\tendpoint3:1433\t10.13.77.6\t\tdeniedByFirewall\t\thubvmVMNic > azfw",
  ]);
  expect(code).toBe(0);
  const mixed = await runCli("reach net/a.yaml --list", { files: { nodes } });
  expect([mixed.code, mixed.stderr]).toEqual([2, expect.stringContaining("--list is for names")]);
});
