// SARIF against the schema of the standard, and what GitHub asks beyond it.
import { createRequire } from "node:module";
import Ajv from "ajv";
import { expect, test } from "vitest";
import type { Finding } from "../../src/finding/index.ts";
import {
  type CheckReport,
  type SarifContext,
  sarifLog,
  stepPlaces,
} from "../../src/report/findings/index.ts";
import { findingOf, network } from "./finding-of.ts";
import { reportOf, type Said, walkOf } from "./report-of.ts";

const load = createRequire(import.meta.url);
const schema = load("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
// The schema is one of draft 4.
const ajv = new Ajv({ schemaId: "id", meta: false, allErrors: true });
ajv.addMetaSchema(load("ajv/lib/refs/json-schema-draft-04.json"));
const validate = ajv.compile(schema);

/** The parts of a log that tests look at. */
interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly Rule[] } };
      readonly results: readonly Result[];
    },
  ];
}

type Rule = Readonly<Record<string, unknown>> & { readonly id: string; readonly helpUri: string };

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Readonly<Record<string, unknown>>[];
  readonly relatedLocations?: readonly unknown[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly baselineState?: string;
  readonly suppressions?: readonly unknown[];
  readonly codeFlows?: readonly {
    readonly threadFlows: readonly {
      readonly locations: readonly {
        readonly location: { readonly message: { readonly text: string } };
      }[];
    }[];
  }[];
}

const full: Finding = findingOf({
  severity: "info",
  walks: [walkOf("hubvm", "endpoint3:1433")],
  assumptions: [{ code: "a", message: "the guest forwards", rules: ["FWD-1"] }],
  affected: [`${network}/virtualNetworks/hub/subnets/app`],
  related: [
    { resource: `${network}/routeTables/b`, pointer: "", file: "b.json", filePointer: "/6" },
    { resource: `${network}/routeTables/c`, pointer: "", file: "", filePointer: "" },
  ],
});
const elsewhere = findingOf({
  code: "TR301",
  family: "nextHop",
  of: "routeTables/x",
  file: "/etc/x.json",
});
const unplaced = findingOf({
  severity: "warning",
  of: "routeTables/y",
  place: { resource: `${network}/routeTables/y`, pointer: "", file: "<stdin>", filePointer: "" },
});
const all = [full, elsewhere, unplaced];

const context: SarifContext = {
  version: "1.2.3",
  kinds: [
    { ...elsewhere, title: "A route leads nowhere", about: "It is lost." },
    { ...full, severity: "error", about: "It is refused." },
  ],
  pageUri: (path) => `https://x.example/${path}`,
  fileUri: (file) => {
    if (file.startsWith("<")) return undefined;
    const isInSources = !file.startsWith("/");
    return { uri: isInSources ? file : `file://${file}`, isInSources };
  },
  flowsOf: () => [],
  category: undefined,
  hasSuppressions: false,
};

function logOf(report: CheckReport, more: Partial<SarifContext> = {}): Log["runs"][0] {
  const log = JSON.parse(JSON.stringify(sarifLog(report, { ...context, ...more })));
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  return (log as Log).runs[0];
}

const resultsOf = (findings: readonly Finding[], said?: Said) =>
  logOf(reportOf(findings, said)).results;

test("the schema refuses what is no SARIF", () => {
  const log = JSON.parse(JSON.stringify(sarifLog(reportOf(all), context)));
  expect(validate({ ...log, version: "2.0.0" })).toBe(false);
  log.runs[0].results[0].level = "fatal";
  expect(validate(log)).toBe(false);
});

test("every rule that was run is there, with what GitHub shows of it", () => {
  const { rules } = logOf(reportOf([])).tool.driver;
  expect(rules.map(({ id }) => id)).toEqual(["TR301", "TR701"]);
  expect(rules[1]).toEqual({
    id: "TR701",
    name: "RouteTableIsFull",
    shortDescription: { text: "A route table is full" },
    fullDescription: { text: "It is refused." },
    helpUri: "https://x.example/docs/checks/TR701.md",
    help: {
      text: "It is refused. See https://x.example/docs/checks/TR701.md",
      markdown: expect.stringContaining("semantics/06-user-routes.md#udr-1)"),
    },
    defaultConfiguration: { level: "error" },
    properties: expect.objectContaining({
      tags: ["azure", "network", "limits"],
      precision: "high",
      "problem.severity": "error",
    }),
  });
});

