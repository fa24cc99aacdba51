// Runs the commands that a Markdown page shows in ```console blocks, and renders the page with the
// answers of today.
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../src/cli/index.ts";
import { nodeFileSystem, noProcesses } from "../src/host/index.ts";
import { askNobody, createRunningServers, noForeground } from "../src/host/on-demand/index.ts";

/**
 * Whether pages are to be rewritten: GOLDEN_UPDATE=1. The difference is then read before it is
 * committed.
 */
export const isUpdate: boolean = process.env["GOLDEN_UPDATE"] === "1";

/** A command of a page: the program, whether stderr counts, and the filter behind a pipe. */
interface Command {
  readonly argv: readonly string[];
  readonly hasStderr: boolean;
  readonly filter: readonly string[];
}

/** Splits a command line as a shell does, for the quotes that the pages use. */
export function wordsOf(line: string): readonly string[] {
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

/**
 * Does what `grep` does with `-v` and `-e`, so that the pages can leave out rows the way that
 * people do.
 */
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
export async function run(line: string, folder: string): Promise<Run> {
  const script = /^node (\S+\.mjs)$/.exec(line)?.[1];
  if (script !== undefined) return runScript(script, folder);
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
    fileWriter: { write: () => Promise.reject(new Error("a page writes no files")) },
    processes: noProcesses,
    foreground: noForeground,
    askLocally: askNobody,
    runningServers: createRunningServers(),
    today: () => "2026-11-21",
    now: () => Date.parse("2026-11-21"),
    untilStopped: () => Promise.resolve(),
  });
  return { text: grep(output.text, filter), stderr: output.stderr, code };
}

// A script uses what is built, as its reader does.
function runScript(script: string, folder: string): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    cwd: folder,
    encoding: "utf8",
  });
  return { text: stdout, stderr, code: status ?? 1 };
}

// Editors strip blanks at line ends, and az's tables have them; whole tables are compared
// elsewhere.
function trimLines(text: string): string {
  return text.replace(/[ \t]+$/gm, "");
}

export interface Rendered {
  readonly page: string;
  readonly runs: readonly (Run & { readonly line: string })[];
}

const block = /^```console\n([\s\S]*?)^```$/gm;

/** The page as it would be if every answer were the one of today. */
export async function renderPage(page: string, folder: string): Promise<Rendered> {
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
