import { hasColors, type Io } from "../io.ts";
import type { OutputOptions } from "../options.ts";
import { toPrintable } from "../printable.ts";
import { formatYaml, printAnswer } from "./print-answer.ts";
import { formatCsv, formatMarkdown, formatTsv } from "./table.ts";

/** One element of a list, in each of its forms; only the one that is printed is made. */
export interface ListItem {
  readonly json: () => object;
  /** Cells in the list's columns. */
  readonly rows: () => readonly (readonly string[])[];
  /** For people; ends in a line feed. */
  readonly text: () => string;
}

/** An answer that is a list, such as the tables of all interfaces. */
export interface ListAnswer {
  /** Name of the list in the JSON document. */
  readonly name: string;
  readonly columns: readonly string[];
  /** Made one by one, so that a list may be longer than memory holds at once. */
  readonly items: Iterable<ListItem>;
}

/**
 * Prints a list on stdout, element by element, in the same forms as `printAnswer`.
 * A query, colors and YAML with colors need the whole document, and hold it in memory.
 */
export async function printList(io: Io, options: OutputOptions, list: ListAnswer): Promise<void> {
  const { output = "table", query } = options;
  const isWhole = query !== undefined || (output.endsWith("c") && hasColors(io.stdout, io));
  if (isWhole) {
    const items = [...list.items];
    await printAnswer(io, options, {
      json: () => ({ [list.name]: items.map((item) => item.json()) }),
      table: () => ({ columns: list.columns, rows: items.flatMap((item) => item.rows()) }),
    });
    return;
  }
  for await (const part of partsOf(list, output)) {
    io.stdout.write(part);
    await io.stdout.drain?.();
  }
}

function partsOf(
  list: ListAnswer,
  output: NonNullable<OutputOptions["output"]>,
): Iterable<string> | AsyncIterable<string> {
  switch (output) {
    case "table":
      return textParts(list);
    case "json":
    case "jsonc":
      return jsonParts(list);
    case "yaml":
    case "yamlc":
      return yamlParts(list);
    case "tsv":
      return rowParts(list, (rows) => formatTsv({ columns: [], rows }));
    case "csv":
      return tableParts(list, formatCsv);
    case "md":
      return tableParts(list, formatMarkdown);
    case "none":
      return [];
  }
}

function* textParts({ items }: ListAnswer): Iterable<string> {
  let isFirst = true;
  for (const item of items) {
    yield toPrintable(isFirst ? item.text() : `\n${item.text()}`);
    isFirst = false;
  }
}

// The bytes of JSON.stringify with two blanks, element by element.
function* jsonParts({ name, items }: ListAnswer): Iterable<string> {
  let isFirst = true;
  for (const item of items) {
    const text = JSON.stringify(item.json(), undefined, 2).replaceAll("\n", "\n    ");
    yield `${isFirst ? `{\n  ${JSON.stringify(name)}: [\n` : ",\n"}    ${text}`;
    isFirst = false;
  }
  yield isFirst ? `{\n  ${JSON.stringify(name)}: []\n}\n` : "\n  ]\n}\n";
}

async function* yamlParts({ name, items }: ListAnswer): AsyncIterable<string> {
  let isFirst = true;
  for (const item of items) {
    const text = (await formatYaml([item.json()])).trimEnd().replaceAll("\n", "\n  ");
    yield `${isFirst ? `${name}:\n` : ""}  ${text}\n`;
    isFirst = false;
  }
  if (isFirst) yield `${name}: []\n`;
}

function* rowParts(
  { items }: ListAnswer,
  format: (rows: readonly (readonly string[])[]) => string,
): Iterable<string> {
  for (const item of items) yield format(item.rows());
}

// The heading comes once; of each element only its rows are kept.
function* tableParts(
  list: ListAnswer,
  format: (table: { columns: readonly string[]; rows: readonly (readonly string[])[] }) => string,
): Iterable<string> {
  const heading = format({ columns: list.columns, rows: [] });
  yield heading;
  yield* rowParts(list, (rows) => format({ columns: list.columns, rows }).slice(heading.length));
}
