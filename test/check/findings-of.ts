// Findings of resources written in a test.
import { readFileSync } from "node:fs";
import { checkRules, runChecks } from "../../src/check/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import type { Finding } from "../../src/finding/index.ts";
import { parseServiceTags } from "../../src/servicetag/index.ts";
import { tagFile } from "../run-cli.ts";
import { snapshotOf } from "../snapshot-of.ts";
import { groundOf } from "./ground-of.ts";

const { index: serviceTags } = parseServiceTags(JSON.parse(readFileSync(tagFile, "utf8")));
if (serviceTags === undefined) throw new Error("the small service-tag file is broken");
const tagged = { serviceTags };

// The appliances that these estates name are not in them.
const absent = ["nextHop", "symmetry"];
const rules = checkRules.filter(({ family }) => !absent.includes(family));

/** The findings of some resources, but for those about next hops and ways back. */
export function findingsOf(resources: readonly object[]): readonly Finding[] {
  return runChecks(groundOf(compileSnapshot(snapshotOf(resources), tagged)), rules);
}

/** The findings of one code. */
export function findingsWith(code: string, resources: readonly object[]): readonly Finding[] {
  return findingsOf(resources).filter((finding) => finding.code === code);
}

/** Says each finding as its code and severity: `TR501 error`. */
export function briefly(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code, severity }) => `${code} ${severity}`).sort();
}
