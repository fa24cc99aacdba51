import { expect, test } from "vitest";
import { findingOf, network } from "../../test/check/finding-of.ts";
import { createBaseline, readBaseline } from "./baseline.ts";
import { fingerprint } from "./fingerprint.ts";

const findings = ["c", "a", "b"].map((name) => findingOf({ of: `routeTables/${name}` }));

test("a baseline is sorted, and the same whatever the order of the findings", () => {
  const baseline = createBaseline(findings);
  expect(createBaseline([...findings].reverse())).toEqual(baseline);
  const keys = baseline.findings.map((entry) => entry.fingerprint);
  expect(keys).toEqual(findings.map(fingerprint).sort());
  const first = baseline.findings.find(({ resource }) => resource === `${network}/routeTables/a`);
  expect(first).toMatchObject({ code: "TR701", message: "Route table rt has 401 routes." });
});

test("a finding that is there twice is in it once", () => {
  expect(createBaseline([...findings, ...findings])).toEqual(createBaseline(findings));
});

test("what was written is read again", () => {
  const baseline = createBaseline(findings);
  const read = readBaseline(JSON.parse(JSON.stringify(baseline)));
  expect(read).toEqual({ entries: baseline.findings, mistakes: [] });
});

const entry = { fingerprint: "0123456789abcdef", code: "TR701", resource: "r", message: "m" };

// Each row: what is wrong, the document, and the mistake with its place.
const wrong: readonly (readonly [string, unknown, string, string])[] = [
  ["no document of ours", { findings: [] }, "", "this is not a baseline of trueroute"],
  ["a list", [], "", "this is not a baseline of trueroute"],
  [
    "another version",
    { version: 2, entries: [] },
    "/version",
    "this is a baseline of version 2, and this trueroute reads version 1",
  ],
  ["a version in words", { version: "1" }, "/version", 'of version "1"'],
  ["no findings", { version: 1, tool: "trueroute" }, "", "the baseline has no findings"],
  ["another field", { version: 1, findings: [], extra: 1 }, "/extra", "'extra' is not a field"],
  ["findings that are none", { version: 1, findings: {} }, "/findings", "must be a list"],
  [
    "a finding without a fingerprint",
    { version: 1, findings: [entry, { ...entry, fingerprint: "x" }] },
    "/findings/1",
    "a fingerprint of 16 hexadecimal digits",
  ],
];

test.each(wrong)("%s is told", (_, document, pointer, message) => {
  const [mistake, ...others] = readBaseline(document).mistakes;
  expect(mistake).toMatchObject({ pointer, message: expect.stringContaining(message) });
  expect(others).toEqual([]);
});
