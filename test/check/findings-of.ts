// Findings of resources written in a test.
import { readFileSync } from "node:fs";
import { runChecks } from "../../src/check/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import type { Family, Finding } from "../../src/finding/index.ts";
import { parseServiceTags } from "../../src/servicetag/index.ts";
import { tagFile } from "../run-cli.ts";
import { snapshotOf } from "../snapshot-of.ts";
import { groundOf } from "./ground-of.ts";

const { index: serviceTags } = parseServiceTags(JSON.parse(readFileSync(tagFile, "utf8")));
if (serviceTags === undefined) throw new Error("the small service-tag file is broken");
const tagged = { serviceTags };

/** All findings of some resources. */
export function allFindingsOf(resources: readonly object[]): readonly Finding[] {
  return runChecks(groundOf(compileSnapshot(snapshotOf(resources), tagged)));
}

// Subnets of tests are empty, and machines that may come there would be spoken of; and the appliances
// that their routes name are not in them.
const elsewhere: readonly Family[] = ["platform", "nextHop", "symmetry"];

/** All findings of some resources but those about what is not in them: machines and appliances. */
export function findingsOf(resources: readonly object[]): readonly Finding[] {
  return allFindingsOf(resources).filter(({ family }) => !elsewhere.includes(family));
}

/** The findings of one code. */
export function findingsWith(code: string, resources: readonly object[]): readonly Finding[] {
  return allFindingsOf(resources).filter((finding) => finding.code === code);
}

/** Says each finding as its code and severity: `TR501 error`. */
export function briefly(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code, severity }) => `${code} ${severity}`).sort();
}
