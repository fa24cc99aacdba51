// The rules, their pages and the tests that show them belong together: a rule without a page cannot
// be understood, and a rule without a test may not hold.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type RuleId, rulePage, rules } from "../src/rule/index.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const semantics = join(root, "docs/semantics");
const pages = readdirSync(semantics).filter((name) => name.endsWith(".md"));
const textOf = new Map(pages.map((page) => [page, readFileSync(join(semantics, page), "utf8")]));
const ids = Object.keys(rules) as (keyof typeof rules)[];

function anchorsOf(page: string): string[] {
  return [...(textOf.get(page) ?? "").matchAll(/<a id="([^"]+)"><\/a>/g)].map((found) => found[1]!);
}

test("every rule has its anchor on its page, and every anchor is a rule", () => {
  // Errors of Azure Resource Manager and worked examples have anchors too, and are no rules.
  const anchors = pages.flatMap((page) =>
    anchorsOf(page)
      .filter((anchor) => !/^(err|we)-\d+$/.test(anchor))
      .map((anchor) => `docs/semantics/${page}#${anchor}`),
  );
  expect(anchors.sort()).toEqual(ids.map(rulePage).sort());
});

test("the index lists every rule as the catalogue has it", () => {
  const listed = (textOf.get("README.md") ?? "")
    .split("\n")
    .filter((line) => /^\| \[[A-Z]+-\d+\]/.test(line));
  const expected = ids.map((id) => {
    const { title, confidence, page } = rules[id];
    return `| [${id}](${page}#${id.toLowerCase()}) | ${title} | ${confidence} |`;
  });
  expect(listed).toEqual(expected);
});

test("every error and worked example is in the index", () => {
  const index = textOf.get("README.md") ?? "";
  const unlisted = ["10-arm-errors.md", "13-worked-examples.md"].flatMap((page) =>
    anchorsOf(page).filter((anchor) => !index.includes(`](${page}#${anchor})`)),
  );
  expect(anchorsOf("13-worked-examples.md").length).toBeGreaterThan(20);
  expect(unlisted.filter((anchor) => /^(err|we)-\d+$/.test(anchor))).toEqual([]);
});

// What stands in code is no link.
function prose(page: string): string {
  return (textOf.get(page) ?? "").replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`]*`/g, "");
}

function linksOf(page: string): string[] {
  const inline = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)];
  const defined = [...prose(page).matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  return [...inline, ...defined].map((found) => found[1]!);
}

function resolves(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : relative(semantics, resolve(semantics, path));
  if (!existsSync(join(semantics, target))) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

test.each(pages)("the links of %s lead somewhere", (page) => {
  const internal = linksOf(page).filter((link) => !/^[a-z]+:/.test(link));
  expect(internal.filter((link) => !resolves(page, link))).toEqual([]);
});

test.each(pages)("%s defines the references it uses, and no others", (page) => {
  const text = prose(page);
  const defined = [...text.matchAll(/^\[([A-Z]+-\d+)\]: /gm)].map((found) => found[1]!);
  const body = text.replace(/^\[[A-Z]+-\d+\]: .*$/gm, "");
  const used = [...body.matchAll(/\[([A-Z]+-\d+)\](?!\()/g)].map((found) => found[1]!);
  expect([...new Set(used)].sort()).toEqual(defined.sort());
});

test("the pages link to each other at all", () => {
  const count = pages.reduce((sum, page) => sum + linksOf(page).length, 0);
  expect(count).toBeGreaterThan(400);
});

// The sections whose every rule a test must show, but for those below. The first section alone is
// about what Azure answers at all.
const shownSections = "SYS PEER GW SE PE UDR SEL ORD VW CAP FWD NSG ER X".split(" ");

// Rules that no test can show, and why.
const unshown: Partial<Record<RuleId, string>> = {};

// A line with more ids than this is a list; it shows none of them.
const idsOfOneClaim = 6;

const ruleName = new RegExp(`\\b(?:${shownSections.join("|")})-\\d+\\b`, "g");

function filesUnder(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function testFiles(): string[] {
  const beside = filesUnder("src").filter((file) => file.endsWith(".test.ts"));
  const suites = filesUnder("test").filter(
    (file) => file.endsWith(".ts") || file.startsWith(join("test", "golden")),
  );
  return [...beside, ...suites].filter(
    (file) => file !== join("test", "semantics.test.ts") && !file.startsWith(join("src", "rule")),
  );
}

function idsShownBy(line: string): readonly string[] {
  const found = new Set(line.match(ruleName) ?? []);
  const words = line.replace(ruleName, "").replace(/[^A-Za-z]/g, "");
  return found.size > idsOfOneClaim || words === "" ? [] : [...found];
}

function missingBySection(shown: ReadonlySet<string>): string {
  const lines = shownSections.map((section) => {
    const all = ids.filter((id) => id.startsWith(`${section}-`));
    const missing = all.filter((id) => !shown.has(id) && unshown[id] === undefined);
    return missing.length === 0
      ? undefined
      : `${section}: ${missing.length} of ${all.length}: ${missing.join(", ")}`;
  });
  return lines.filter((line) => line !== undefined).join("\n");
}

test("a line that lists rules shows none of them", () => {
  expect(idsShownBy('test("SEL-2: a user route wins over SEL-3", () => {')).toEqual([
    "SEL-2",
    "SEL-3",
  ]);
  expect(idsShownBy("# WE-3, SYS-4: an equal prefix hides the None row")).toEqual(["SYS-4"]);
  expect(idsShownBy('  "SEL-2", "SEL-3",')).toEqual([]);
  expect(idsShownBy("all: GW-1 GW-2 GW-3 GW-4 GW-5 GW-6 GW-7")).toEqual([]);
  expect(idsShownBy("XGW-1 and GW-12x")).toEqual([]);
});

function shownRules(): ReadonlySet<string> {
  const lines = testFiles().flatMap((file) => readFileSync(join(root, file), "utf8").split("\n"));
  return new Set(lines.flatMap(idsShownBy));
}

test("every rule that makes or orders a route, or decides about a packet, stands in a test", () => {
  const missing = missingBySection(shownRules());
  if (missing !== "") expect.fail(`rules that no test names:\n${missing}`);
});

test("a rule that is said to have no test has none", () => {
  const shown = shownRules();
  expect(Object.keys(unshown).filter((id) => shown.has(id))).toEqual([]);
});
