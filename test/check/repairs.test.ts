// Every repair that a rule names: on the snapshot that has the trap it makes the finding go, and
// brings no other.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkRules } from "../../src/check/index.ts";
import { findingId, fingerprint } from "../../src/finding/index.ts";
import { checkCompiled, fixFinding } from "../../src/fix/index.ts";
import { compileLayers } from "./ground-of.ts";

const folder = fileURLToPath(new URL("rules", import.meta.url));
const routes = { form: "tag", region: undefined, most: undefined } as const;

describe.each(checkRules.map(({ code }) => code))("%s", (code) => {
  const has = join(folder, code, "has.yaml");
  const { snapshot, compilation } = compileLayers([has]);
  const estate = checkCompiled(snapshot, compilation);
  const { behavior, serviceTags } = compilation.model;
  const compile = { behavior, ...(serviceTags === undefined ? {} : { serviceTags }) };
  const demands = { brokenIn: () => [] };
  const findings = estate.findings.filter((finding) => finding.code === code);

  test.each(findings.map((finding) => [findingId(finding), finding] as const))(
    "%s is repaired, or people have to decide",
    (_, finding) => {
      const fix = fixFinding(estate, finding, { compile, routes, demands });
      if (finding.repair === undefined) {
        expect(fix.kind).toBe("refused");
        // Somebody has shown by hand what repairs it.
        expect(existsSync(join(folder, code, "repaired.yaml"))).toBe(true);
        return;
      }
      expect(fix.rejected.map(({ reason }) => reason)).toEqual([]);
      if (fix.kind !== "fixed") return;
      const before = new Set(estate.findings.map(fingerprint));
      const fresh = fix.proof.after.findings.filter((one) => !before.has(fingerprint(one)));
      expect(fresh.map(({ message }) => message)).toEqual([]);
    },
  );
});

test("every rule has its snapshots", () => {
  expect(readdirSync(folder).sort()).toEqual(checkRules.map(({ code }) => code).sort());
});
