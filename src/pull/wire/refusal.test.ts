import { expect, test } from "vitest";
import { offeredVersion, readRefusal } from "./refusal.ts";

const details = [{ code: "ResponsePayloadTooLarge", message: "Response payload size is 2." }];

// The text, and what it says.
test.each([
  [{ error: { code: "AuthorizationFailed", message: "No." } }, "AuthorizationFailed No."],
  [{ code: "Forbidden", message: "No." }, "Forbidden No."],
  [
    { error: { code: "BadRequest", message: "m", details } },
    "ResponsePayloadTooLarge Response payload size is 2.",
  ],
  [{ error: { code: "BadRequest", message: "m", details: [] } }, "BadRequest m"],
  [{ error: { code: "NotFound", message: "m", details } }, "NotFound m"],
  [{ Message: "No HTTP resource was found." }, " No HTTP resource was found."],
  [{ error: "no" }, " "],
  ["<html><body>Bad\n gateway</body></html>", " Bad gateway"],
  ["", " "],
])("%j", (value, expected) => {
  const { code, message } = readRefusal(typeof value === "string" ? value : JSON.stringify(value));
  expect(`${code} ${message}`).toBe(expected);
});

test("long messages are cut", () => {
  const { message } = readRefusal(
    JSON.stringify({ error: { code: "x", message: "y".repeat(1000) } }),
  );
  expect(message).toHaveLength(303);
});

test.each([
  [
    "The supported api-versions are '2022-01-01, 2024-05-01'. The supported locations",
    "2024-05-01",
  ],
  ["The supported versions are '2024-05-01,2024-07-01-preview'.", "2024-05-01"],
  [
    "The supported api-versions are '2014-12-01-preview, 2015-05-01-preview'.",
    "2015-05-01-preview",
  ],
  ["The supported api-versions are 'none'.", undefined],
  ["No.", undefined],
])("'%s' offers %s", (text, expected) => {
  expect(offeredVersion(text)).toBe(expected);
});
