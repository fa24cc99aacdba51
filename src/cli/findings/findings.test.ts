import { expect, test } from "vitest";
import { type CliSetting, runCli } from "../../../test/run-cli.ts";

const id = (name: string) =>
  `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/${name}`;

function tableOf(name: string, count: number): object {
  const routes = Array.from({ length: count }, (_, at) => ({
    name: `r${at}`,
    properties: { addressPrefix: `10.${at >> 8}.${at & 255}.0/24`, nextHopType: "None" },
  }));
  return { id: id(name), location: "westeurope", properties: { routes } };
}

// An error, a warning, and a table with room.
const estate = JSON.stringify([tableOf("full", 401), tableOf("close", 390), tableOf("roomy", 4)]);
const mended = JSON.stringify([tableOf("close", 390), tableOf("roomy", 4)]);

const known = "baseline.json";
const usual = "trueroute-suppressions.yaml";

function run(line: string, files: Readonly<Record<string, string>> = {}, more: CliSetting = {}) {
  const all = { "estate.json": estate, "mended.json": mended, ...files };
  const nodes = Object.fromEntries(
    Object.entries(all).map(([name, text]) => [`/home/me/${name}`, text]),
  );
  const environment = { TRUEROUTE_DATA: "/none" };
  return runCli(`check ${line}`, { files: { nodes }, environment, ...more });
}

/** What a run says as JSON. */
async function told(line: string, files?: Readonly<Record<string, string>>) {
  const { stdout, stderr, code } = await run(`${line} -o json`, files);
  const { findings, summary } = JSON.parse(stdout);
  return { findings, summary, stderr, code };
}

async function baselineOf(line: string): Promise<string> {
  return (await run(`${line} --write-baseline ${known}`)).files?.[`/home/me/${known}`] ?? "";
}

test("findings as people read them, and exit code 1", async () => {
  const { code, stdout, stderr } = await run("-s estate.json");
  expect(stdout).toMatch(/^error TR701: A route table is full \[TR701-[0-9a-f]{8}\]$/m);
  expect(stdout).toContain("  full in estate.json:1\n");
  expect(stdout).toMatch(/\n1 error, 1 warning, 0 info\n$/);
  expect(stderr).toContain("3 resources: 3 modelled\n");
  expect(code).toBe(1);
});

test("what findings tell is not told twice, unless nobody looks for them", async () => {
  const { stdout, stderr } = await run("-s estate.json");
  expect([stdout.includes("401 routes"), stderr.includes("401")]).toEqual([true, false]);
  expect((await run("-s estate.json --skip limits")).stderr).toContain("[limit-exceeded]");
});

test("every field that JSON promises is there", async () => {
  const { findings, summary } = await told("-s estate.json");
  expect(findings[0]).toEqual({
    code: "TR701",
    family: "limits",
    severity: "error",
    title: "A route table is full",
    message: expect.any(String),
    resource: { id: id("full") },
    location: { file: "estate.json", line: 1, pointer: "" },
    rules: ["UDR-1"],
    confidence: "documented",
    assumptions: [],
    fix: null,
    id: expect.stringMatching(/^TR701-[0-9a-f]{8}$/),
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    remedy: expect.any(String),
    help: "docs/checks/TR701.md",
    affected: expect.any(Array),
    related: [],
    walks: [],
  });
  expect(summary).toMatchObject({
    severities: { error: 1, warning: 1, info: 0 },
    families: { platform: 0, limits: 2 },
    suppressed: 0,
    unchanged: null,
    gone: null,
    unconfident: null,
  });
});

test("the line is that of the resource, in JSON, YAML and a folder alike", async () => {
  const pretty = JSON.stringify(JSON.parse(estate), undefined, 2);
  const line = pretty.split("\n").findIndex((one) => one.includes("/close")) + 1;
  const { findings } = await told("-s net", { "net/a.json": pretty });
  expect(findings[1].location).toEqual({ file: "net/a.json", line: line - 1, pointer: "" });
});

