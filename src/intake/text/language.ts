import type { Parsed } from "./parsed.ts";

/**
 * What reading YAML takes. It is loaded apart, because most input is JSON and a parser of YAML is
 * large.
 */
export interface YamlReader {
  parse(text: string): Parsed;
  /** Where the values of JSON pointers begin, as offsets in the text. */
  findOffsets(text: string, pointers: readonly string[]): ReadonlyMap<string, number>;
}

/** The reader of YAML. Throws when there is none. */
export function required(yaml: YamlReader | undefined): YamlReader {
  if (yaml === undefined) throw new Error("a YAML text needs the reader that loadYaml gives");
  return yaml;
}

/** Whether a file of this name holds YAML. */
export function isYamlName(file: string): boolean {
  return /\.ya?ml$/i.test(file);
}

/** The text without its byte order mark. Positions are counted without it, as editors do. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