test("a result names its rule, level, message, file and line", () => {
  const [result, other] = resultsOf(all);
  expect(result).toMatchObject({ ruleId: "TR701", ruleIndex: 1, level: "note" });
  expect(other).toMatchObject({ ruleId: "TR301", ruleIndex: 0, level: "error" });
  expect(result?.message.text.split("\n")).toEqual([
    "Route table rt has 401 routes.",
    expect.stringMatching(/^Shown by hubvmVMNic -> azfw: .*\.$/),
    "Assumed: the guest forwards.",
    "Fix: Use fewer routes.",
  ]);
  expect(result?.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: "main.json", uriBaseId: "%SRCROOT%" },
        region: { startLine: 1 },
      },
      logicalLocations: [
        { name: "rt", fullyQualifiedName: `${network}/routeTables/rt`, kind: "resource" },
      ],
    },
  ]);
});

test("a related place without a file is left out, since GitHub would refuse the log", () => {
  expect(resultsOf(all)[0]?.relatedLocations).toEqual([
    expect.objectContaining({
      id: 1,
      message: { text: "b" },
      physicalLocation: {
        artifactLocation: { uri: "b.json", uriBaseId: "%SRCROOT%" },
        region: { startLine: 7 },
      },
    }),
  ]);
});

test("a file elsewhere is absolute, and what is no file has the resource alone", () => {
  const [, absolute, unplacedResult] = resultsOf(all);
  expect(absolute?.locations[0]).toMatchObject({
    physicalLocation: { artifactLocation: { uri: "file:///etc/x.json" } },
  });
  expect(unplacedResult?.locations[0]).not.toHaveProperty("physicalLocation");
  expect(unplacedResult?.level).toBe("warning");
});

test("fingerprints do not depend on the order, the files or the lines", () => {
  const key = ({ partialFingerprints }: Result) => JSON.stringify(partialFingerprints);
  const moved = all.map((one) => ({
    ...one,
    message: "Said otherwise.",
    place: { ...one.place, file: "all/in-one.json", filePointer: "/resources/41" },
  }));
  const before = resultsOf(all).map(key);
  expect(new Set(before).size).toBe(3);
  expect(resultsOf(moved.reverse()).map(key).reverse()).toEqual(before);
});

test("a flow that shows it leads through the files that decide on it", () => {
  const step = (text: string, file: string | null, line: number | null) => ({
    text,
    resource: { id: `${network}/routeTables/b` },
    location: { file, line, pointer: "/properties/routes/0" },
  });
  const flow = [
    step("a: routes", "a.json", 3),
    step("b: has no file", null, null),
    step("c: comes from Bicep", "main.bicep", null),
    step("d: allows it", "d.json", 7),
  ];
  const { results } = logOf(reportOf(all), {
    flowsOf: ({ code }) => (code === "TR701" ? [flow, [step("x", null, null)]] : []),
  });
  expect(results.map((result) => "codeFlows" in result)).toEqual([true, false, true]);
  const [codeFlow, ...others] = results[0]?.codeFlows ?? [];
  expect(others).toEqual([]);
  const [thread] = codeFlow?.threadFlows ?? [];
  expect(thread?.locations.map(({ location }) => location.message.text)).toEqual([
    "a: routes",
    "d: allows it",
  ]);
});

test("the steps of a flow have the places of the input, there and back", () => {
  const places = stepPlaces(walkOf("onpremvm", "endpoint3:1433").trace);
  expect(places.length).toBeGreaterThan(4);
  expect(places.map(({ text }) => text.split(":")[0])).toEqual(
    expect.arrayContaining(["vpngw", "azfw", "endpoint3"]),
  );
  for (const { place } of places) expect(place.file).toMatch(/\.json$/);
});

test("what people have said stands beside each result", () => {
  const said = {
    baseline: [elsewhere],
    suppressions: [{ code: "TR701", resource: "rt", reason: "a lab" }],
  };
  const { results } = logOf(reportOf(all, said), { hasSuppressions: true });
  expect(results.map(({ baselineState, suppressions }) => [baselineState, suppressions])).toEqual([
    ["new", [{ kind: "external", status: "accepted", justification: "a lab" }]],
    ["unchanged", []],
    ["new", []],
  ]);
  expect(resultsOf(all)[0]).not.toHaveProperty("suppressions");
  expect(resultsOf(all)[0]).not.toHaveProperty("baselineState");
});

test("a category is an id that GitHub and Azure DevOps understand", () => {
  expect(logOf(reportOf([]), { category: "spokes" })).toMatchObject({
    automationDetails: { id: "spokes/" },
  });
});
