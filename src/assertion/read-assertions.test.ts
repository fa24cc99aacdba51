import { expect, test } from "vitest";
import { parsePrefix } from "../net/index.ts";
import { readAssertions } from "./read-assertions.ts";

test("an assertion is read whole", () => {
  const { file, mistakes } = readAssertions({
    snapshots: "base.json",
    assertions: [
      {
        name: "activation",
        from: "vm-app",
        to: "kms.core.windows.net:1688",
        must: "deliveredToService",
        mustNot: ["exitsToOnPremises", "work"],
        reply: "delivered",
        via: ["azfw"],
        notVia: "nva1",
        sourceSeen: "198.51.100.0/24",
        symmetric: true,
        snapshots: ["base.json", "routes.json"],
      },
    ],
  });
  expect(mistakes).toEqual([]);
  expect(file).toEqual({
    snapshots: ["base.json"],
    assertions: [
      {
        name: "activation",
        from: "vm-app",
        to: "kms.core.windows.net:1688",
        must: ["deliveredToService"],
        mustNot: ["exitsToOnPremises", "work"],
        reply: ["delivered"],
        via: ["azfw"],
        notVia: ["nva1"],
        sourceSeen: { text: "198.51.100.0/24", prefix: parsePrefix("198.51.100.0/24") },
        isSymmetric: true,
        snapshots: ["base.json", "routes.json"],
        pointer: "/assertions/0",
      },
    ],
  });
});

const rest = { from: "a", to: "b", must: "work" };

test("a list alone is the list of assertions", () => {
  const { file, mistakes } = readAssertions([rest, { ...rest, name: "second" }]);
  expect(mistakes).toEqual([]);
  expect(file.assertions.map(({ name }) => name)).toEqual(["a -> b", "second"]);
});

test.each<[unknown, readonly string[]]>([
  [undefined, ["a file of assertions must be a mapping"]],
  ["x", ["a file of assertions must be a mapping"]],
  [[], ["the list of assertions is empty"]],
  [{}, ["the file has no assertions"]],
  [{ assertions: [] }, ["the list of assertions is empty"]],
  [{ assertions: {} }, ["assertions must be a list"]],
  [{ assertions: [5] }, ["an assertion must be a mapping"]],
  [{ assertions: [{ ...rest, from: undefined }] }, ["an assertion lacks from:"]],
  [{ assertions: [{ from: "a", to: "b" }] }, ["assertion 'a -> b' expects nothing"]],
  [{ assertions: [{ ...rest, must: "deliverd" }] }, ["'deliverd' is not known as an ending"]],
  [{ assertions: [{ ...rest, reply: "work" }] }, ["'work' is not known as an ending"]],
  [{ assertions: [{ ...rest, mustnot: "loop" }] }, ["'mustnot' is not a field of an assertion"]],
  [
    { assertions: [{ ...rest, sourceSeen: "10.0.0.1/8" }] },
    ["'10.0.0.1/8' is neither an address nor a prefix"],
  ],
  [{ assertions: [{ ...rest, symmetric: "yes" }] }, ["symmetric must be true or false"]],
  [
    { asertions: [rest] },
    ["'asertions' is not a field of a file of assertions", "the file has no assertions"],
  ],
])("%j is refused", (value, messages) => {
  expect(readAssertions(value).mistakes.map(({ message }) => message)).toEqual(messages);
});

test("an assertion without a name is called after its ends", () => {
  expect(readAssertions({ assertions: [rest] }).file.assertions[0]?.name).toBe("a -> b");
});
