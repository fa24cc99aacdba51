import { expect, test } from "vitest";
import { askedWaitMs, backOffMs, spentQuotaMs, usualLimits } from "./wait.ts";

const now = Date.parse("2026-11-21T10:00:00Z");

test.each([
  [{ "retry-after": "7" }, 7000],
  [{ "retry-after": "0" }, 0],
  [{ "retry-after": "Sat, 21 Nov 2026 10:00:30 GMT" }, 30_000],
  [{ "retry-after": "Sat, 21 Nov 2026 09:00:00 GMT" }, 0],
  [{ "retry-after": "1000000" }, 3_600_000],
  [{ "retry-after": "soon" }, undefined],
  [{ "x-ms-user-quota-resets-after": "00:00:05" }, 5000],
  [{ "x-ms-user-quota-resets-after": "01:02:03" }, 3_600_000],
  [{ "retry-after": "2", "x-ms-user-quota-resets-after": "00:00:05" }, 2000],
  [{}, undefined],
])("%j asks to wait %s ms", (headers, expected) => {
  expect(askedWaitMs(headers, now)).toBe(expected);
});

test.each([
  [{ "x-ms-user-quota-remaining": "0", "x-ms-user-quota-resets-after": "00:00:03" }, 3000],
  [{ "x-ms-user-quota-remaining": "1", "x-ms-user-quota-resets-after": "00:00:03" }, undefined],
  [{ "x-ms-ratelimit-remaining-subscription-reads": "0" }, 1000],
  [{ "x-ms-ratelimit-remaining-subscription-reads": "11999" }, undefined],
  [{}, undefined],
])("%j leaves nothing for %s ms", (headers, expected) => {
  expect(spentQuotaMs(headers)).toBe(expected);
});

// Failures so far, chance, wait.
test.each([
  [1, 0, 500],
  [1, 1, 250],
  [2, 0, 1000],
  [4, 0.5, 3000],
  [20, 0, 60_000],
])("after %i failures with chance %s: %i ms", (failures, random, expected) => {
  expect(backOffMs(failures, random, usualLimits)).toBe(expected);
});
