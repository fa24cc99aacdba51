import { hasColors, type Io } from "../io.ts";
import type { OutputOptions } from "../options.ts";
import { toPrintable } from "../printable.ts";
import { pick } from "./query.ts";
import { tableOf, tsvOf } from "./query-table.ts";
import { formatCsv, formatMarkdown, formatTable, formatTsv, type Table } from "./table.ts";

/** An answer in each of its forms; only the one that is printed is made. */
export interface Answer {
  /** The document of `-o json`, which `--query` picks from. */
  readonly json: () => unknown;
  /** The rows of `-o table`, `tsv`, `csv` and `md`. */
  readonly table: () => Table;
  /**
   * What people read in place of the table, when a table is not the best form; ends in a line feed.
   */
  readonly text?: () => string;
  /** What stands in a comment in place of the table; ends in a line feed. */
  readonly markdown?: () => string;
  /** Colors the text for people; without the colors it is the same text. */
  readonly color?: (text: string) => string;
}

/**
 * Prints an answer on stdout in the format that was chosen. A query that picks nothing prints
 * nothing, as in az. Throws `UsageError` on a query that is none.
 */
export async function printAnswer(
  io: Io,
  { output = "table", query }: Pick<OutputOptions, "output" | "query">,
  answer: Answer,
): Promise<void> {
  const picked = query === undefined ? undefined : await pick(answer.json(), query);
  if (query !== undefined && (picked === null || picked === undefined)) return;
  const text = await format(io, output, query === undefined ? wholeOf(answer) : pickedOf(picked));
  if (text !== "") io.stdout.write(text);
}

/** The forms of what is printed, after the query. */
interface Forms {
  readonly json: () => unknown;
  readonly table: () => Table;
  readonly text: () => string;
  readonly tsv: () => string;
  readonly markdown: () => string;
  readonly color: (text: string) => string;
}

function wholeOf({ json, table, text, markdown, color = plain }: Answer): Forms {
  return {
    json,
    table,
    text: text ?? (() => formatTable(table())),
    tsv: () => formatTsv(table()),
    markdown: markdown ?? (() => formatMarkdown(table())),
    color,
  };
}

function pickedOf(picked: unknown): Forms {
  const table = () => tableOf(picked);
  return {
    json: () => picked,
    table,
    text: () => formatTable(table()),
    tsv: () => tsvOf(picked),
    markdown: () => formatMarkdown(table()),
    color: plain,
  };
}

function plain(text: string): string {
  return text;
}

async function format(
  io: Io,
  output: NonNullable<OutputOptions["output"]>,
  forms: Forms,
): Promise<string> {
  switch (output) {
    case "table": {
      const text = toPrintable(forms.text());
      return hasColors(io.stdout, io) ? forms.color(text) : text;
    }
    case "json":
      return formatJson(forms.json());
    case "jsonc": {
      const text = formatJson(forms.json());
      return hasColors(io.stdout, io) ? (await import("./color.ts")).colorJson(text) : text;
    }
    case "tsv":
      return forms.tsv();
    case "yaml":
      return formatYaml(forms.json());
    case "yamlc": {
      const text = await formatYaml(forms.json());
      return hasColors(io.stdout, io) ? (await import("./color.ts")).colorYaml(text) : text;
    }
    case "csv":
      return formatCsv(forms.table());
    case "md":
      return forms.markdown();
    case "none":
      return "";
  }
}

function formatJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Formats a value as YAML. */
export async function formatYaml(value: unknown): Promise<string> {
  const { stringify } = await import("yaml");
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
