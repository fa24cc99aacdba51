import { expect, test } from "vitest";
import { formatDuration, parseDuration } from "./duration.ts";

test.each([
  ["60s", 60_000],
  ["5m", 300_000],
  ["1m30s", 90_000],
  ["1h", 3_600_000],
  ["500ms", 500],
  ["0.5s", 500],
  ["90", 90_000],
  ["", undefined],
  ["5 m", undefined],
  ["m", undefined],
  ["-5s", undefined],
])("%s is %s milliseconds", (text, duration) => {
  expect(parseDuration(text)).toBe(duration);
});

test.each([
  [133_000, "2 min 13 s"],
  [120_000, "2 min"],
  [3_600_000, "1 h"],
  [205_600, "3 min 25.6 s"],
  [200, "200 ms"],
  [0, "0 ms"],
])("%s milliseconds are %s", (duration, text) => {
  expect(formatDuration(duration)).toBe(text);
});
