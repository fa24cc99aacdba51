import { parseJson } from "./json.ts";
import { isYamlName, required, withoutMark, type YamlReader } from "./language.ts";
import type { Parsed } from "./parsed.ts";

/**
 * Parses a text in the language that its file name tells: YAML for `.yaml` and `.yml`, else JSON.
 * Throws when it is YAML and no reader of YAML was given, which is the caller's mistake.
 */
export function parseText(file: string, text: string, yaml?: YamlReader): Parsed {
  const content = withoutMark(text);
  if (content.trim() === "") return { kind: "empty" };
  return isYamlName(file) ? required(yaml).parse(content) : parseJson(content);
}
