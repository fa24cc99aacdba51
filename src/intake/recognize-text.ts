import { createDiagnostic, type Diagnostic } from "../diagnostic/index.ts";
import { foreignText } from "./format.ts";
import { placeInFile, type Reading, startReading, type TextSource } from "./reading.ts";
import { recognize } from "./recognize.ts";
import { foreignTerraformText } from "./terraform/form.ts";
import type { Parsed } from "./text/parsed.ts";

/**
 * Reads all of a parsed text but what Terraform wrote, which waits in `plans`.
 *
 * Diagnostics: `file-empty`, `json-invalid`, `yaml-invalid`, `file-too-large`,
 * `format-unsupported`, `terraform-unreadable`, `shape-unknown`, `resource-unidentified`,
 * `id-invalid`, `property-invalid`. Throws for no text.
 */
export function recognizeText(source: TextSource, parsed: Parsed): Reading {
  const reading = startReading(source);
  if (parsed.kind === "documents") {
    const { values } = parsed;
    const isSingle = values.length === 1;
    for (const [index, value] of values.entries()) {
      // Between two document markers there is often nothing but a comment.
      if (value === null && !isSingle) continue;
      recognize(reading, value, isSingle ? "" : `/${index}`);
    }
  } else {
    reading.diagnostics.push(explain(reading, source.text, parsed));
  }
  return reading;
}

function explain(
  reading: Reading,
  text: string,
  parsed: Exclude<Parsed, { kind: "documents" }>,
): Diagnostic {
  const { file } = reading;
  const place = placeInFile(reading, "");
  switch (parsed.kind) {
    case "empty":
      return createDiagnostic("file-empty", place, { file });
    case "tooLarge": {
      const { size, limit } = parsed;
      return createDiagnostic("file-too-large", place, { file, size, limit });
    }
    case "invalid": {
      const format = foreignText(file);
      if (format !== undefined)
        return createDiagnostic("format-unsupported", place, { file, format });
      const foreign = foreignTerraformText(text);
      if (foreign !== undefined) {
        const { what, remedy } = foreign;
        return createDiagnostic("terraform-unreadable", place, { file, what, remedy });
      }
      const { problem, position } = parsed;
      const pointing = position === undefined ? {} : { position };
      return createDiagnostic(`${parsed.language}-invalid`, place, { file, problem }, pointing);
    }
  }
}
