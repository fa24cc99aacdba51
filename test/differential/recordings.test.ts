// Effective routes that real Azure answered in public recordings, against ours. Skips where the
// recordings are not at hand.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { compileSnapshot } from "../../src/compile/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import { type CaptureResult, verify } from "../../src/verify/index.ts";

const folder = fileURLToPath(
  new URL("../../../shared/corpus/exports/azure-cli-recordings/", import.meta.url),
);
const isPresent = existsSync(folder);
if (!isPresent) console.log("recordings: skipped, the recorded exchanges are not on this machine");

interface Known {
  readonly recording: string;
  readonly rows: readonly string[];
}

const known = parse(
  readFileSync(new URL("./known.yaml", import.meta.url), "utf8"),
) as readonly Known[];

// None lists drift with the years; each recording tells its own (SYS-3, CAP-15).
const profiles: readonly (readonly [RegExp, string])[] = [
  [/^hybrid_/, "2023h"],
  [/./, "2025"],
];

function verifyRecording(name: string) {
  const file = `${folder}${name}`;
  const snapshot = createSnapshot([[readText({ file, text: readFileSync(file, "utf8") })]]);
  const [, noneProfile] = profiles.find(([pattern]) => pattern.test(name)) ?? [];
  const { model } = compileSnapshot(snapshot);
  const behavior = { ...model.behavior, noneProfile: noneProfile as "2025" };
  return { verification: verify({ ...model, behavior }, snapshot.captures), model, snapshot };
}

function differences(result: CaptureResult): readonly string[] {
  if (result.kind !== "compared") return [result.kind];
  const show = (row: { source: string; addressPrefix: readonly string[]; nextHopType: string }) =>
    `${row.source} ${row.addressPrefix.join(" ")} ${row.nextHopType}`;
  return [
    ...result.comparison.missing.map((row) => `captured only: ${show(row)}`),
    ...result.comparison.extra.map((row) => `ours only: ${show(row)}`),
  ];
}

const recordings = isPresent
  ? readdirSync(folder).filter((name) =>
      readFileSync(`${folder}${name}`, "utf8").includes('"effectiveRouteTable"'),
    )
  : [];

test.skipIf(!isPresent)("there are recordings with effective routes", () => {
  expect(recordings.length).toBeGreaterThanOrEqual(4);
});

for (const name of recordings) {
  test(`${name}: all rows agree, or the difference is known`, () => {
    const { verification } = verifyRecording(name);
    expect(verification.results.length).toBeGreaterThan(0);
    const found = [...new Set(verification.results.flatMap(differences))];
    const expected = known.find(({ recording }) => recording === name)?.rows ?? [];
    expect(found).toEqual(expected);
  });
}

test.skipIf(!isPresent)("the list of None rows is found by trying the switches", () => {
  const [name = ""] = recordings.filter((one) => one.startsWith("hybrid_"));
  const { model, snapshot } = verifyRecording(name);
  const { agrees, remedy } = verify(model, snapshot.captures);
  expect({ agrees, remedy }).toEqual({ agrees: false, remedy: ["noneProfile=2023h"] });
});
