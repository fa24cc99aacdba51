import { expect, test } from "vitest";
import {
  bare,
  filterStep,
  flowOf,
  hopOf,
  inspectStep,
  ip,
  journeyOf,
  passOf,
  traceOf,
} from "../../test/walks/build-trace.ts";
import { dispositions } from "../flow/index.ts";
import type { Hop, Trace } from "../walk/index.ts";
import { firewallLog } from "./walk-log.ts";
import { formatMtr, mtrReport } from "./walk-mtr.ts";
import { traceReport } from "./walk-report.ts";
import { formatTrace } from "./walk-text.ts";
import { storyLine, verdictSentence } from "./walk-verdict.ts";
import { dispositionWords, endWords, remarkWords, warningWords } from "./walk-words.ts";

const flow = flowOf("192.168.0.4 10.13.77.6:1433", "sqltest1138australia.database.windows.net");
const host = hopOf("onpremvm 192.168.0.4", "host", [bare({ kind: "send" as const, flow })]);
const gateway = { ...hopOf("vpngw", "gateway"), isVisible: false };
const firewall = hopOf("azfw 10.13.76.69,10.13.76.70", "firewall", [inspectStep()]);
const endpoint = hopOf("endpoint3 10.13.77.6", "privateEndpoint");
const ends = { from: "onpremvm", to: "sqltest1138australia.database.windows.net" };

const back = passOf(flow, [endpoint, host]);
const bypassed = traceOf(journeyOf(passOf(flow, [host, gateway, endpoint]), back));
const inspected = traceOf(journeyOf(passOf(flow, [host, gateway, firewall, endpoint]), back));

function mtr(trace: Trace): string {
  return formatMtr(mtrReport(trace, ends));
}

test("mtr: hops that keep the time to live are not there", () => {
  expect(
    mtr(bypassed),
  ).toBe(`onpremvm (192.168.0.4) -> sqltest1138australia.database.windows.net (10.13.77.6)
 Host
 1. 10.13.77.6
`);
});

test("X-32: mtr: all instances of a firewall stand under one number", () => {
  expect(
    mtr(inspected),
  ).toBe(`onpremvm (192.168.0.4) -> sqltest1138australia.database.windows.net (10.13.77.6)
 Host
 1. 10.13.76.69
    10.13.76.70
 2. 10.13.77.6
`);
});

const routed: Hop["steps"] = [
  bare({
    kind: "route" as const,
    prefix: { family: 4, address: 0, length: 0 } as never,
    route: {
      origin: "platformDrop",
      source: "system",
      prefixes: [],
      unexpanded: ["10.0.0.0/8"],
      nextHop: { kind: "none" },
      name: undefined,
      serviceTag: undefined,
      places: [{ resource: "", pointer: "", file: "", filePointer: "" }],
      rules: [],
    } as const,
    table: "hub/fw",
  }),
];

test.each<[string, Trace, readonly (readonly string[])[]]>([
  // Who denies it does not answer; who has no way on does.
  ["denied", traceOf(journeyOf(passOf(flow, [host, firewall], "deniedByFirewall"))), []],
  [
    "no way on",
    traceOf(journeyOf(passOf(flow, [host, { ...firewall, steps: routed }], "droppedByNoneRoute"))),
    [["10.13.76.69", "10.13.76.70"]],
  ],
  [
    "the reply is lost",
    traceOf(
      journeyOf(passOf(flow, [host, firewall, endpoint]), passOf(flow, [endpoint], "statefulDrop")),
    ),
    [["10.13.76.69", "10.13.76.70"]],
  ],
])("mtr waits where nobody answers: %s", (_, trace, hosts) => {
  const { hops, answers } = mtrReport(trace, ends);
  expect([hops.map((hop) => hop.hosts), answers]).toEqual([hosts, false]);
  expect(mtr(trace)).toContain(`${hosts.length + 1}. (waiting for reply)\n`);
});

test("mtr: equal ways share their numbers", () => {
  const [one, two] = ["nva1 10.4.2.101", "nva2 10.4.2.102"].map((name) =>
    journeyOf(passOf(flow, [host, hopOf(name, "nic"), endpoint])),
  );
  expect(mtrReport(traceOf(one!, two!), ends).hops).toEqual([
    { hop: 1, hosts: ["10.4.2.101", "10.4.2.102"] },
    { hop: 2, hosts: ["10.13.77.6"] },
  ]);
});

test("mtr: an address that nobody knows is not invented", () => {
  const nva = { ...hopOf("nva1", "nic"), isVisible: true };
  const internet = { ...hopOf("internet", "internet"), isVisible: true };
  const trace = traceOf(journeyOf(passOf(flow, [host, nva, internet])));
  expect(mtrReport(trace, ends).hops.map(({ hosts }) => hosts)).toEqual([
    ["(nva1: address not known)"],
    ["10.13.77.6"],
  ]);
});

const form = { at: "2025-01-20T18:18:11.925475Z", hasAllPaths: false };

test("the firewall's log has the recorded columns, and one row per decision", () => {
  expect(firewallLog(inspected, form)).toEqual([
    {
      Action_s: "Allow",
      Category: "AZFWNetworkRule",
      DestinationIp_s: "10.13.77.6",
      Fqdn_s: "",
      SourceIP: "192.168.0.4",
      TableName: "PrimaryResult",
      TimeGenerated: "2025-01-20T18:18:11.925475Z",
    },
  ]);
  expect(firewallLog(bypassed, form)).toEqual([]);
});

