// What the pages say about files, switches and input must be so.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createSnapshot, readText } from "../src/intake/index.ts";
import { behaviorSwitches, isBehaviorKey } from "../src/model/index.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

function pagesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || ["node_modules", "dist"].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pagesBelow(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

const pages = pagesBelow("");
const textOf = (page: string): string => readFileSync(join(root, page), "utf8");

// What stands in code is no link and no heading.
function prose(page: string): string {
  return textOf(page)
    .replace(/^ *```[\s\S]*?^ *```$/gm, "")
    .replace(/`[^`\n]*`/g, "code");
}

function linksOf(page: string): string[] {
  const inline = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)];
  const defined = [...prose(page).matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  return [...inline, ...defined].map((found) => found[1]!);
}

// Anchors are written, or made from headings as GitHub makes them.
function anchorsOf(page: string): ReadonlySet<string> {
  const written = [...textOf(page).matchAll(/<a id="([^"]+)">/g)].map((found) => found[1]!);
  const headings = [...textOf(page).matchAll(/^#+ (.*)$/gm)].map((found) =>
    found[1]!
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
  return new Set([...written, ...headings]);
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : relative(root, resolve(root, dirname(page), decodeURI(path)));
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || !target.endsWith(".md") || anchorsOf(target).has(anchor);
}

test.each(pages)("the links of %s lead somewhere", (page) => {
  const internal = linksOf(page).filter((link) => !/^[a-z]+:/.test(link));
  expect(internal.filter((link) => !leadsSomewhere(page, link))).toEqual([]);
});

test("a broken link is seen, and so is a broken anchor", () => {
  expect(pages.length).toBeGreaterThan(80);
  expect(leadsSomewhere("README.md", "docs/snapshot.md")).toBe(true);
  expect(leadsSomewhere("README.md", "docs/snapshots.md")).toBe(false);
  expect(leadsSomewhere("README.md", "docs/snapshot.md#1-files")).toBe(true);
  expect(leadsSomewhere("README.md", "docs/snapshot.md#1-file")).toBe(false);
});

// Readers have the repository and nothing else.
const inside: readonly RegExp[] = [
  /(^|[\s"'`(])\/work\b/m,
  /\.\.\/shared/,
  /\b(shared|seeds|corpus|design)\//,
  /\bseeds?\b/i,
  /\b(DESIGN|STYLE|ROUTING|SNAPSHOT|ARM-RECORDED|NOTES|BRIEF)\.md\b/,
  /\b(issue|issues|ticket) #?\d+\b(?! = GitHub)/i,
  /(^|\s)#\d+\b/m,
  /\b(this|previous|earlier|next|another|our) session\b/i,
  /\bsub-?agents?\b|\bhelpers?\b|\bworktree\b/i,
];

// A public thread that is a source is named by its number.
const publicThread = /^\| ISS-\d+ \|.*$/gm;

test.each(pages)("%s speaks of nothing outside the repository", (page) => {
  const text = textOf(page).replace(publicThread, "");
  expect(inside.flatMap((pattern) => text.match(pattern)?.[0] ?? [])).toEqual([]);
});

test("the list of switches is the one that the program has", () => {
  const listed = [
    ...textOf("docs/semantics/appendix-d-switches.md").matchAll(
      /^\| `(\w+)` \| (.*) \| (\[[^|]*) \|$/gm,
    ),
  ].map(([, key, values, rules]) => ({ key, values, rules }));
  expect(listed.map(({ key }) => key)).toEqual(Object.keys(behaviorSwitches));
  for (const { key, values, rules } of listed) {
    if (key === undefined || !isBehaviorKey(key)) continue;
    const plain = (values ?? "").replace(/\([^)]*\)/g, "").replace(/ for VNets .*/, "");
    const written = plain.split(/[,/]/).map((value) => value.replaceAll("`", "").trim());
    expect({ key, values: written }).toEqual({ key, values: [...behaviorSwitches[key].values] });
    expect({ key, rules }).toEqual({
      key,
      rules: expect.stringContaining(`[${behaviorSwitches[key].rule}]`),
    });
  }
});

function blocksOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^```jsonc?\n([\s\S]*?)^```$/gm)].map((found) => found[1]!);
}

test("the facts and rows that the page on snapshots shows can be read", () => {
  const results = blocksOf("docs/snapshot.md").map((text) =>
    readText({ file: "page.jsonc", text, about: "nic" }),
  );
  const { resources, captures, diagnostics } = createSnapshot([results]);
  expect(diagnostics).toEqual([]);
  expect([...resources.values()].map(({ typeKey }) => typeKey).sort()).toEqual([
    "trueroute/behavior",
    "trueroute/guests",
    "trueroute/learnedroutes",
    "trueroute/onpremisessites",
    "trueroute/publichosts",
    "trueroute/virtualhubrouters",
  ]);
  expect(captures).toHaveLength(1);
});

test("every decision is in the list of decisions", () => {
  const written = pagesBelow("docs/decisions")
    .map((page) => relative("docs/decisions", page))
    .filter((page) => page !== "README.md");
  expect(linksOf("docs/decisions/README.md").sort()).toEqual(written.sort());
  expect(written.length).toBeGreaterThan(3);
});
