// Every command on the example pages is run, and must answer what the page shows.
// GOLDEN_UPDATE=1 writes the answers of today into the pages; the difference is then read before it is committed.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { main } from "../src/cli/index.ts";
import { nodeFileSystem } from "../src/host/index.ts";

const root = fileURLToPath(new URL("../examples/", import.meta.url));
const isUpdate = process.env["GOLDEN_UPDATE"] === "1";

/** A command of a page: the program, whether stderr counts, and the filter behind a pipe. */
interface Command {
  readonly argv: readonly string[];
  readonly hasStderr: boolean;
  readonly filter: readonly string[];
}

/** Splits a command line as a shell does, for the quotes that the pages use. */
function wordsOf(line: string): readonly string[] {
  const words = [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word);
  return words.map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, "$1$2"));
}

function readCommand(line: string): Command {
  const [program = "", ...filters] = line.split(" | ");
  const [name, ...argv] = wordsOf(program);
  const filter = wordsOf(filters.join(" | "));
  if (name !== "trueroute" || filters.length > 1 || !["grep", undefined].includes(filter[0])) {
    throw new Error(`a page cannot show this command: ${line}`);
  }
  return { argv: argv.filter((word) => word !== "2>&1"), hasStderr: argv.includes("2>&1"), filter };
}

/** Does what `grep` does with `-v` and `-e`, so that the pages can leave out rows the way that people do. */
function grep(text: string, [program, ...options]: readonly string[]): string {
  if (program === undefined) return text;
  const isInverted = options.includes("-v");
  const patterns = options.filter((option) => !option.startsWith("-"));
  const isKept = (line: string): boolean =>
    patterns.some((pattern) => new RegExp(pattern).test(line)) !== isInverted;
  const lines = text.match(/[^\n]*\n/g) ?? [];
  return lines.filter((line) => isKept(line.slice(0, -1))).join("");
}

interface Run {
  readonly text: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs a command in the folder of its page, on a machine where no service tags are installed. */
async function run(line: string, folder: string): Promise<Run> {
  const { argv, hasStderr, filter } = readCommand(line);
  const output = { text: "", stderr: "" };
  const code = await main(argv, {
    stdout: {
      write: (text) => {
        output.text += text;
      },
    },
    stderr: {
      write: (text) => {
        if (hasStderr) output.text += text;
        else output.stderr += text;
      },
    },
    environment: { HOME: join(tmpdir(), "nobody"), APPDATA: join(tmpdir(), "nobody") },
    folder,
    platform: "linux",
    fileSystem: nodeFileSystem,
  });
  return { text: grep(output.text, filter), stderr: output.stderr, code };
}

// Editors strip blanks at line ends, and az's tables have them; whole tables are compared elsewhere.
function trimLines(text: string): string {
  return text.replace(/[ \t]+$/gm, "");
}

interface Rendered {
  readonly page: string;
  readonly runs: readonly (Run & { readonly line: string })[];
}

const block = /^```console\n([\s\S]*?)^```$/gm;

/** The page as it would be if every answer were the one of today. */
async function render(page: string, folder: string): Promise<Rendered> {
  const runs: (Run & { line: string })[] = [];
  let rendered = "";
  let end = 0;
  for (const found of page.matchAll(block)) {
    rendered += `${page.slice(end, found.index)}\`\`\`console\n`;
    for (const line of (found[1] ?? "").split("\n").filter((one) => one.startsWith("$ "))) {
      const result = await run(line.slice(2), folder);
      runs.push({ ...result, line });
      rendered += `${line}\n${trimLines(result.text)}`;
    }
    rendered += "```";
    end = found.index + found[0].length;
  }
  return { page: rendered + page.slice(end), runs };
}

const examples = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

test("the five stories are there, and the index names them all", () => {
  const index = readFileSync(join(root, "README.md"), "utf8");
  expect(examples).toHaveLength(5);
  for (const name of examples) expect(index).toContain(`(${name}/README.md)`);
});

for (const name of examples) {
  const folder = join(root, name);
  const file = join(folder, "README.md");
  const page = readFileSync(file, "utf8");

  test(`${name}: every command answers what its page shows`, async () => {
    const { page: rendered, runs } = await render(page, folder);
    if (isUpdate && rendered !== page) writeFileSync(file, rendered);
    for (const { line, code, stderr, text } of runs) {
      expect(code, `${line}\n${stderr}`).toBe(0);
      expect(stderr, line).not.toMatch(/^(error|warning):/m);
      expect(text, line).not.toBe("");
    }
    expect(runs.length).toBeGreaterThan(5);
    if (!isUpdate) expect(page).toBe(rendered);
  });

  test(`${name}: every file is used`, () => {
    const lines = page.split("\n").filter((line) => line.startsWith("$ "));
    const used = new Set(lines.flatMap(wordsOf));
    const files = readdirSync(folder).filter((entry) => entry.endsWith(".json"));
    expect(files.filter((entry) => !used.has(entry))).toEqual([]);
  });
}

// Links as they stand in the text, and those defined at the end of a page.
function linksOf(page: string): readonly string[] {
  const prose = page.replace(/^```[\s\S]*?^```$/gm, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)|^\[[A-Z]+-\d+\]: (\S+)$/gm)].map(
    ([, inline, defined]) => inline ?? defined ?? "",
  );
}

function leadsSomewhere(folder: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = join(folder, path);
  if (!existsSync(target)) return false;
  return anchor === undefined || readFileSync(target, "utf8").includes(`<a id="${anchor}"></a>`);
}

test("the links of the pages lead somewhere", () => {
  const pages = ["", ...examples].map((name) => join(root, name));
  const broken = pages.flatMap((folder) =>
    linksOf(readFileSync(join(folder, "README.md"), "utf8"))
      .filter((link) => !leadsSomewhere(folder, link))
      .map((link) => `${folder}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test("npm start answers its question in all four stages", () => {
  const script = join(root, "../scripts/start.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  expect(status, stderr).toBe(0);
  const outcomes = stdout.match(/^ {2}On-premises traffic goes .*?(?= \()/gm);
  const bypass = "  On-premises traffic goes straight to the database, past the firewall";
  const inspected = "  On-premises traffic goes to the firewall at 10.13.76.68 first";
  expect(outcomes).toEqual([bypass, bypass, inspected, bypass]);
  expect(stdout.match(/does (the same|otherwise)/g)).toEqual([
    "does the same",
    "does otherwise",
    "does the same",
    "does the same",
  ]);
});

test("a page that shows another answer is found out", async () => {
  const folder = join(root, "private-link");
  const block = (answer: string): string =>
    `\`\`\`console\n$ trueroute nexthop vpngw 10.13.77.6 -s base.json | grep Private\n${answer}\`\`\`\n`;
  const { page } = await render(block("Internet\n"), folder);
  expect(page).toContain("PrivateEndpoint");
  expect(page).not.toContain("Internet");
});
