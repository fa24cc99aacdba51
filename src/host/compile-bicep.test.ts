import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import {
  compileBicep,
  createNodeProcessRunner,
  noProcesses,
  type ProcessResult,
  type ProcessRunner,
} from "./index.ts";
import { callOf } from "./process-call.ts";

/** Answers by program; what is not there is absent. Keeps what was called. */
function fake(answers: Readonly<Record<string, ProcessResult>>) {
  const calls: string[] = [];
  const processes: ProcessRunner = {
    run: async (program, args) => {
      calls.push([program, ...args].join(" "));
      return answers[program] ?? { kind: "absent" };
    },
  };
  return { processes, calls };
}

const ended = (code: number, stdout: string, stderr = ""): ProcessResult => ({
  kind: "ended",
  code,
  stdout,
  stderr,
});

// Each row: programs that are there, the file, and the calls that are made.
test.each([
  [["bicep", "az"], "main.bicep", ["bicep build /f/main.bicep --stdout"]],
  [["bicep"], "p.bicepparam", ["bicep build-params /f/p.bicepparam --stdout"]],
  [
    ["az"],
    "main.bicep",
    ["bicep build /f/main.bicep --stdout", "az bicep build --file /f/main.bicep --stdout"],
  ],
])("with %j %s is compiled", async (programs, file, wanted) => {
  const { processes, calls } = fake(
    Object.fromEntries(programs.map((name) => [name, ended(0, "{}", "main.bicep: a warning")])),
  );
  expect(await compileBicep(file, `/f/${file}`, processes)).toEqual({
    text: "{}",
    diagnostics: [],
  });
  expect(calls).toEqual(wanted);
});

test("bicep-compiler-missing: one sentence says how to get it or do without", async () => {
  const { text, diagnostics } = await compileBicep("main.bicep", "/f/main.bicep", noProcesses);
  expect(text).toBeUndefined();
  expect(diagnostics.map(({ code, remedy }) => [code, remedy])).toEqual([
    ["bicep-compiler-missing", expect.stringContaining("aka.ms/bicep-install")],
  ]);
});

const stderr = [
  "WARNING: a new release is there",
  '/f/main.bicep(3,7) : Warning no-unused-params: Parameter "p" is unused.',
  '/f/main.bicep(4,1) : Error BCP018: Expected the "=" character at this location.',
  "ERROR: /f/modules/hub.bicep(9,2) : Error BCP057: The name x does not exist.",
].join("\r\n");

// Each row: what the compiler did, and what is said.
const failures: readonly [ProcessResult, readonly string[]][] = [
  [
    ended(1, "", stderr),
    [
      'main.bicep:4:1 main.bicep was not compiled: BCP018: Expected the "=" character at this location.',
      "/f/modules/hub.bicep:9:2 /f/modules/hub.bicep was not compiled: BCP057: The name x does not exist.",
    ],
  ],
  [
    ended(1, "", "no such option\nusage"),
    ["main.bicep main.bicep was not compiled: no such option usage"],
  ],
  [ended(2, "", ""), ["main.bicep main.bicep was not compiled: the compiler ended with code 2"]],
  [ended(0, " \n"), ["main.bicep main.bicep was not compiled: the compiler ended with code 0"]],
  [
    { kind: "failed", reason: "it was slow" },
    ["main.bicep main.bicep was not compiled: it was slow"],
  ],
];

test.each(failures)("bicep-invalid: %j", async (result, said) => {
  const { processes } = fake({ bicep: result });
  const { text, diagnostics } = await compileBicep("main.bicep", "/f/main.bicep", processes);
  expect(text).toBeUndefined();
  expect(
    diagnostics.map(({ place, position, message }) => {
      const at = position === undefined ? "" : `:${position.line}:${position.column}`;
      return `${place.file}${at} ${message}`;
    }),
  ).toEqual(said);
});

const folder = mkdtempSync(join(tmpdir(), "trueroute-bicep-"));
afterAll(() => rmSync(folder, { recursive: true }));

function install(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

const environment = { PATH: `/none::${folder}:/usr/bin:/bin` };

test.skipIf(process.platform === "win32")("programs are found on the path and run", async () => {
  install("bicep", 'printf "%s|" "$@"; printf " bad" >&2; exit "$CODE"');
  const run = (program: string, code = "0") =>
    createNodeProcessRunner("linux", { ...environment, CODE: code }).run(program, ["a b", "$HOME"]);
  expect(await run("bicep")).toEqual(ended(0, "a b|$HOME|", " bad"));
  expect(await run("bicep", "3")).toEqual(ended(3, "a b|$HOME|", " bad"));
  expect(await run("bicepp")).toEqual({ kind: "absent" });
});

test.skipIf(process.platform === "win32")("programs that hang or flood are stopped", async () => {
  install("slow", "exec sleep 30");
  install("loud", "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxx; done");
  const processes = createNodeProcessRunner("linux", environment, { time: 300, size: 1000 });
  expect(await processes.run("slow", [])).toMatchObject({
    kind: "failed",
    reason: expect.stringContaining("within"),
  });
  expect(await processes.run("loud", [])).toMatchObject({
    kind: "failed",
    reason: expect.stringContaining("more than"),
  });
});

// Each row: a program, an argument, and what is started.
test.each([
  ["/bin/bicep", "a&b", { file: "/bin/bicep", args: ["a&b"], isVerbatim: false }],
  ["C:\\az.exe", "a b", { file: "C:\\az.exe", args: ["a b"], isVerbatim: false }],
  [
    "C:\\P F\\az.cmd",
    "a&b",
    {
      file: "C:\\cmd.exe",
      args: ["/d", "/s", "/c", '""C:\\P F\\az.cmd" "a&b""'],
      isVerbatim: true,
    },
  ],
  ["C:\\az.CMD", "%PATH%", undefined],
  ["C:\\az.cmd", 'a"b', undefined],
])("%s %s", (path, argument, call) => {
  expect(callOf(path, [argument], { ComSpec: "C:\\cmd.exe" })).toEqual(call);
});
