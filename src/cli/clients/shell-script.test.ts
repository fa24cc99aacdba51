import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { type Shell, shells } from "../completion/shells.ts";
import { type Assignment, formatAssignments } from "./shell-script.ts";

const odd = `it's "odd" $HOME \`id\` \\ \\' ! # %s ; & | * ~ ??\u2019\u201b\ttwo\nlines`;

// Each row: a shell, and what it is told to set odd text, to set nothing, and to take away.
test.each([
  ["bash", "export A='it'\\''s';", "unset B;"],
  ["zsh", "export A='it'\\''s';", "unset B;"],
  ["fish", "set -gx A 'it\\'s';", "set -e B;"],
  [
    "powershell",
    "$env:A = 'it''s';",
    "Remove-Item -LiteralPath 'Env:B' -ErrorAction SilentlyContinue;",
  ],
] as const)("%s", (shell, set, unset) => {
  const assignments = [
    { name: "A", value: "it's" },
    { name: "B", value: undefined },
  ];
  expect(formatAssignments(shell, assignments)).toBe(`${set}\n${unset}\n`);
});

test("the path of fish is a list", () => {
  const assignment = { name: "PATH", value: "/a b:/c'd" };
  expect(formatAssignments("fish", [assignment])).toBe("set -gx PATH '/a b' '/c\\'d';\n");
});

test("PowerShell takes four signs for a quote", () => {
  const [line] = formatAssignments("powershell", [{ name: "A", value: "\u2018\u2019'x" }]).split(
    "\n",
  );
  expect(line).toBe("$env:A = '\u2018\u2018\u2019\u2019''x';");
});

const programs: Readonly<Record<Shell, readonly string[]>> = {
  bash: ["bash", "-c"],
  zsh: ["zsh", "-f", "-c"],
  fish: ["fish", "--no-config", "-c"],
  powershell: ["pwsh", "-NoProfile", "-Command"],
};

const evaluations: Readonly<Record<Shell, string>> = {
  bash: 'eval "$SCRIPT"; "$NODE" -p "$SHOW"',
  zsh: 'eval "$SCRIPT"; "$NODE" -p "$SHOW"',
  fish: 'echo $SCRIPT | source; "$NODE" -p "$SHOW"',
  powershell: "$env:SCRIPT | Out-String | Invoke-Expression; & $env:NODE -p $env:SHOW",
};

function isThere(shell: Shell): boolean {
  const [program = ""] = programs[shell];
  if (spawnSync(program, ["--version"]).status === 0) return true;
  console.warn(`skipped: ${program} is not installed`);
  return false;
}

const assignments: readonly Assignment[] = [
  { name: "ODD", value: odd },
  { name: "EMPTY", value: "" },
  { name: "GONE", value: undefined },
  { name: "NEVER_THERE", value: undefined },
];

test.each(shells.filter(isThere))("%s takes the values as they are", (shell) => {
  const [program = "", ...args] = programs[shell];
  const show = "JSON.stringify(['ODD','EMPTY','GONE','KEPT'].map(n=>process.env[n]??null))";
  const { stdout, stderr } = spawnSync(program, [...args, evaluations[shell]], {
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      HOME: "/nonexistent",
      LC_ALL: "C.UTF-8",
      NODE: process.execPath,
      SHOW: show,
      SCRIPT: formatAssignments(shell, assignments),
      GONE: "x",
      KEPT: "y",
    },
  });
  // PowerShell has no empty variables.
  const empty = shell === "powershell" ? null : "";
  expect({ stderr, values: JSON.parse(stdout) }).toEqual({
    stderr: "",
    values: [odd, empty, null, "y"],
  });
});
