// What check finds in published templates, plans and exports that are not ours and lie beside the
// checkout. Each finding was judged by a person; corpus-verdicts.yaml says how and why. With
// GOLDEN_UPDATE=1 new findings are written there, without a verdict, which is then given by hand.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { runCli, tagFile } from "../run-cli.ts";
import { findSharedFile } from "../shared-file.ts";

const corpus = findSharedFile("corpus");
const file = fileURLToPath(new URL("corpus-verdicts.yaml", import.meta.url));
const isUpdate = process.env["GOLDEN_UPDATE"] === "1";

/** One finding of one estate, as it was judged. */
interface Verdict {
  readonly estate: string;
  readonly id: string;
  readonly severity: string;
  readonly message: string;
  readonly verdict: "right" | "unjudged";
  readonly why: string;
}

const verdicts: readonly Verdict[] = existsSync(file)
  ? (parse(readFileSync(file, "utf8")) ?? [])
  : [];

test("every verdict is given, with a reason", () => {
  expect(verdicts.filter(({ verdict, why }) => verdict !== "right" || why === "")).toEqual([]);
});

// Each template, plan and state alone; a folder of exports as a whole.
function estatesIn(root: string): readonly string[] {
  const wholes = ["exports/batfish/cloud-azure/azure_configs"];
  const isEstate = (path: string): boolean =>
    /\.(json|tfstate)$/.test(path) &&
    !/parameters\.json$|(^|\/)index\.json$/.test(path) &&
    !/^wire\//.test(path) &&
    !wholes.some((whole) => path.startsWith(whole));
  return [...filesBelow(root).filter(isEstate), ...wholes].sort();

  function filesBelow(folder: string): readonly string[] {
    return readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [relative(root, path)];
    });
  }
}

const estates = corpus === undefined ? [] : estatesIn(corpus);
const options = `--assume defaults --location westeurope --service-tags ${tagFile} --no-suppressions`;
const found: Verdict[] = [];

describe.skipIf(corpus === undefined)("findings in what others have published", () => {
  test.each(estates)("%s", async (estate) => {
    const { code, stdout } = await runCli(`check -s ${corpus}/${estate} ${options} -q -o json`);
    expect(code).not.toBe(4);
    const { findings } = JSON.parse(stdout === "" ? '{"findings":[]}' : stdout) as {
      findings: readonly { id: string; severity: string; message: string }[];
    };
    const told = findings.map(({ id, severity, message }) => ({ estate, id, severity, message }));
    const judged = verdicts.filter((one) => one.estate === estate);
    for (const one of told) {
      const known = judged.find(({ id }) => id === one.id);
      const { verdict = "unjudged", why = "" } = known ?? {};
      found.push({ ...one, verdict, why });
    }
    if (isUpdate) return;
    const bare = judged.map(({ estate: of, id, severity, message }) => ({
      estate: of,
      id,
      severity,
      message,
    }));
    expect(told).toEqual(bare);
  });

  test("the estates are there, and the list is written when asked", () => {
    expect(estates.length).toBeGreaterThan(20);
    if (isUpdate) writeFileSync(file, stringify(found, { lineWidth: 0 }));
  });
});
