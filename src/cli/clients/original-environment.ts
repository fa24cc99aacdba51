import type { Environment } from "../../host/index.ts";
import type { Variables } from "./variables.ts";

/** The variable in which a shell remembers what it was before `trueroute env`. */
export const memoryName = "TRUEROUTE_UNDO";

/** Variables as they were before; `null`: not set. */
type Memory = Readonly<Record<string, string | null>>;

/** The environment of a shell as it was before `trueroute env`; its path is as it is. */
export function originalEnvironment(environment: Environment): Environment {
  const original: Record<string, string | undefined> = { ...environment };
  for (const [name, value] of Object.entries(rememberedOf(environment))) {
    if (value === undefined) delete original[name];
    else original[name] = value;
  }
  delete original[memoryName];
  return original;
}

/** What `trueroute env` has changed in a shell, with the values that were there before. */
export function rememberedOf(environment: Environment): Variables {
  const memory = readMemory(environment[memoryName] ?? "");
  return Object.fromEntries(
    Object.entries(memory).map(([name, value]) => [name, value ?? undefined]),
  );
}

/** Writes what variables were, as text that needs no quotes in any shell. */
export function writeMemory(names: readonly string[], original: Environment): string {
  const memory: Memory = Object.fromEntries(names.map((name) => [name, original[name] ?? null]));
  return Buffer.from(JSON.stringify(memory)).toString("base64url");
}

// Somebody may have changed it: what cannot be read is nothing remembered.
function readMemory(text: string): Memory {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return isMemory(value) ? value : {};
  } catch {
    return {};
  }
}

function isMemory(value: unknown): value is Memory {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([name, one]) => /^\w+$/.test(name) && (one === null || typeof one === "string"),
  );
}
