import { pulledTypes } from "../../pull/index.ts";
import { suggest } from "../nearest.ts";
import { UsageError } from "../usage-error.ts";

const typeKeys = pulledTypes.map(({ typeKey }) => typeKey);

/** Types as people write them: the last part, in lower case, for completion and suggestions. */
export const typeWords: readonly string[] = typeKeys.map(lastOf);

/**
 * Reads the values of `--types`: whole types or their last parts, in any case, also of what is below
 * a type. Gives the types that stand alone, in their order. Throws `UsageError` for others.
 */
export function readTypes(values: readonly string[]): readonly string[] {
  const words = values
    .flatMap((value) => value.split(","))
    .map((word) => word.trim().toLowerCase());
  const found = words.filter((word) => word !== "").map(findType);
  return [...new Set(found)].sort();
}

function findType(word: string): string {
  const [, below] = /^microsoft\.\w+\/(.*)$/.exec(word) ?? [];
  const [top = ""] = (below ?? word).split("/");
  const type = typeKeys.find((one) =>
    below === undefined ? lastOf(one) === top : one === word || word.startsWith(`${one}/`),
  );
  if (type !== undefined) return type;
  throw new UsageError(
    `'${word}' is not a type that is pulled`,
    suggest(top, typeWords) || "docs/snapshot.md lists the types.",
  );
}

function lastOf(typeKey: string): string {
  return typeKey.slice(typeKey.indexOf("/") + 1);
}
