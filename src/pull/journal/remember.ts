import { isJsonObject } from "../../arm/index.ts";
import { withholdSecrets } from "../secret/withhold.ts";
import type { Ask, Client, Reply } from "../wire/client.ts";
import type { Journal } from "./journal.ts";

/** An answer as it is kept: without secrets. */
export interface Kept {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** How many secrets were left out. */
  readonly withheld: number;
}

/** A client that asks nothing twice. */
export interface RememberingClient extends Client {
  /** Answers that an earlier run had, and this one did not ask for again. */
  readonly reused: () => number;
  /** Secrets left out of all answers that were used. */
  readonly withheld: () => number;
}

/**
 * Wraps a client: each answer loses its secrets before anybody sees it, and is kept in the journal
 * at once. What `kept` has is not asked for. Refusals and failures are not kept, because they may be
 * over next time.
 */
export function remembering(
  client: Client,
  journal: Journal | undefined,
  kept: Map<string, Kept>,
): RememberingClient {
  let reused = 0;
  let withheld = 0;
  const use = ({ body, headers, withheld: count }: Kept): Reply => {
    withheld += count;
    return { kind: "answer", body, headers };
  };
  return {
    ask: async (ask) => {
      const key = keyOf(ask);
      const known = kept.get(key);
      if (known !== undefined) {
        reused += 1;
        // Each page is used once; what was read of it is held by others.
        kept.delete(key);
        return use(known);
      }
      const reply = await client.ask(ask);
      if (reply.kind !== "answer") return reply;
      const answer = withhold(reply);
      await journal?.append(JSON.stringify({ ask: key, ...answer }));
      return use(answer);
    },
    reused: () => reused,
    withheld: () => withheld,
  };
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
  if (typeof ask !== "string" || typeof withheld !== "number") return undefined;
  const texts = Object.entries(isJsonObject(headers) ? headers : {}).flatMap(([name, text]) =>
    typeof text === "string" ? [[name, text] as const] : [],
  );
  return { ask, kept: { body, headers: Object.fromEntries(texts), withheld } };
}

/** Reads a line of the journal; `undefined` where it is no JSON. */
export function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

// The few headers that anybody looks at later.
const keptHeaders: readonly string[] = ["x-ms-tenant-subscription-limit-hit"];

function withhold(reply: Extract<Reply, { readonly kind: "answer" }>): Kept {
  const headers = Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const text = reply.headers[name];
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
  const { value, count } = withholdRows(reply.body);
  return { body: value, headers, withheld: count };
}

// The marks of further pages stand beside the rows; without them there is no next page.
function withholdRows(body: unknown): { readonly value: unknown; readonly count: number } {
  const name = isJsonObject(body)
    ? ["value", "data"].find((one) => Array.isArray(body[one]))
    : undefined;
  if (!isJsonObject(body) || name === undefined) return withholdSecrets(body);
  const { value, count } = withholdSecrets(body[name]);
  return { value: { ...body, [name]: value }, count };
}

function keyOf({ method, path, body }: Ask): string {
  return [method, path, ...(body === undefined ? [] : [JSON.stringify(body)])].join(" ");
}
