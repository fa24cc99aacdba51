import { isYamlName, type YamlReader } from "./text/language.ts";

/** Whether a file of this name can only be read with the reader of YAML. */
export function needsYaml(file: string): boolean {
  return isYamlName(file);
}

/** Loads the reader of YAML, which `readText` and `locateAll` need for YAML files. */
export async function loadYaml(): Promise<YamlReader> {
  const { yamlReader } = await import("./text/yaml-reader.ts");
  return yamlReader;
}
