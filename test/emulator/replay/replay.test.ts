// Recorded exchanges with Azure, sent again: what comes back is the same, but for what is listed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { findSharedFile } from "../../shared-file.ts";
import { openFor } from "./prepare.ts";
import type { Recording } from "./recording.ts";
import { formatDifference, replay } from "./replay.ts";

interface Known {
  readonly recording: string;
  /** Beginning of the line that tells the difference. */
  readonly difference: string;
  readonly reason: string;
}

const folder = findSharedFile("corpus/wire");
const known: readonly Known[] =
  parse(readFileSync(new URL("known.yaml", import.meta.url), "utf8")) ?? [];

describe.skipIf(folder === undefined)("recorded exchanges", () => {
  const files = folder === undefined ? [] : readdirSync(folder).sort();
  test.each(files)("%s", async (file) => {
    const recording: Recording = JSON.parse(readFileSync(join(folder ?? "", file), "utf8"));
    const app = await openFor(recording, {
      reportBug: (error) => {
        throw error;
      },
    });
    const results = await replay(app, recording);
    expect(results.length).toBeGreaterThan(0);
    const lines = results.flatMap((result) =>
      result.differences.map((difference) => formatDifference(result, difference)),
    );
    const listed = known.filter((one) => one.recording === file);
    const isListed = (line: string): boolean =>
      listed.some((one) => line.startsWith(one.difference));
    expect(lines.filter((line) => !isListed(line))).toEqual([]);
    const stale = listed.filter((one) => !lines.some((line) => line.startsWith(one.difference)));
    expect(stale).toEqual([]);
  });
});
