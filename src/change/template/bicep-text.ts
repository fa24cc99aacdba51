import type { ArmId } from "../../arm/index.ts";
import { areNeighbors } from "../id.ts";
import type { Tree } from "./tree.ts";

/** How a value refers to a resource of the same file; `undefined` for others. */
export type SymbolOf = (id: ArmId) => string | undefined;

/** Formats a value as Bicep source, its lines indented from the second on. */
export function formatBicepValue(
  tree: Tree,
  depth: number,
  { scope, symbolOf }: { readonly scope: ArmId; readonly symbolOf: SymbolOf },
): string {
  const write = (value: Tree, at: number): string => {
    switch (value.kind) {
      case "plain":
        return `${value.value}`;
      case "text":
        return quoteBicep(value.text);
      case "id":
        return idText(value.id);
      case "parameter":
        return value.name;
      case "list":
        return enclose(
          "[",
          value.items.map((item) => write(item, at + 1)),
          "]",
          at,
        );
      case "object":
        return enclose(
          "{",
          value.entries.map(([name, inner]) => `${quoteKey(name)}: ${write(inner, at + 1)}`),
          "}",
          at,
        );
    }
  };
  const idText = (id: ArmId): string => {
    const symbol = symbolOf(id);
    if (symbol !== undefined) return `${symbol}.id`;
    if (!areNeighbors(id, scope)) return quoteBicep(id.text);
    return `resourceId(${[id.type, ...id.names].map(quoteBicep).join(", ")})`;
  };
  return write(tree, depth);
}

/** A text in single quotes: nothing in it is taken for an expression. */
export function quoteBicep(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    .replaceAll("${", "\\${")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replaceAll(otherControls, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
  return `'${escaped}'`;
}

// Those that are left, and what shows lines in another order than they stand.
const otherControls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function quoteKey(name: string): string {
  const isPlain = /^[A-Za-z_]\w*$/.test(name) && !["true", "false", "null"].includes(name);
  return isPlain ? name : quoteBicep(name);
}

function enclose(open: string, lines: readonly string[], close: string, depth: number): string {
  if (lines.length === 0) return open + close;
  const inner = lines.map((line) => `${"  ".repeat(depth + 1)}${line}`);
  return [open, ...inner, `${"  ".repeat(depth)}${close}`].join("\n");
}
