import { isJsonObject } from "../../arm/index.ts";
import { withholdSecrets } from "./withhold.ts";

/** An answer without its secrets. */
export interface OpenAnswer {
  readonly body: unknown;
  /** How many were left out of each resource, by its id in lower case; empty where there were none. */
  readonly withheld: Readonly<Record<string, number>>;
}

/**
 * Leaves secrets out of an answer: of each row of a list, or of the one resource that it is. What
 * stands beside the rows stays, since the mark of the next page is named like a token.
 */
export function withholdFromAnswer(body: unknown): OpenAnswer {
  const withheld: Record<string, number> = {};
  const open = (value: unknown): unknown => {
    const { value: kept, count } = withholdSecrets(value);
    if (count > 0) withheld[idOf(value)] = count;
    return kept;
  };
  if (isJsonObject(body)) {
    const name = ["value", "data"].find((one) => Array.isArray(body[one]));
    const rows = name === undefined ? undefined : body[name];
    if (name !== undefined && Array.isArray(rows)) {
      return { body: { ...body, [name]: rows.map(open) }, withheld };
    }
  }
  return { body: open(body), withheld };
}

function idOf(value: unknown): string {
  return isJsonObject(value) && typeof value["id"] === "string" ? value["id"].toLowerCase() : "";
}
