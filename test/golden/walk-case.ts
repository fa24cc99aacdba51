// Walks as text files that people read: a claim, an estate, commands and what they print. README.md
// in walks/ says how such a file is written.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type CliResult, runCli, tagFile } from "../run-cli.ts";

/** Where the cases are. */
export const walkFolder: string = fileURLToPath(new URL("./walks/", import.meta.url));

/** A named part of a file, without the line that names it. */
export interface Section {
  readonly name: string;
  readonly text: string;
}

/** A case: what it claims, and its sections in their order. */
export interface WalkCase {
  readonly header: Readonly<Record<string, string>>;
  readonly head: string;
  readonly sections: readonly Section[];
}

/** Names of the cases, sorted. */
export function walkCaseNames(): readonly string[] {
  return readdirSync(walkFolder)
    .filter((name) => name.endsWith(".txt"))
    .map((name) => name.slice(0, -4))
    .sort();
}

/** Reads one case. */
export function readWalkCase(name: string): WalkCase {
  const text = readFileSync(`${walkFolder}${name}.txt`, "utf8");
  const [head = "", ...parts] = text.split(/^-- (?=\S.* --$)/m);
  const sections = parts.map((part) => {
    const end = part.indexOf("\n");
    return { name: part.slice(0, end).replace(/ --$/, ""), text: part.slice(end + 1) };
  });
  const fields = [...head.matchAll(/^(\w+): (.+)$/gm)].map(([, key = "", value = ""]) => [
    key,
    value,
  ]);
  return { header: Object.fromEntries(fields), head, sections };
}

/** Writes a case as its file has it. */
export function formatWalkCase({ head, sections }: WalkCase): string {
  return head + sections.map(({ name, text }) => `-- ${name} --\n${text}`).join("");
}

const command = "$ trueroute ";

/** The command of a section; absent where the section is a file. */
export function commandOf({ name }: Section): string | undefined {
  return name.startsWith(command) ? name.slice(command.length) : undefined;
}

const folder = "/home/me";

/**
 * Runs a command in the world of a case: its files, and the service tags of the tests as `tags`.
 * Without `-s` it reads the file `snapshot.yaml`.
 */
export function runIn({ sections }: WalkCase, line: string): Promise<CliResult> {
  const files = sections
    .filter((section) => commandOf(section) === undefined)
    .map(({ name, text }) => [`${folder}/${name}`, expandIds(text)]);
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const source = words.includes("-s") ? [] : ["-s", "snapshot.yaml"];
  // The service tags are read from the machine itself.
  const named = words.map((word) => (word === "tags" ? tagFile : word));
  return runCli([...named, ...source], { files: { nodes: Object.fromEntries(files) } });
}

/** What a command printed: on stdout, on stderr, and its exit code. */
export function transcript({ code, stdout, stderr }: CliResult): string {
  const said = stderr === "" ? "" : stderr.replaceAll(/^(?=.)/gm, "stderr: ");
  return shortenIds(`${stdout}${said}exit code ${code}\n`);
}

const scope = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/default/providers/";

// `@routeTables/rt` is a resource of Microsoft.Network, `@Microsoft.Sql/servers/s` another one's.
function expandIds(text: string): string {
  return text.replaceAll(
    /(^|[\s"[{])@(Microsoft\.\w+\/)?(?=\w)/gm,
    (_, before: string, provider = "Microsoft.Network/") => `${before}${scope}${provider}`,
  );
}

function shortenIds(text: string): string {
  return text.replaceAll(`${scope}Microsoft.Network/`, "@").replaceAll(scope, "@");
}
