/** An answer as rows of texts. */
export interface Table {
  readonly columns: readonly string[];
  /** Each has one text per column. */
  readonly rows: readonly (readonly string[])[];
}

// az's tables come from Python's tabulate, which makes a column at least two wider than its header
// (CAP-28).
const headerPadding = 2;

/**
 * Formats a table as az does: a header, a rule of dashes, left-aligned columns two blanks apart.
 * An empty last cell keeps its blanks; every other line ends with its text. No rows give no text.
 */
export function formatTable({ columns, rows }: Table): string {
  if (rows.length === 0) return "";
  const widths = columns.map((column, index) =>
    rows.reduce(
      (width, row) => Math.max(width, textWidth(oneLine(row[index] ?? ""))),
      textWidth(column) + headerPadding,
    ),
  );
  const rule = widths.map((width) => "-".repeat(width));
  return [columns, rule, ...rows].map((row) => `${formatRow(row, widths)}\n`).join("");
}

function formatRow(row: readonly string[], widths: readonly number[]): string {
  const cells = widths.map((width, index) => {
    const cell = oneLine(row[index] ?? "");
    return cell + " ".repeat(Math.max(0, width - textWidth(cell)));
  });
  const line = cells.join("  ");
  return row.at(-1) === "" ? line : line.trimEnd();
}

function oneLine(cell: string): string {
  return cell.replaceAll(/[\r\n\t]+/g, " ");
}

function textWidth(text: string): number {
  // Code points, not units: names may hold characters outside the basic plane.
  return [...text].length;
}

/** Formats a table as lines of tab-separated cells without a header, as az does. */
export function formatTsv({ rows }: Table): string {
  return rows.map((row) => `${row.map(oneLine).join("\t")}\n`).join("");
}

/** Formats a table as comma-separated values with a header (RFC 4180, but for line feeds alone). */
export function formatCsv({ columns, rows }: Table): string {
  const quote = (cell: string) =>
    /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return [columns, ...rows].map((row) => `${row.map(quote).join(",")}\n`).join("");
}

/** Formats a table in Markdown. */
export function formatMarkdown({ columns, rows }: Table): string {
  const escapeCell = (cell: string) => cell.replaceAll("|", "\\|").replaceAll(/\r?\n/g, "<br>");
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return [
    columns.map(escapeCell),
    columns.map(() => "---"),
    ...rows.map((row) => row.map(escapeCell)),
  ]
    .map(line)
    .join("");
}
