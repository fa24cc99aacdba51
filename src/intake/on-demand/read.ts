import type { Position } from "../../diagnostic/index.ts";
import type { DocumentResult } from "../document.ts";
import { loadYaml, needsYaml } from "../load-yaml.ts";
import type { ParameterFileResult } from "../parameter-file.ts";
import type { ReadResult, TextSource } from "../reading.ts";
import { recognizeText } from "../recognize-text.ts";
import { withoutMark, type YamlReader } from "../text/language.ts";
import type { Parsed } from "../text/parsed.ts";
import { parseStrictly } from "../text/strict-json.ts";

/** Reads one text. */
export async function readText(source: TextSource): Promise<ReadResult> {
  const reading = recognizeText(source, await parse(source));
  if (reading.plans.length > 0) {
    const { readPlans } = await import("../terraform/index.ts");
    readPlans(reading);
  }
  return reading;
}

// What tools write is strict JSON, which the engine reads by itself.
async function parse(source: TextSource): Promise<Parsed> {
  const { file, text } = source;
  const value = needsYaml(file) ? undefined : parseStrictly(withoutMark(text));
  if (value !== undefined) return { kind: "documents", values: [value] };
  const { parseText } = await import("../text/parse.ts");
  return parseText(file, text, await yamlFor(source));
}

/** Reads a text that was named to hold parameters. */
export async function readParameterFile(source: TextSource): Promise<ParameterFileResult> {
  const file = await import("../parameter-file.ts");
  return file.readParameterFile(source, await yamlFor(source));
}

/** Reads a text that holds one document. */
export async function readDocument(source: TextSource): Promise<DocumentResult> {
  const document = await import("../document.ts");
  return document.readDocument(source, await yamlFor(source));
}

/** Finds where the values of JSON pointers begin. */
export async function locateAll(
  source: TextSource,
  filePointers: readonly string[],
): Promise<ReadonlyMap<string, Position>> {
  const locate = await import("../locate.ts");
  return locate.locateAll(source, filePointers, await yamlFor(source));
}

/** Tells what Terraform calls the resources of a plan or state. */
export async function terraformAddresses(
  source: TextSource,
): Promise<(filePointer: string) => string | undefined> {
  const address = await import("../terraform/address.ts");
  return address.terraformAddresses(source);
}

async function yamlFor({ file }: TextSource): Promise<YamlReader | undefined> {
  return needsYaml(file) ? loadYaml() : undefined;
}
