import { isJsonObject } from "../../arm/index.ts";
import { PullError } from "../pull-error.ts";
import type { PullPorts, PullRequest } from "../pull-request.ts";
import { type Kept, parse, readKept } from "./remember.ts";

/** What a journal says of runs before this one. */
export interface OpenedJournal {
  /** When the first of them began, or this one where there was none: ISO 8601, in UTC. */
  readonly begun: string;
  /** Their answers. */
  readonly kept: Map<string, Kept>;
}

// Answers of an earlier form must not be taken for those of this one.
const form = 1;

/**
 * Reads the journal of earlier runs, or begins one. Rejects with a `PullError` where it is that of
 * another request.
 */
export async function openJournal(
  request: PullRequest,
  { journal, clock }: Pick<PullPorts, "journal" | "clock">,
): Promise<OpenedJournal> {
  const now = new Date(clock.now()).toISOString();
  if (journal === undefined) return { begun: now, kept: new Map() };
  const wanted = JSON.stringify({ form, request });
  const lines = journal.lines()[Symbol.asyncIterator]();
  const first = await lines.next();
  const head = first.done === true ? undefined : parse(first.value);
  // A first line that was cut off was the only one.
  if (!isJsonObject(head)) {
    await journal.clear();
    await journal.append(JSON.stringify({ pull: { form, request }, begun: now }));
    return { begun: now, kept: new Map() };
  }
  if (JSON.stringify(head["pull"]) !== wanted) {
    throw new PullError(
      "what an interrupted pull has left there is of another request",
      "Give the options of that pull to go on with it, or --restart to throw it away.",
    );
  }
  const { begun } = head;
  const kept = await readKept({ [Symbol.asyncIterator]: () => lines });
  return { begun: typeof begun === "string" ? begun : now, kept };
}
