import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { createDiagnostic } from "../../diagnostic/index.ts";
import { listOf } from "../field.ts";
import { placeInFile, type Reading } from "../reading.ts";

/**
 * Says what a snapshot lacks that was read from a server: its head tells what could not be read
 * there. Diagnostics: `pull-incomplete`.
 */
export function checkPulled(reading: Reading, holder: JsonObject, pointer: string): void {
  const { pulled } = holder;
  const missing = isJsonObject(pulled) ? (listOf(pulled, "missing") ?? []) : [];
  const [example] = missing;
  if (typeof example !== "string") return;
  const place = placeInFile(reading, `${pointer}/pulled/missing`);
  const parts = missing.length === 1 ? "1 part" : `${missing.length} parts`;
  const parameters = { file: reading.file, parts, example };
  reading.diagnostics.push(createDiagnostic("pull-incomplete", place, parameters));
}
