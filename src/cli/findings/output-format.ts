import { suggest } from "../nearest.ts";
import { type CheckOptions, type FindingFormat, findingFormats } from "../options.ts";
import { UsageError } from "../usage-error.ts";

/** A file that the answer is written to as well. */
export interface OutputFile {
  readonly format: FindingFormat;
  readonly file: string;
}

/** The format of stdout. This command has more of them than others. */
export function outputFormat({ output }: CheckOptions): FindingFormat {
  return (output as FindingFormat | undefined) ?? "table";
}

/** Reads the values of `--write FORMAT=FILE`. Throws `UsageError`. */
export function readOutputFiles({ write = [] }: CheckOptions): readonly OutputFile[] {
  return write.map((text) => {
    const equals = text.indexOf("=");
    const word = text.slice(0, Math.max(equals, 0)).toLowerCase();
    const file = text.slice(equals + 1);
    const format = findingFormats.find((one) => one === word);
    if (format !== undefined && file !== "") return { format, file };
    const hint = equals < 0 ? "" : suggest(word, findingFormats);
    throw new UsageError(
      `--write: '${text}' is not FORMAT=FILE`,
      hint ||
        `Write a format and a file, such as sarif=trueroute.sarif; formats are ${findingFormats.join(", ")}.`,
    );
  });
}

// These are documents of others, which nothing can be picked from.
const closedFormats: ReadonlySet<FindingFormat> = new Set(["sarif", "junit"]);

/** Throws `UsageError` for a query that would pick from what is no JSON of ours. */
export function checkQueryFits(options: CheckOptions): void {
  const format = outputFormat(options);
  if (options.query === undefined || !closedFormats.has(format)) return;
  throw new UsageError(
    `--query picks from the JSON answer, and -o ${format} is another document`,
    "Leave one of them out.",
  );
}
