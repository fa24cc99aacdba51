import { createReadStream } from "node:fs";
import { appendFile, mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Journal } from "../journal/journal.ts";

/** The folder in which a pull keeps what it has, beside the file that it will write. */
export function journalFolder(output: string): string {
  return `${output}.partial`;
}

/** A journal in a file of a folder. Secrets never come here; names and addresses do. */
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
      const next = last.then(() => append(line));
      // Who waits for this line is told of its failure; the next one is tried all the same.
      last = next.catch(() => undefined);
      return next;
    },
    clear: async () => {
      await last;
      isOpen = false;
      await rm(folder, { recursive: true, force: true });
    },
  };
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
