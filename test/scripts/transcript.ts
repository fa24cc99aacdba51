// What a script of an example has printed: headings, commands, and under each command its answer.

/** A command that a script has shown, with all that it printed. */
export interface Shown {
  /** The last `# ...` line above it. */
  readonly heading: string;
  readonly command: string;
  readonly text: string;
}

/** Reads what a script has printed, in order. */
export function readTranscript(text: string): readonly Shown[] {
  const shown: Shown[] = [];
  let heading = "";
  for (const part of text.split(/^(?=[$#] )/m)) {
    const [line = "", ...rest] = part.split("\n");
    if (line.startsWith("# ")) heading = line.slice(2);
    if (!line.startsWith("$ ")) continue;
    const answer = rest.map((one) => one.trimEnd()).join("\n");
    shown.push({ heading, command: line.slice(2), text: `${answer.trimEnd()}\n` });
  }
  return shown;
}

/** A row of a table that az has printed: what stands under each header. */
export type TableRow = Readonly<Record<string, string>>;

/** Reads a table of az; empty where the text is none. */
export function readTable(text: string): readonly TableRow[] {
  const lines = text.split("\n").filter((line) => line !== "");
  const at = lines.findIndex((line) => /^-+( {2}-+)*$/.test(line));
  const header = lines[at - 1];
  if (header === undefined) return [];
  const columns = [...lines[at]!.matchAll(/-+/g)].map(({ index, 0: dashes }) => ({
    from: index,
    to: index + dashes.length,
  }));
  const cells = (line: string): readonly string[] =>
    columns.map(({ from, to }) => line.slice(from, to).trim());
  const names = cells(header);
  return lines.slice(at + 1).map((line) => {
    const texts = cells(line);
    return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ""]));
  });
}