// Each row: a line, and its exit code over an error and a warning.
const exits: readonly (readonly [string, number])[] = [
  ["", 1],
  ["--fail-on error", 1],
  ["--fail-on warning", 1],
  ["--fail-on info", 1],
  ["--fail-on none", 0],
  ["--fail-on never", 0],
  ["--fail-on error --skip error", 0],
  ["--only warning --fail-on error", 0],
  ["--only error", 1],
  ["--strict", 1],
  ["--confident", 1],
];

test.each(exits)("%s: exit code %i", async (line, code) => {
  expect((await run(`-s estate.json ${line}`)).code).toBe(code);
});

test("--confident leaves out what rests on an inferred rule, and says so", async () => {
  const line = "check -q --only TR524 -s test/check/rules/TR524/has.yaml";
  const all = await runCli(line);
  expect([all.code, all.stdout]).toEqual([1, expect.stringContaining("X-13 (inferred)")]);
  const sure = await runCli(`${line} --confident`);
  expect([sure.code, sure.stdout]).toEqual([
    0,
    expect.stringMatching(/; 1 left out since it rests on assumptions or inferred rules\n$/),
  ]);
});

// Each row: a choice, and the names of the tables that are told.
const choices: readonly (readonly [string, readonly string[]])[] = [
  ["", ["full", "close"]],
  ["--only TR701", ["full", "close"]],
  ["--only limits --only nextHop", ["full", "close"]],
  ["--only ERROR,nextHop", ["full"]],
  ["--skip error", ["close"]],
  ["--only limits --skip warning", ["full"]],
  ["--only warning,info", ["close"]],
];

test.each(choices)("%s tells %j", async (line, names) => {
  const { findings } = await told(`-s estate.json ${line}`);
  const found = findings.map((one: { resource: { id: string } }) => one.resource.id);
  expect(found).toEqual(names.map(id));
});

test("a baseline makes findings known, and tells what is gone", async () => {
  const baseline = await baselineOf("-s estate.json");
  const files = { [known]: baseline };
  const same = await told(`-s estate.json --baseline ${known}`, files);
  expect(same.code).toBe(0);
  expect(same.findings.map((one: { baseline: string }) => one.baseline)).toEqual([
    "unchanged",
    "unchanged",
  ]);
  const fewer = await run(`-s mended.json --baseline ${known}`, files);
  expect([fewer.code, fewer.stdout]).toEqual([
    0,
    expect.stringMatching(
      /^no findings, by \d+ rules?; 1 known from the baseline, 1 of the baseline is gone\n$/,
    ),
  ]);
  const more = await told(`-s estate.json --baseline ${known}`, {
    [known]: await baselineOf("-s mended.json"),
  });
  expect([more.code, more.summary.severities, more.summary.unchanged]).toEqual([
    1,
    { error: 1, warning: 0, info: 0 },
    1,
  ]);
});

test("what nobody looked for is not gone", async () => {
  const files = { [known]: await baselineOf("-s estate.json") };
  const { summary } = await told(`-s mended.json --only warning --baseline ${known}`, files);
  expect([summary.unchanged, summary.gone]).toEqual([1, 1]);
});

test("a baseline is the same whatever the order and the files of the input, and exits with 0", async () => {
  const { code, files, stderr } = await run(`-s estate.json --write-baseline ${known} -o none`);
  const text = files?.[`/home/me/${known}`] ?? "";
  expect([code, stderr.split("\n").at(-2)]).toEqual([0, `${known} has 2 findings now`]);
  const parts = JSON.parse(estate) as readonly object[];
  const apart = Object.fromEntries(
    parts.map((part, at) => [`net/${9 - at}.json`, JSON.stringify(part, undefined, 1)]),
  );
  const other = await run(`-s net --write-baseline ${known}`, apart);
  expect(other.files?.[`/home/me/${known}`]).toBe(text);
  expect(JSON.parse(text)).toMatchObject({ version: 1, tool: "trueroute" });
});