test("the log has the header that reached the firewall, and no row where the flow is known", () => {
  const translated = bare({
    kind: "translate" as const,
    what: "source" as const,
    from: flow,
    to: { ...flow, source: ip("10.9.9.9") },
    by: "nva1",
  });
  const session = bare({ kind: "session" as const, by: "device" as const });
  const nva = hopOf("nva1 10.4.2.101", "nic", [translated]);
  const trace = traceOf(
    journeyOf(
      passOf(flow, [host, nva, firewall, endpoint]),
      passOf(flow, [endpoint, { ...firewall, steps: [session] }, host]),
    ),
  );
  expect(firewallLog(trace, form).map(({ SourceIP }) => SourceIP)).toEqual(["10.9.9.9"]);
});

test("equal ways count in the log when all are asked for, each row once", () => {
  const way = journeyOf(passOf(flow, [host, firewall, endpoint]));
  const other = journeyOf(
    passOf(
      flow,
      [host, { ...firewall, steps: [inspectStep({ action: "deny" })] }],
      "deniedByFirewall",
    ),
  );
  const actions = (hasAllPaths: boolean) =>
    firewallLog(traceOf(way, way, other), { ...form, hasAllPaths }).map(({ Action_s }) => Action_s);
  expect(actions(false)).toEqual(["Allow"]);
  expect(actions(true)).toEqual(["Allow", "Deny"]);
});

test("the JSON form has what is known and leaves out the rest", () => {
  const report = traceReport(inspected);
  expect(Object.keys(report)).toEqual([
    "flow",
    "disposition",
    "hops",
    "sourceSeen",
    "reply",
    "symmetric",
    "warnings",
    "rules",
    "assumptions",
    "confidence",
    "works",
  ]);
  expect(report.flow).toEqual({
    protocol: "tcp",
    source: "192.168.0.4",
    destination: "10.13.77.6",
    destinationPort: 1433,
    name: "sqltest1138australia.database.windows.net",
  });
  expect(report.hops[1]).toEqual({
    node: "/gateway/vpngw",
    name: "vpngw",
    kind: "gateway",
    visible: false,
    stateful: false,
    steps: [],
  });
  expect(report.hops[2]).toMatchObject({
    address: "10.13.76.69",
    otherAddresses: ["10.13.76.70"],
    stateful: true,
    steps: [{ kind: "inspect", action: "allow", ruleKind: "network", rule: "all", from: [] }],
  });
});

test("several ways are listed, the shown one first", () => {
  const denied = journeyOf(passOf(flow, [host, firewall], "deniedByFirewall"));
  const fine = journeyOf(passOf(flow, [host, endpoint]), back, false);
  const report = traceReport(traceOf(denied, fine));
  expect(report.paths?.map(({ disposition, symmetric }) => [disposition, symmetric])).toEqual([
    ["deniedByFirewall", true],
    ["delivered", false],
  ]);
  expect(traceReport(traceOf(fine)).paths).toBeUndefined();
});

test("places of the platform are left out, others have id, pointer and file", () => {
  const place = { resource: "/nsg", pointer: "/properties", file: "a.json", filePointer: "/0" };
  const platform = { resource: "", pointer: "", file: "", filePointer: "" };
  const filter = { ...filterStep(), places: [place, platform] };
  const trace = traceOf(journeyOf(passOf(flow, [hopOf("vm 10.1.0.4", "nic", [filter])])));
  expect(traceReport(trace).hops[0]?.steps[0]?.from).toEqual([
    { id: "/nsg", pointer: "/properties", file: "a.json" },
  ]);
});

const denying = { ...firewall, steps: [inspectStep({ action: "deny" })] };

test.each<[string, Trace, string]>([
  ["there and back", inspected, "the flow arrives at endpoint3, and its replies come back"],
  [
    "denied",
    traceOf(journeyOf(passOf(flow, [host, denying], "deniedByFirewall"))),
    "at azfw the flow is denied by a firewall: network rule 'all' of rcg/net denies it",
  ],
  [
    "lost on the way back",
    traceOf(
      journeyOf(passOf(flow, [host, endpoint]), passOf(flow, [endpoint, firewall], "statefulDrop")),
    ),
    "the flow arrives at endpoint3, but at azfw its reply is dropped by a device that keeps state: it has arrived",
  ],
  [
    "on one way of two",
    traceOf(
      journeyOf(passOf(flow, [host, denying], "deniedByFirewall")),
      journeyOf(passOf(flow, [host, endpoint]), back),
    ),
    "at azfw the flow is denied by a firewall: network rule 'all' of rcg/net denies it; 1 of 2 equal ways arrive",
  ],
])("the verdict is one sentence: %s", (_, trace, sentence) => {
  const report = traceReport(trace);
  expect(verdictSentence(report)).toBe(sentence);
  expect(storyLine(report)).toMatch(/^onpremvm -> .*: .*the flow /);
});

test("the text of all ways names each", () => {
  const trace = traceOf(
    journeyOf(passOf(flow, [host, firewall], "deniedByFirewall")),
    journeyOf(passOf(flow, [host, endpoint]), back),
  );
  const report = traceReport(trace);
  expect(formatTrace(report, ends, { hasAllPaths: true })).toContain("\nBack, way 2 of 2\n");
  expect(formatTrace(report, ends, { hasAllPaths: false })).toContain("--all-paths shows all.");
});

test("sentences have no full stop and are plain ASCII", () => {
  const sentences = [
    ...dispositions.map((one) => dispositionWords[one]),
    endWords("noneRoute", ["10.0.0.0/8"]),
    endWords("filterDenies", ["nsg"]),
    remarkWords("azureDestination", ["Storage", "westeurope"]),
    warningWords("firewallBypassed", ["", "10.13.76.68"]),
  ];
  for (const sentence of sentences) {
    expect(sentence).toMatch(/^[ -~]+[^.]$/);
    expect(sentence).not.toContain("undefined");
  }
  expect(endWords("missing", ["snet", ""])).toMatch(/ \(snet\)$/);
});
