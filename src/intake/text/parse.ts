import { parseJson } from "./json.ts";
import type { Parsed } from "./parsed.ts";
import { parseYaml } from "./yaml.ts";

/** Parses a text in the language that its file name tells: YAML for `.yaml` and `.yml`, else JSON. */
export function parseText(file: string, text: string): Parsed {
  const content = withoutMark(text);
  if (content.trim() === "") return { kind: "empty" };
  return isYamlName(file) ? parseYaml(content) : parseJson(content);
}

/** Whether a file of this name holds YAML. */
export function isYamlName(file: string): boolean {
  return /\.ya?ml$/i.test(file);
}

/** The text without its byte order mark. Positions are counted without it, as editors do. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