test("a suppression needs no option, says so, and says what is out of date", async () => {
  const text = `
suppressions:
  - { resource: full, reason: is being split, expires: 2026-12-31 }
  - { code: TR701, resource: close, reason: was a lab, expires: 2026-11-20 }
  - { code: TR701, resource: gone, reason: was a lab }
`;
  const { code, stdout, stderr } = await run("-s estate.json", { [usual]: text });
  expect(code).toBe(1);
  expect(stdout).toContain("0 errors, 1 warning, 0 info; 1 suppressed\n");
  expect(stderr).toContain(`suppressions are taken from ${usual}; --no-suppressions leaves them`);
  expect(stderr).toContain(
    `warning: the suppression of TR701 on close expired on 2026-11-20\n  at ${usual}:4:5\n  fix: `,
  );
  expect(stderr).toContain(
    `info: the suppression of TR701 on gone suppresses nothing\n  at ${usual}:5:5\n  fix: `,
  );
  const without = await run("-s estate.json --no-suppressions", { [usual]: text });
  expect(without.stdout).toContain("1 error, 1 warning, 0 info\n");
  const later = await run("-s estate.json", { [usual]: text }, { today: "2027-01-01" });
  expect(later.stdout).toContain("1 error, 1 warning, 0 info\n");
});

test("what is suppressed is not written into a baseline: it comes back", async () => {
  const files = { "mine.yaml": "[{ resource: full, reason: is being split }]" };
  const { files: written } = await run(
    `-s estate.json --suppressions mine.yaml --write-baseline ${known}`,
    files,
  );
  const { findings } = JSON.parse(written?.[`/home/me/${known}`] ?? "");
  expect(findings.map((one: { resource: string }) => one.resource)).toEqual([id("close")]);
});

// Each row: a line, files beside it, and what is said on stderr; the exit code is 2.
const wrong: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  [
    "--only TR7O1",
    {},
    "error: --only: 'TR7O1' is no code, family or severity\n  fix: Did you mean 'TR701'",
  ],
  [
    "--skip nexthop,peerings",
    {},
    "'peerings' is no code, family or severity\n  fix: Did you mean 'peering'?",
  ],
  ["--only TR701 --skip limits", {}, "error: --only and --skip leave no rule"],
  ["--fail-on fatal", {}, "Choose from error, warning, info, none, never."],
  [`--baseline ${known}`, {}, `error: cannot read ${known}: no such file or folder`],
  [
    `--baseline ${known}`,
    { [known]: '{ "version": 2,\n "findings": [] }' },
    `error: this is a baseline of version 2, and this trueroute reads version 1\n  at ${known}:1:14\n  fix: Write it anew with trueroute check --write-baseline FILE.`,
  ],
  [`--baseline ${known}`, { [known]: "{" }, `error: ${known} cannot be read: `],
  ["--suppressions mine.yaml", {}, "error: cannot read mine.yaml: no such file or folder"],
  [
    "",
    { [usual]: "- code: TR999\n  reason: why not\n" },
    `error: 'TR999' is not known as code of a rule\n  at ${usual}:1:9\n  fix: `,
  ],
  ["", { [usual]: "- code: TR701\n" }, `error: a suppression needs a reason\n  at ${usual}:1:3\n`],
  [
    "--write sarf=a",
    {},
    "error: --write: 'sarf=a' is not FORMAT=FILE\n  fix: Did you mean 'sarif'?",
  ],
  ["--write a.sarif", {}, "fix: Write a format and a file, such as sarif=trueroute.sarif"],
  ["-o sarif --query a", {}, "error: --query picks from the JSON answer, and -o sarif is another"],
];

test.each(wrong)("'%s' is bad input", async (line, files, said) => {
  const { code, stdout, stderr } = await run(`-s estate.json ${line}`, files);
  expect(stderr).toContain(said);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});

test("one run writes several forms, without colors, and stdout is its own", async () => {
  const line = "-s estate.json --write sarif=out/a.sarif --write md=a.md --write table=a.txt";
  const { stdout, files } = await run(`${line} -o json`, {}, { isTerminal: true });
  expect(JSON.parse(stdout).findings).toHaveLength(2);
  const [sarif, md, text] = ["out/a.sarif", "a.md", "a.txt"].map(
    (name) => files?.[`/home/me/${name}`],
  );
  expect(JSON.parse(sarif ?? "").runs[0].results).toHaveLength(2);
  expect(md).toMatch(/^<!-- trueroute -->\n/);
  expect(text).toMatch(/^error TR701/);
});

