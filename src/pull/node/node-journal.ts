import { createReadStream } from "node:fs";
import { appendFile, mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describeFailure } from "../../host/index.ts";
import type { Journal } from "../journal/journal.ts";
import { PullError } from "../pull-error.ts";

/** The folder in which a pull keeps what it has, beside the file that it will write. */
export function journalFolder(output: string): string {
  return `${output}.partial`;
}

/**
 * A journal in a file of a folder. Secrets never come here; names and addresses do. Rejects with a
 * `PullError` where the folder cannot be read or written.
 */
export function createNodeJournal(folder: string): Journal {
  const path = join(folder, "answers.jsonl");
  // One after the other, so that lines stay whole.
  let last: Promise<void> = Promise.resolve();
  let isOpen = false;
  const append = async (line: string): Promise<void> => {
    await mkdir(folder, { recursive: true });
    // The line before may have been cut off by an interruption.
    const head = isOpen || !(await exists(path)) ? "" : "\n";
    isOpen = true;
    await appendFile(path, `${head}${line}\n`, { mode: 0o600 });
  };
  return {
    place: folder,
    lines: () => linesOf(path),
    append: (line) => {
      const next = last.then(() => told(folder, append(line)));
      // Who waits for this line is told of its failure; the next one is tried all the same.
      last = next.catch(() => undefined);
      return next;
    },
    clear: async () => {
      await last;
      isOpen = false;
      await told(folder, rm(folder, { recursive: true, force: true }));
    },
  };
}

async function told(folder: string, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw new PullError(
      `cannot write ${folder}: ${describeFailure(error)}`,
      "Name a file with -o in a folder that can be written.",
      error,
    );
  }
}

async function* linesOf(path: string): AsyncIterable<string> {
  if (!(await exists(path))) return;
  const input = createReadStream(path, "utf8");
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== "") yield line;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
