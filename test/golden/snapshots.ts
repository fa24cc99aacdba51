// The snapshots of the golden cases, as JSON values.
import { readdirSync, readFileSync } from "node:fs";
import { isJsonObject, type JsonObject } from "../../src/arm/index.ts";

const root = new URL("cases/", import.meta.url);

/** Names of the cases. */
export const caseNames: readonly string[] = readdirSync(root).filter((name) => !name.endsWith(".md"));

/** Reads the resources of a case. */
export function readCase(name: string): readonly JsonObject[] {
  const value: unknown = JSON.parse(readFileSync(new URL(`${name}/snapshot.json`, root), "utf8"));
  if (!Array.isArray(value)) throw new TypeError(`${name} is no list of resources`);
  return value.filter(isJsonObject);
}
