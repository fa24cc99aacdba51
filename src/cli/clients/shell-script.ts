import type { Shell } from "../completion/shells.ts";

/** What a shell does to one variable. `undefined` takes it away; a list is joined as a path is. */
export interface Assignment {
  readonly name: string;
  readonly value: string | undefined;
}

/** Writes assignments for a shell to evaluate; values may hold anything. */
export function formatAssignments(shell: Shell, assignments: readonly Assignment[]): string {
  return assignments.map((one) => `${writers[shell](one)}\n`).join("");
}

const posixShell = ({ name, value }: Assignment): string =>
  value === undefined ? `unset ${name};` : `export ${name}='${value.replaceAll("'", "'\\''")}';`;

const writers: Readonly<Record<Shell, (assignment: Assignment) => string>> = {
  bash: posixShell,
  zsh: posixShell,
  fish: ({ name, value }) => {
    if (value === undefined) return `set -e ${name};`;
    // Its path is a list, and a list only.
    const words = name === "PATH" ? value.split(":") : [value];
    return `set -gx ${name} ${words.map(quoteForFish).join(" ")};`;
  },
  powershell: ({ name, value }) =>
    value === undefined
      ? `Remove-Item -LiteralPath 'Env:${name}' -ErrorAction SilentlyContinue;`
      : `$env:${name} = '${quoteForPowerShell(value)}';`,
};

function quoteForFish(text: string): string {
  return `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
}

// To it these are all the same quote, and two of one kind are one that is meant.
function quoteForPowerShell(text: string): string {
  return text.replaceAll(/['\u2018\u2019\u201a\u201b]/g, "$&$&");
}
