// The help of every command, as files. GOLDEN_UPDATE=1 writes them; the difference is the review.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import { createFrame } from "../../src/cli/session.ts";
import { createTestIo, runCli } from "../run-cli.ts";

const folder = fileURLToPath(new URL("./help/", import.meta.url));
const isUpdate = Boolean(process.env["GOLDEN_UPDATE"]);

function commandLines(command: Command, above: readonly string[] = []): readonly string[][] {
  const visible = command.createHelp().visibleCommands(command);
  return visible.flatMap((below) => {
    const line = [...above, below.name()];
    return [line, ...commandLines(below, line)];
  });
}

const program = createProgram(createFrame(createTestIo().io, () => undefined));
const lines = [[], ...commandLines(program)];
const fileOf = (line: readonly string[]) => `${["trueroute", ...line].join("-")}.txt`;

test.each(lines.map((line) => [["trueroute", ...line].join(" "), line] as const))(
  "%s --help",
  async (_, line) => {
    const { code, stdout, stderr } = await runCli([...line, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const file = folder + fileOf(line);
    if (isUpdate) writeFileSync(file, stdout);
    expect(stdout).toBe(existsSync(file) ? readFileSync(file, "utf8") : "no golden file yet");
  },
);

test("every help file belongs to a command", () => {
  const wanted = new Set(lines.map(fileOf));
  const stale = readdirSync(folder).filter((name) => !wanted.has(name));
  if (isUpdate) for (const name of stale) rmSync(folder + name);
  expect(isUpdate ? [] : stale).toEqual([]);
});

test("every command has an example that starts with its own words", async () => {
  for (const line of lines.filter(({ length }) => length > 0)) {
    const { stdout } = await runCli([...line, "--help"]);
    expect(stdout, line.join(" ")).toContain("Examples:\n");
    expect(stdout.split("Examples:\n")[1], line.join(" ")).toContain(`trueroute ${line.join(" ")}`);
  }
});
