import { expect, test } from "vitest";
import { refusalOf } from "../../../test/answers/ask.ts";
import { formatIp } from "../../net/index.ts";
import { peekText, type Read, readIp, readPort, readText, readWord } from "./field.ts";

function show<T>(result: Read<T>, format: (value: T) => string = String): string {
  return result.kind === "read" ? format(result.value) : refusalOf(result);
}

test("names are compared without regard to case, and null is absent", () => {
  expect(peekText({ TARGETresourceid: "x" }, "targetResourceId")).toBe("x");
  expect(peekText({ targetResourceId: null }, "targetResourceId")).toBeUndefined();
});

test.each([undefined, null, 7, "text", [], {}, { name: "" }, { name: 7 }])(
  "%j has no name, and is refused",
  (body) => {
    expect(show(readText(body, "name"))).toBe(
      "400 BadRequest (ours): The request has no name. Write it as a text.",
    );
  },
);

test.each([
  ["10.0.0.4", "10.0.0.4"],
  ["fd00::4", "fd00::4"],
  ["10.0.0.0/24", "400 BadRequest (ours): ip is '10.0.0.0/24', which is no IP address."],
])("the address %s reads as %s", (ip, expected) => {
  expect(show(readIp({ ip }, "ip"), formatIp)).toBe(expected);
});

test.each<[unknown, string]>([
  ["*", "undefined"],
  [undefined, "undefined"],
  ["22", "22"],
  [443, "443"],
  ["65536", "400 BadRequest (ours): port is '65536'. Write a port from 0 to 65535, or *."],
  [{}, "400 BadRequest (ours): port is no port. Write a port from 0 to 65535, or *."],
  ["ssh", "400 BadRequest (ours): port is 'ssh'. Write a port from 0 to 65535, or *."],
])("the port %s reads as %s", (port, expected) => {
  expect(show(readPort({ port }, "port"))).toBe(expected);
});

test("a word is one of a few, in any case", () => {
  const words = { Inbound: "in", Outbound: "out" };
  expect(show(readWord({ direction: "INBOUND" }, "direction", words))).toBe("in");
  expect(show(readWord({ direction: "up" }, "direction", words))).toBe(
    "400 BadRequest (ours): direction is 'up'. Write one of: Inbound, Outbound.",
  );
});
