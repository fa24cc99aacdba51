// What the provider's schema adds to the arguments that are written.
import { readFileSync } from "node:fs";

/** The schema of a resource type or of a kind of block, by attribute. */
export type Schema = ReadonlyMap<string, Attribute>;

/** One attribute of a schema. */
export interface Attribute {
  /** Known after apply when it is not written. */
  readonly isComputed: boolean;
  readonly isSensitive: boolean;
  readonly default: string | number | boolean | null;
  /** Of blocks and lists of objects. */
  readonly blocks: Schema | undefined;
  /** Whether it is an attribute, even when it is written as blocks (`SchemaConfigModeAttr`). */
  readonly isAttribute: boolean;
}

const tokenPattern = /[\w.-]+[*!^]*(?:="[^"]*"|=[\w.-]+)?|[{}]/g;

const plain: Attribute = {
  isComputed: false,
  isSensitive: false,
  isAttribute: false,
  default: null,
  blocks: undefined,
};

/** Reads schemas by resource type; `fixtures/azurerm-schema.txt` says how they are written. */
export function readSchemas(text: string): ReadonlyMap<string, Schema> {
  const lines = text.split("\n").filter((line) => !line.startsWith("#"));
  const parts = lines.join("\n").split(/^(?=\w)/m);
  return new Map(
    parts.map((part) => {
      const [type = "", ...attributes] = part.split("\n");
      const tokens = attributes.join(" ").match(tokenPattern) ?? [];
      return [type, readAttributes(tokens[Symbol.iterator]())];
    }),
  );
}

/** The schemas of azurerm, which all have a block of timeouts. */
export const azurermSchemas: ReadonlyMap<string, Schema> = new Map(
  [...readSchemas(readFixture("azurerm-schema.txt"))].map(([type, schema]) => [
    type,
    new Map([...schema, ["timeouts", plain]]),
  ]),
);

function readFixture(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
}

function readAttributes(tokens: Iterator<string>): Schema {
  const attributes = new Map<string, Attribute>();
  let last = "";
  for (let next = tokens.next(); next.done !== true; next = tokens.next()) {
    const token = next.value;
    if (token === "}") break;
    if (token === "{") {
      attributes.set(last, { ...attributes.get(last)!, blocks: readAttributes(tokens) });
      continue;
    }
    const [, name = "", marks = "", written] = /^([\w.-]+?)([*!^]*)(?:=(.+))?$/.exec(token) ?? [];
    last = name;
    attributes.set(name, {
      isComputed: marks.includes("*"),
      isSensitive: marks.includes("!"),
      isAttribute: marks.includes("^"),
      default: written === undefined ? null : JSON.parse(written),
      blocks: undefined,
    });
  }
  return attributes;
}
