import type { ReadResult, TextSource } from "./reading.ts";
import { recognizeText } from "./recognize-text.ts";
import { readPlans } from "./terraform/index.ts";
import type { YamlReader } from "./text/language.ts";
import { parseText } from "./text/parse.ts";

/**
 * Reads one text: JSON (comments and trailing commas are accepted) or YAML, in any shape that holds
 * Azure resources.
 *
 * Diagnostics: those of `recognizeText`, and those of Terraform's plans and states.
 * Throws for no text; a `.yaml` file needs `yaml`, see `loadYaml`.
 */
export function readText(source: TextSource, yaml?: YamlReader): ReadResult {
  const reading = recognizeText(source, parseText(source.file, source.text, yaml));
  readPlans(reading);
  return reading;
}
