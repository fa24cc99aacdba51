import { expect, test } from "vitest";
import { formatEntry, type RequestEntry } from "./request-log.ts";

const entry: RequestEntry = {
  time: "2026-11-21T09:30:00.000Z",
  method: "PUT",
  path: "/subscriptions/s",
  apiVersion: "2024-05-01",
  status: 201,
  durationMs: 12,
  clientRequestId: "1f3c",
  command: "network vnet create",
};
const bare: RequestEntry = {
  ...entry,
  apiVersion: undefined,
  status: undefined,
  clientRequestId: undefined,
  command: undefined,
};

test("a line for people", () => {
  expect(formatEntry(entry, "text")).toBe(
    "2026-11-21T09:30:00.000Z PUT /subscriptions/s 201 12 ms api=2024-05-01 id=1f3c (network vnet create)",
  );
  expect(formatEntry(bare, "text")).toBe(
    "2026-11-21T09:30:00.000Z PUT /subscriptions/s aborted 12 ms",
  );
});

test("a line for programs", () => {
  expect(JSON.parse(formatEntry(entry, "json"))).toEqual(entry);
  expect(formatEntry(bare, "json")).toBe(
    '{"time":"2026-11-21T09:30:00.000Z","method":"PUT","path":"/subscriptions/s","durationMs":12}',
  );
});
