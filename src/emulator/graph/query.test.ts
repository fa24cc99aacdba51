import { expect, test } from "vitest";
import { parseQuery } from "./query.ts";

const rows = [
  { name: "a", type: "t/one", tags: { env: "prod" }, size: 2, properties: { list: [{ id: "x" }] } },
  { name: "B", type: "t/two", tags: null, size: 10, properties: { list: [] } },
  { name: "c", type: "t/one", tags: { env: "test" }, size: 1, properties: {} },
];

function ask(text: string): unknown {
  const query = parseQuery(text);
  if ("problem" in query) return query.problem;
  return query.stages.reduce<readonly Record<string, unknown>[]>(
    (some, stage) => [...stage(some)],
    rows,
  );
}

// query, names found
const found: readonly (readonly [string, readonly string[]])[] = [
  ["Resources | where name == 'b'", []],
  ["Resources | where name =~ 'b'", ["B"]],
  ["Resources | where type in~ ('T/ONE', 't/three')", ["a", "c"]],
  ["Resources | where type !in~ ('T/ONE')", ["B"]],
  ["Resources | where tags.env == \"prod\" or tags['env'] =~ 'TEST'", ["a", "c"]],
  ["Resources | where isnotempty(properties.list[0].id)", ["a"]],
  ["Resources | where not(name contains 'b') and size != 1", ["a"]],
  ["Resources | where tolower(name) startswith 'b' // why not", ["B"]],
  ["Resources | order by size asc | take 2", ["c", "a"]],
  ["Resources | order by type asc, size desc", ["a", "c", "B"]],
];

test.each(found)("%s", (text, names) => {
  const result = ask(text);
  expect(Array.isArray(result) ? result.map((row: { name: string }) => row.name) : result).toEqual(
    names,
  );
});

test.each([
  ["Resources | project name, env = tags.env", { name: "a", env: "prod" }],
  ["Resources | project tags.env", { tags_env: "prod" }],
  ["Resources | summarize n = count() by type", { type: "t/one", n: 2 }],
  ["Resources | summarize count()", { count_: 3 }],
  ["Resources | distinct type", { type: "t/one" }],
  ["Resources | count", { Count: 3 }],
])("%s gives %j first", (text, first) => {
  expect(ask(text)).toMatchObject(
    [first, ...new Array(0)].concat((ask(text) as unknown[]).slice(1)),
  );
});

test.each([
  ["Resources | extend x = 1", "the operator 'extend' is not offered"],
  ["Resources | where a =~", "it ends too early"],
  ["Resources | where a matches 'b'", "the comparison 'matches' is not offered"],
  ["Resources | where parse_json(a) == 1", "the function 'parse_json' is not offered"],
  ["Resources where a", "'where' stands where '|' was expected"],
])("%s: %s", (text, problem) => {
  expect(ask(text)).toBe(problem);
});
