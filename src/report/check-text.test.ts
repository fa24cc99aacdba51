import { expect, test } from "vitest";
import { findingOf, network } from "../../test/check/finding-of.ts";
import { reportOf, walkOf } from "../../test/check/report-of.ts";
import type { Finding } from "../finding/index.ts";
import { keyOf } from "../model/index.ts";
import { formatCheck } from "./check-text.ts";

const form = { width: 80, isVerbose: false };
const subnet = (name: string) => `${network}/virtualNetworks/hub/subnets/${name}`;

const rich: Finding = findingOf({
  severity: "warning",
  message: "Route default of route table rt sends 0.0.0.0/0 to 10.9.9.9, where there is nobody.",
  affected: ["a", "b", "c", "d", "e", "f", "g"].map(subnet),
  related: [{ resource: subnet("a"), pointer: "/properties", file: "b.json", filePointer: "/4" }],
  assumptions: [{ code: "guest", message: "the guest forwards", rules: ["FWD-1"] }],
  walks: [walkOf("hubvm", "endpoint3:1433"), walkOf("onpremvm", "endpoint3:1433")],
  repair: { kind: "syncPeering", peering: keyOf("p") },
});

test("a block tells what, where, who suffers, a flow, what it rests on and what to do", () => {
  expect(formatCheck(reportOf([rich]), form)).toBe(`\
warning TR701: A route table is full [TR701-f91b2499]
  rt in main.json:1
  Route default of route table rt sends 0.0.0.0/0 to 10.9.9.9, where there is
  nobody.
  affects: hub/a, hub/b, hub/c, hub/d, hub/e and 2 more
  shown by: hubvmVMNic -> azfw: at azfw the flow is denied by a firewall: no
            rule matches, and what no rule allows is denied
  assumed: the guest forwards
  fix: Use fewer routes.
       trueroute fix TR701-f91b2499 -s main.json
  see: docs/checks/TR701.md

0 errors, 1 warning, 0 info
`);
});

test("told in full it has every walk with its command, all who suffer, places and rules", () => {
  const text = formatCheck(reportOf([rich]), { ...form, isVerbose: true });
  expect(text).toContain("affects: hub/a, hub/b, hub/c, hub/d, hub/e, hub/f and hub/g");
  expect(text).toContain("            trueroute trace hubvm endpoint3:1433 -s main.json\n");
  expect(text).toContain("  shown by: onpremvm -> vpngw -> azfw -> endpoint3");
  expect(text).toContain(`  place: ${network}/routeTables/rt\n`);
  expect(text).toContain(`  with: ${subnet("a")}\n        /properties b.json:5\n`);
  expect(text).toContain("  rests on: UDR-1 (documented)\n");
  expect(text).toContain("  fingerprint: f91b2499");
});

test("lines keep to the width, but for words that are longer and commands", () => {
  for (const width of [40, 60, 100]) {
    const lines = formatCheck(reportOf([rich]), { width, isVerbose: true }).split("\n");
    const long = lines.map((line) => line.trim()).filter((line) => line.length > width - 2);
    expect(long.filter((line) => !/^trueroute |^\S+$|^(place|with): \S+$/.test(line))).toEqual([]);
  }
});

const many = Array.from({ length: 200 }, (_, index) =>
  findingOf({
    of: `routeTables/rt${index}`,
    message: `Route table rt has 401 routes, and ${"word ".repeat(20)}.`,
    ...(index < 150 ? {} : { code: "TR301", title: "A route leads nowhere", severity: "info" }),
  }),
);

test("what rests on an inferred rule says so in any case", () => {
  const inferred = formatCheck(reportOf([findingOf({ confidence: "inferred" })]), form);
  expect(inferred).toContain("  rests on: UDR-1 (inferred)\n");
  expect(formatCheck(reportOf([findingOf()]), form)).not.toContain("rests on");
});

test("many findings are two lines each below their code", () => {
  const lines = formatCheck(reportOf(many), form).split("\n");
  expect(lines.length).toBeLessThan(412);
  expect(lines[0]).toBe("error TR701: A route table is full (150)");
  expect(lines[1]).toMatch(/^ {2}TR701-[0-9a-f]{8} rt0 in main\.json:1$/);
  expect(lines[2]).toMatch(/^ {4}Route table rt has 401 routes, and (word )+\S*\.\.\.$/);
  expect(lines.every((line) => line.length <= 80)).toBe(true);
  expect(lines.at(-3)).toBe("-v tells each in full, --only CODE those of one code.");
  expect(lines.at(-2)).toBe("150 errors, 0 warnings, 50 info");
  expect(lines).toContain("info TR301: A route leads nowhere (50)");
});

test("many findings told in full are blocks", () => {
  const text = formatCheck(reportOf(many), { ...form, isVerbose: true });
  expect(text.match(/^ {2}fix: /gm)).toHaveLength(200);
});

test("what is suppressed or was there before is counted and not told", () => {
  const [a, b, c] = ["a", "b", "c"].map((name) => findingOf({ of: `routeTables/${name}` }));
  const gone = findingOf({ of: "routeTables/gone" });
  const said = { baseline: [a!, gone], suppressions: [{ resource: "b", reason: "a lab" }] };
  const text = formatCheck(reportOf([a!, b!, c!], said), form);
  expect(text.match(/^error .*/gm)).toHaveLength(1);
  expect(text.split("\n").at(-2)).toBe(
    "1 error, 0 warnings, 0 info; 1 suppressed, 1 known from the baseline, 1 of the baseline is gone",
  );
});

test("nothing found is one line", () => {
  expect(formatCheck(reportOf([]), form)).toBe("no findings, by 2 rules\n");
});
