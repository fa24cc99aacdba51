import type { Position } from "../../diagnostic/index.ts";
import { type DocumentResult, readDocument as readDocumentWith } from "../document.ts";
import { loadYaml, needsYaml } from "../load-yaml.ts";
import { locateAll as locateAllWith } from "../locate.ts";
import {
  type ParameterFileResult,
  readParameterFile as readParameterFileWith,
} from "../parameter-file.ts";
import type { ReadResult, TextSource } from "../reading.ts";
import { recognizeText } from "../recognize-text.ts";
import type { YamlReader } from "../text/parse.ts";

/** Reads one text. */
export async function readText(source: TextSource): Promise<ReadResult> {
  const reading = recognizeText(source, await yamlFor(source));
  if (reading.plans.length > 0) {
    const { readPlans } = await import("../terraform/index.ts");
    readPlans(reading);
  }
  return reading;
}

/** Reads a text that was named to hold parameters. */
export async function readParameterFile(source: TextSource): Promise<ParameterFileResult> {
  return readParameterFileWith(source, await yamlFor(source));
}

/** Reads a text that holds one document. */
export async function readDocument(source: TextSource): Promise<DocumentResult> {
  return readDocumentWith(source, await yamlFor(source));
}

/** Finds where the values of JSON pointers begin. */
export async function locateAll(
  source: TextSource,
  filePointers: readonly string[],
): Promise<ReadonlyMap<string, Position>> {
  return locateAllWith(source, filePointers, await yamlFor(source));
}

async function yamlFor({ file }: TextSource): Promise<YamlReader | undefined> {
  return needsYaml(file) ? loadYaml() : undefined;
}
