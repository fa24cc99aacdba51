import { withholdFromAnswer } from "../secret/withhold-answer.ts";
import type { Ask, Client, Reply } from "../wire/ask.ts";
import type { Journal } from "./journal.ts";
import type { Kept } from "./kept.ts";
import type { OpenedJournal } from "./open-journal.ts";

/** A client that asks nothing twice. */
export interface RememberingClient extends Client {
  /** Answers that an earlier run had, and this one did not ask for again. */
  readonly reused: () => number;
  /** Secrets left out of what was answered, each once, however often it was answered. */
  readonly withheld: () => number;
}

/**
 * Wraps a client: each answer loses its secrets before anybody sees it, and is kept in the journal
 * at once. What earlier runs have kept is not asked for. Refusals and failures are not kept, because
 * they may be over next time.
 */
export function remembering(
  client: Client,
  journal: Journal | undefined,
  { head, kept }: OpenedJournal,
): RememberingClient {
  let reused = 0;
  const withheld = new Map<string, number>();
  let begun = head === undefined ? Promise.resolve() : undefined;
  const note = async (line: string): Promise<void> => {
    begun ??= journal?.append(head ?? "");
    await begun;
    await journal?.append(line);
  };
  const use = ({ body, headers, withheld: counts }: Kept): Reply => {
    for (const [id, count] of Object.entries(counts)) {
      withheld.set(id, Math.max(count, withheld.get(id) ?? 0));
    }
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
      await note(JSON.stringify({ ask: key, ...answer }));
      return use(answer);
    },
    reused: () => reused,
    withheld: () => [...withheld.values()].reduce((sum, count) => sum + count, 0),
  };
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
  return { ...withholdFromAnswer(reply.body), headers };
}

function keyOf({ method, path, body }: Ask): string {
  return [method, path, ...(body === undefined ? [] : [JSON.stringify(body)])].join(" ");
}
