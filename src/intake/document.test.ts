import { expect, test } from "vitest";
import { readDocument } from "./document.ts";
import { loadYaml } from "./load-yaml.ts";

const text = `# what must hold
assertions:
  - from: web
    musst:
      - delivered
`;

test("a document gives its value, and places of values and keys", async () => {
  const document = readDocument({ file: "a.yaml", text }, await loadYaml());
  if (document.kind !== "document") throw new Error(document.problem);
  expect(document.value).toEqual({ assertions: [{ from: "web", musst: ["delivered"] }] });
  expect(document.positionOf("/assertions/0/from")).toEqual({ line: 3, column: 11 });
  expect(document.positionOf("/assertions/0/musst")).toEqual({ line: 5, column: 7 });
  expect(document.positionOf("/assertions/0/musst", "musst")).toEqual({ line: 4, column: 5 });
});

test("JSON is read too", () => {
  const document = readDocument({ file: "a.json", text: '{ "assertions": [] }' });
  expect(document).toMatchObject({ kind: "document", value: { assertions: [] } });
});

test.each([
  ["", "it is empty", undefined],
  ["a: 1\n---\nb: 2\n", "it holds several documents", undefined],
  ["a: [1\nb: 2\n", expect.any(String), expect.objectContaining({ line: 2 })],
])("%j cannot be read", async (broken, problem, position) => {
  const document = readDocument({ file: "a.yaml", text: broken }, await loadYaml());
  expect(document).toEqual({ kind: "invalid", problem, position });
});
