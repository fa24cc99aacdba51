/** A column: its heading and its cell for a row. */
export interface Column<T> {
  readonly heading: string;
  readonly cell: (row: T) => string;
}

/**
 * Formats rows as `az -o table` does: heading, dashes as wide as each column, two blanks between columns, left aligned.
 * The last column is padded too, so that trailing blanks are there when it is empty.
 */
export function formatTable<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
  const widths = columns.map(({ heading }, at) =>
    Math.max(heading.length, ...cells.map((row) => row[at]?.length ?? 0)),
  );
  const line = (texts: readonly string[]): string =>
    texts.map((text, at) => text.padEnd(widths[at] ?? 0)).join("  ");
  const lines = [
    line(columns.map(({ heading }) => heading)),
    line(widths.map((width) => "-".repeat(width))),
    ...cells.map(line),
  ];
  return `${lines.join("\n")}\n`;
}
