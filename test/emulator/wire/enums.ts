// Which property holds which of Azure's enumerations: the mappers call them texts, the declarations
// of the package know better.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadFile, packageFolder } from "./package-file.ts";

const text = readFileSync(join(packageFolder(), "models/index.d.ts"), "utf8");
const models = loadFile("models/index.js");

interface Declared {
  readonly parents: readonly string[];
  readonly properties: ReadonlyMap<string, string>;
}

const declared: ReadonlyMap<string, Declared> = new Map(
  [...text.matchAll(/export interface (\w+)(?: extends ([\w, ]+))? \{([\s\S]*?)\n\}/g)].map(
    ([, name = "", parents = "", body = ""]): readonly [string, Declared] => [
      name,
      {
        parents: parents
          .split(",")
          .map((one) => one.trim())
          .filter(Boolean),
        properties: new Map(
          [...body.matchAll(/^\s+(?:readonly )?(\w+)\??: (\w+)(\[\])?;$/gm)].map((match) => [
            match[1] ?? "",
            match[2] ?? "",
          ]),
        ),
      },
    ],
  ),
);

/** The values that a property of a class may have; `undefined` when it is no enumeration. */
export function valuesOf(className: string, property: string): readonly string[] | undefined {
  const type = typeOf(className, property);
  const known = type === undefined ? undefined : models[`Known${type}`];
  return typeof known === "object" && known !== null ? Object.values(known) : undefined;
}

function typeOf(className: string, property: string): string | undefined {
  const found = declared.get(className);
  if (found === undefined) return undefined;
  const own = found.properties.get(property);
  if (own !== undefined) return own;
  for (const parent of found.parents) {
    const type = typeOf(parent, property);
    if (type !== undefined) return type;
  }
  return undefined;
}