test("addresses in SARIF begin at the root of the sources", async () => {
  const files = { "repo/net/a.json": estate };
  const uriOf = async (line: string): Promise<string> => {
    const { stdout } = await run(`-s repo/net/a.json -o sarif ${line}`, files);
    const [{ results }] = JSON.parse(stdout).runs;
    return results[0].locations[0].physicalLocation.artifactLocation.uri;
  };
  expect(await uriOf("")).toBe("repo/net/a.json");
  expect(await uriOf("--source-root repo")).toBe("net/a.json");
  expect(await uriOf("--source-root other")).toBe("file:///home/me/repo/net/a.json");
});

test("pages have an address where somebody says one, and else their place in the package", async () => {
  const rule = async (environment: Readonly<Record<string, string>>) => {
    const { stdout } = await run(
      "-s estate.json -o sarif",
      {},
      {
        environment: { TRUEROUTE_DATA: "/none", ...environment },
        files: { nodes: { "/home/me/estate.json": estate } },
      },
    );
    return JSON.parse(stdout).runs[0].tool.driver.rules.at(-1);
  };
  expect((await rule({})).helpUri).toMatch(
    /^pkg:npm\/trueroute@\d+\.\d+\.\d+#docs\/checks\/TR7\d\d\.md$/,
  );
  const url = { TRUEROUTE_DOCS: "https://git.example/net/trueroute/blob/v1/" };
  expect((await rule(url)).helpUri).toMatch(
    /^https:\/\/git\.example\/net\/trueroute\/blob\/v1\/docs\/checks\/TR7/,
  );
});

test("a terminal gets colors, and the same text", async () => {
  const plain = await run("-s estate.json");
  const colored = await run("-s estate.json", {}, { isTerminal: true });
  expect(colored.stdout).toContain("\u001b[31merror\u001b[0m TR701");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what colors are made of
  expect(colored.stdout.replaceAll(/\u001b\[\d+m/g, "")).toBe(plain.stdout);
});

test("rows have a state, so that a sheet can be filtered by it", async () => {
  const files = { [usual]: "[{ resource: full, reason: is being split }]" };
  const { stdout } = await run("-s estate.json -o csv", files);
  const rows = stdout.trimEnd().split("\n");
  expect(rows[0]).toMatch(/^Severity,Code,Family,Title,Resource,File,Line,/);
  expect(rows.slice(1).map((row) => row.split(",").at(-2))).toEqual(["suppressed", "new"]);
});

test("findings feed what GitLab shows of code quality, by a query", async () => {
  const query =
    "findings[?!suppressed && baseline!='unchanged'].{description: message, check_name: code, fingerprint: fingerprint, " +
    "severity: (severity=='error' && 'critical') || (severity=='warning' && 'major') || 'info', " +
    "location: {path: location.file, lines: {begin: location.line || `1`}}}";
  const { stdout } = await runCli(["check", "-s", "estate.json", "-o", "json", "--query", query], {
    files: { nodes: { "/home/me/estate.json": estate } },
  });
  expect(JSON.parse(stdout)[0]).toEqual({
    description: expect.stringContaining("401 routes"),
    check_name: "TR701",
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    severity: "critical",
    location: { path: "estate.json", lines: { begin: 1 } },
  });
});

test("a file that cannot be read makes it 2, whatever was found", async () => {
  const { code, stdout } = await run("-s estate.json -s none.json");
  expect([code, stdout.includes("1 error")]).toEqual([2, true]);
});

test("--limits lists what is left, the nearest to its limit first", async () => {
  const line = "check --limits -q -s test/check/rules/TR701/has.yaml";
  const { code, stdout } = await runCli(line);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/many +routes +401 +400 +-1\n/)]);
  const { limits } = JSON.parse((await runCli(`${line} -o json`)).stdout);
  expect(limits[0]).toMatchObject({ limit: "routes", count: 401, most: 400, left: -1 });
  const refused = await runCli(`${line} -o sarif`);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("is for findings")]);
});
