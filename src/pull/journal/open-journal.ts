import { isJsonObject } from "../../arm/index.ts";
import { PullError } from "../pull-error.ts";
import type { PullPorts, PullRequest } from "../pull-request.ts";
import { type Kept, parse, readKept } from "./kept.ts";

/** What a journal says of runs before this one. */
export interface OpenedJournal {
  /** The line to begin the journal with, before its first answer; absent where it has one. */
  readonly head: string | undefined;
  /** When the first of them began, or this one where there was none: ISO 8601, in UTC. */
  readonly begun: string;
  /** Their answers. */
  readonly kept: Map<string, Kept>;
}

// Answers of an earlier form must not be taken for those of this one.
const form = 1;

/**
 * Reads the journal of earlier runs. One without an answer is none. Rejects with a `PullError` where it is that of
 * another request.
 */
export async function openJournal(
  request: PullRequest,
  { journal, clock }: Pick<PullPorts, "journal" | "clock">,
): Promise<OpenedJournal> {
  const now = new Date(clock.now()).toISOString();
  const fresh: OpenedJournal = {
    head: JSON.stringify({ pull: { form, request }, begun: now }),
    begun: now,
    kept: new Map(),
  };
  if (journal === undefined) return fresh;
  const wanted = JSON.stringify({ form, request });
  const lines = journal.lines()[Symbol.asyncIterator]();
  const first = await lines.next();
  const head = first.done === true ? undefined : parse(first.value);
  // A first line that was cut off was the only one.
  if (!isJsonObject(head)) {
    await journal.clear();
    return fresh;
  }
  if (JSON.stringify(head["pull"]) !== wanted) {
    throw new PullError(
      `${journal.place} is what another pull has left when it was interrupted`,
      "Give the options of that pull to go on with it, or --restart to throw it away.",
    );
  }
  const { begun } = head;
  const kept = await readKept({ [Symbol.asyncIterator]: () => lines });
  return { head: undefined, begun: typeof begun === "string" ? begun : now, kept };
}
