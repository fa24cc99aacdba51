import type { Position } from "../diagnostic/index.ts";
import { locateAll } from "./locate.ts";
import type { TextSource } from "./reading.ts";
import type { YamlReader } from "./text/language.ts";
import { parseText } from "./text/parse.ts";

/** A text that people write for trueroute itself, such as a file of assertions. */
export type DocumentResult =
  | {
      readonly kind: "document";
      readonly value: unknown;
      /**
       * Finds where values begin; with a key, where the key does that stands before the value.
       */
      readonly positionOf: (pointer: string, key?: string) => Position | undefined;
    }
  | {
      readonly kind: "invalid";
      /** What is wrong with the text as a whole, in words. */
      readonly problem: string;
      readonly position: Position | undefined;
    };

/** Reads a text that holds one document, JSON or YAML. A `.yaml` file needs `yaml`. */
export function readDocument(source: TextSource, yaml?: YamlReader): DocumentResult {
  const parsed = parseText(source.file, source.text, yaml);
  switch (parsed.kind) {
    case "documents": {
      const [value, ...others] = parsed.values;
      if (others.length > 0) {
        return { kind: "invalid", problem: "it holds several documents", position: undefined };
      }
      const positionOf = (pointer: string, key?: string): Position | undefined => {
        const position = locateAll(source, [pointer], yaml).get(pointer);
        return position === undefined || key === undefined
          ? position
          : keyPosition(source.text, position, key);
      };
      return { kind: "document", value, positionOf };
    }
    case "empty":
      return { kind: "invalid", problem: "it is empty", position: undefined };
    case "tooLarge": {
      const problem = `it has ${parsed.size}, and the limit is ${parsed.limit}`;
      return { kind: "invalid", problem, position: undefined };
    }
    case "invalid":
      return { kind: "invalid", problem: parsed.problem, position: parsed.position };
  }
}

// A value may begin on a later line than its key.
function keyPosition(text: string, value: Position, key: string): Position {
  const lines = text.split(/\r?\n/);
  for (let line = value.line; line > 0; line -= 1) {
    const before = line === value.line ? value.column - 1 : undefined;
    const column = (lines[line - 1] ?? "").slice(0, before).lastIndexOf(key);
    if (column >= 0) return { line, column: column + 1 };
  }
  return value;
}
