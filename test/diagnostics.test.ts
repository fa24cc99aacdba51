// Every diagnostic has a page that explains it, an example that really causes it, and a test that
// shows it.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { catalogue, type DiagnosticCode } from "../src/diagnostic/index.ts";
import { diagnose, shorten } from "./diagnostic-page.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const folder = join(root, "docs/diagnostics");
const codes = Object.keys(catalogue) as DiagnosticCode[];
const pages = readdirSync(folder).filter((name) => name !== "README.md");

function filesBelow(path: string): readonly string[] {
  return readdirSync(path).flatMap((name) => {
    const inner = join(path, name);
    return statSync(inner).isDirectory() ? filesBelow(inner) : [inner];
  });
}

function readPage(code: string): string {
  return readFileSync(join(folder, `${code}.md`), "utf8");
}

function blockOf(page: string, language: string): string | undefined {
  return new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)\n\`\`\`$`, "m").exec(page)?.[1];
}

test("every code has a page, and every page is about a code", () => {
  expect([...pages].sort()).toEqual(codes.map((code) => `${code}.md`).sort());
});

test("the index lists every code with its severity and sentence", () => {
  const index = readFileSync(join(folder, "README.md"), "utf8");
  const listed = index.split("\n").filter((line) => line.startsWith("| ["));
  const wanted = codes.map((code) => {
    const { severity, message } = catalogue[code];
    return `| [${code}](${code}.md) | ${severity} | ${message} |`;
  });
  expect(listed).toEqual(wanted);
});

test.each(codes)(
  "the page of %s says its severity, shows an example and a way to mend it",
  (code) => {
    const page = readPage(code);
    expect(page.split("\n")[0]).toBe(`# ${code}`);
    expect(page).toMatch(new RegExp(`^\\*\\*${catalogue[code].severity}\\.\\*\\* `, "im"));
    expect(page).toMatch(/^## Example$/m);
    expect(page).toMatch(/^## How to mend it$/m);
  },
);

const runnable = codes.filter((code) => blockOf(readPage(code), "json") !== undefined);

test("most pages have an example that can be run", () => {
  expect(runnable.length).toBeGreaterThan(50);
});

test.each(runnable)("the example of %s causes it, in the words of the page", (code) => {
  const page = readPage(code);
  const found = diagnose(blockOf(page, "json") ?? "").find(
    (diagnostic) => diagnostic.code === code,
  );
  const said = found && `${found.severity}: ${shorten(found.message)}\n  ${shorten(found.remedy)}`;
  expect(blockOf(page, "text")).toBe(said);
});

test("links of the pages lead somewhere", () => {
  const broken = pages.flatMap((name) =>
    [...readFileSync(join(folder, name), "utf8").matchAll(/\]\(([^)#]+)(?:#([^)]+))?\)/g)]
      .filter(([, path = "", anchor]) => {
        const target = join(folder, path);
        const text = statSync(target, { throwIfNoEntry: false })?.isFile()
          ? readFileSync(target, "utf8")
          : undefined;
        return text === undefined || (anchor !== undefined && !text.includes(`<a id="${anchor}">`));
      })
      .map(([link]) => `${name}: ${link}`),
  );
  expect(broken).toEqual([]);
});

const sources = filesBelow(join(root, "src")).filter((file) => file.endsWith(".ts"));
const tests = [...sources, ...filesBelow(join(root, "test"))].filter(
  (file) => file.endsWith(".test.ts") && !file.endsWith("diagnostics.test.ts"),
);

test("every code is shown by a test", () => {
  const text = tests.map((file) => readFileSync(file, "utf8")).join("\n");
  expect(codes.filter((code) => !text.includes(code))).toEqual([]);
});

// The code is put together from the language of the text.
const composed: readonly DiagnosticCode[] = ["json-invalid", "yaml-invalid"];

test("every code is reported by something", () => {
  const reporting = sources
    .filter((file) => !file.endsWith(".test.ts") && !file.endsWith("-messages.ts"))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const silent = codes.filter((code) => !reporting.includes(`"${code}"`));
  expect(silent.filter((code) => !composed.includes(code))).toEqual([]);
});
