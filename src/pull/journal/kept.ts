import { isJsonObject, type JsonObject } from "../../arm/index.ts";

/** An answer as it is kept: without secrets. */
export interface Kept {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** How many secrets were left out of each resource, by its id in lower case. */
  readonly withheld: Readonly<Record<string, number>>;
}

/** Reads what earlier runs have kept. Lines that an interruption has cut off are passed over. */
export async function readKept(lines: AsyncIterable<string>): Promise<Map<string, Kept>> {
  const kept = new Map<string, Kept>();
  for await (const line of lines) {
    const entry = readEntry(line);
    if (entry !== undefined) kept.set(entry.ask, entry.kept);
  }
  return kept;
}

function readEntry(line: string): { readonly ask: string; readonly kept: Kept } | undefined {
  const value = parse(line);
  if (!isJsonObject(value)) return undefined;
  const { ask, body, headers, withheld } = value;
  if (typeof ask !== "string" || !isJsonObject(headers) || !isJsonObject(withheld)) {
    return undefined;
  }
  const texts = entriesOf(headers, (text) => typeof text === "string");
  const counts = entriesOf(withheld, (count) => typeof count === "number");
  return { ask, kept: { body, headers: texts, withheld: counts } };
}

function entriesOf<T>(
  object: JsonObject,
  isFit: (value: unknown) => value is T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) =>
      isFit(value) ? [[name, value] as const] : [],
    ),
  );
}

/** Reads a line of the journal; `undefined` where it is no JSON. */
export function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
