// Unknown values are said once: for each value, and for each property once there are many.
import { expect, test } from "vitest";
import { createDiagnostic, type Diagnostic } from "../diagnostic/index.ts";
import { joinUnknown } from "./consequence.ts";

function unknown(resource: string, property: string, source: string): Diagnostic {
  const place = { resource, pointer: `/properties/${property}`, file: "", filePointer: "" };
  return createDiagnostic("value-unknown", place, { property, source });
}

// Each row: property and source of unknown values, in order; messages with the number of related
// places.
test.each([
  [["location=here", "location=here"], ["location is known only to Azure: here +1"]],
  [
    ["location=here", "ip=a", "location=here", "ip=b"],
    [
      "location is known only to Azure: here +1",
      "ip is known only to Azure: a +0",
      "ip is known only to Azure: b +0",
    ],
  ],
  [
    ["ip=a", "ip=b", "ip=c", "location=here", "ip=d"],
    ["ip is known only to Azure: a, and 3 like it +3", "location is known only to Azure: here +0"],
  ],
] as const)("%j", (values, expected) => {
  const diagnostics = values.map((value, index) => {
    const [property = "", source = ""] = value.split("=");
    return unknown(`r${index}`, property, source);
  });
  const joined = joinUnknown(diagnostics);
  expect(joined.map(({ message, related }) => `${message} +${related.length}`)).toEqual(expected);
});
