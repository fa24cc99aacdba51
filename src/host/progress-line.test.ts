import { expect, test } from "vitest";
import { formatStep } from "./progress-line.ts";

const step = {
  file: 12,
  files: 40,
  bytes: 48e6,
  totalBytes: 120e6,
  name: "exports/hub/vnets.json",
};

// Each row: the width, and what it holds.
test.each([
  [100, "reading 12 of 40 files [####--------] 48 of 120 MB exports/hub/vnets.json"],
  [64, "reading 12 of 40 files [####--------] 48 of 120 MB ...vnets.json"],
  [55, "reading 12 of 40 files [####--------] 48 of 120 MB"],
  [40, "reading 12 of 40 files"],
  [15, "reading 12 o..."],
  [0, "..."],
])("%i characters", (width, line) => {
  expect(formatStep("reading", step, width)).toBe(line);
});

test("small and unknown sizes", () => {
  const one = { file: 1, files: 1, bytes: 0, totalBytes: 0, name: "<stdin>" };
  expect(formatStep("reading", one, 80)).toBe(
    "reading 1 of 1 file [------------] 0 of 0 B <stdin>",
  );
  const last = { file: 3, files: 3, bytes: 900, totalBytes: 1800, name: "a" };
  expect(formatStep("reading", last, 80)).toBe("reading 3 of 3 files [######------] 1 of 2 kB a");
  expect(formatStep("compiling 400 resources", undefined, 80)).toBe("compiling 400 resources");
});

test("a number of like things", () => {
  const share = { done: 12, total: 40 };
  expect(formatStep("asking below", share, 80)).toBe("asking below 12 of 40 [###---------]");
  expect(formatStep("asking below", share, 30)).toBe("asking below 12 of 40");
  expect(formatStep("asking below", { done: 0, total: 0 }, 80)).toBe(
    "asking below 0 of 0 [------------]",
  );
});
