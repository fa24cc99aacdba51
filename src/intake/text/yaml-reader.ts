import type { YamlReader } from "./language.ts";
import { findYamlOffsets } from "./locate-yaml.ts";
import { parseYaml } from "./yaml.ts";

/** Reads YAML with the `yaml` package. */
export const yamlReader: YamlReader = { parse: parseYaml, findOffsets: findYamlOffsets };
