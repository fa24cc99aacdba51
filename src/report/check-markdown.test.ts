import { expect, test } from "vitest";
import { findingOf } from "../../test/check/finding-of.ts";
import { reportOf, walkOf } from "../../test/check/report-of.ts";
import { formatCheckMarkdown } from "./check-markdown.ts";

const published = { pageUrl: (path: string) => `https://x.example/${path}` };
const unpublished = { pageUrl: () => undefined };

test("a comment is a table, and each finding folded below it", () => {
  const finding = findingOf({
    walks: [walkOf("hubvm", "endpoint3:1433")],
    assumptions: [{ code: "a", message: "the guest forwards", rules: [] }],
    affected: ["s/providers/Microsoft.Network/virtualNetworks/hub/subnets/app"],
  });
  const text = formatCheckMarkdown(reportOf([finding]), published);
  const lines = text.split("\n");
  expect(lines.slice(0, 2)).toEqual([
    "<!-- trueroute -->",
    "### trueroute check: 1 error, 0 warnings, 0 info",
  ]);
  expect(lines).toContain(
    "| error | [TR701](https://x.example/docs/checks/TR701.md) A route table is full | `rt` | `main.json:1` | Route table rt has 401 routes. |",
  );
  expect(lines).toContain("<details><summary>TR701-f91b2499 A route table is full: rt</summary>");
  expect(lines).toContain("- affects: hub/app");
  expect(lines).toContain("- assumed: the guest forwards");
  expect(text).toMatch(/^- shown by: hubvmVMNic -&gt; azfw: .* \(`trueroute trace hubvm .*`\)$/m);
});

test("nothing found is a heading, so that an old comment says so", () => {
  expect(formatCheckMarkdown(reportOf([]), unpublished)).toBe(
    "<!-- trueroute -->\n### trueroute check: no findings, by 2 rules\n",
  );
});

test("a name cannot break out of its place", () => {
  const finding = findingOf({
    of: "routeTables/a|b`c``d",
    message: "Route <img src=x> of `rt` @team #7 [a](b) *x* \n| row |.",
    title: "A </summary> b",
  });
  const text = formatCheckMarkdown(reportOf([finding]), unpublished);
  expect(text).not.toMatch(/<img|[^&;]@team|[^\\]#7|[^\\]\[a\]|a<\/summary> b/);
  expect(text).toContain("``` a|b`c``d ```".replace("|", "\\|"));
  const rows = text.split("\n").filter((line) => line.startsWith("| error"));
  expect(rows).toHaveLength(1);
  expect(rows[0]?.match(/(?<!\\)\|/g)).toHaveLength(6);
});

test("what GitHub has no room for is cut, and said", () => {
  const many = Array.from({ length: 2000 }, (_, index) =>
    findingOf({ of: `routeTables/rt${index}`, message: `Route table ${"x".repeat(400)}.` }),
  );
  const text = formatCheckMarkdown(reportOf(many), published);
  expect(text.length).toBeLessThan(65_536);
  expect(text.length).toBeGreaterThan(50_000);
  const rows = text.match(/^\| error /gm)?.length ?? 0;
  const blocks = text.match(/<details>/g)?.length ?? 0;
  expect(text).toContain(`... and ${2000 - rows} more rows, which a comment has no room for`);
  expect(text).toContain(`... and ${2000 - blocks} more details`);
});
