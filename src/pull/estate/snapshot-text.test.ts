import { expect, test } from "vitest";
import { toResource } from "./gathered.ts";
import { type PulledHeader, writeSnapshot } from "./snapshot-text.ts";

const header: PulledHeader = {
  by: "trueroute 1",
  from: "https://azure",
  scope: { tenant: true },
  begun: "b",
  ended: "e",
  resourceGraph: false,
  secretsLeftOut: 0,
  typesLeftOut: {},
  missing: [],
};
const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/r";
const resources = [
  toResource({
    id,
    location: "westeurope",
    properties: { provisioningState: "Succeeded", routes: [] },
  })!,
];
const answers = [{ id: "/nic", kind: "effectiveRoutes" as const, value: [] }];
const rows = [
  {
    id,
    type: "Microsoft.Network/routeTables",
    name: "r",
    location: "westeurope",
    properties: { provisioningState: "Succeeded", routes: [] },
  },
  ...answers,
];

test("a snapshot is indented as any other answer", () => {
  const { text } = writeSnapshot(header, resources, answers);
  expect(text).toBe(`${JSON.stringify({ pulled: header, resources: rows }, undefined, 2)}\n`);
});

test("one that would be too long is not indented, a row a line", () => {
  const long = writeSnapshot(header, resources, answers).text.length;
  const { text } = writeSnapshot(header, resources, answers, long - 1);
  expect(JSON.parse(text)).toEqual({ pulled: header, resources: rows });
  expect(text.split("\n")).toEqual([
    expect.stringMatching(/^\{"pulled":\{.*\},$/),
    '"resources":[',
    `${JSON.stringify(rows[0])},`,
    JSON.stringify(rows[1]),
    "]}",
    "",
  ]);
  expect(() => writeSnapshot(header, resources, answers, text.length - 1)).toThrow(
    "2 resources are more than one file can hold",
  );
});

test("one without resources can be read", () => {
  expect(JSON.parse(writeSnapshot(header, [], []).text)).toEqual({ pulled: header, resources: [] });
});
