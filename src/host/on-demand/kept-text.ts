import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { codeOf } from "../file-system.ts";
import { ownerOnly } from "../write-atomically.ts";

/** A text that is written once and read ever after, such as a key. */
export interface KeptText {
  /** `undefined` when nothing is kept. Rejects as a `FileSystem` does. */
  read(): Promise<string | undefined>;
  /**
   * Keeps a text, unless one is kept already; gives the one that is kept. Of two processes that
   * begin at once both get the same. Rejects as a `FileSystem` does.
   */
  keep(text: string): Promise<string>;
}

/** Keeps a text in a file that only its owner may read. */
export function createKeptText(path: string): KeptText {
  return {
    read: async () => readText(path),
    keep: async (text) => {
      linkOnce(path, text);
      return readFileSync(path, "utf8");
    },
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (thrown) {
    if (codeOf(thrown) === "ENOENT") return undefined;
    throw thrown;
  }
}

// A link is made whole or not at all, and never over a file that is there.
function linkOnce(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { flush: true, mode: ownerOnly });
    linkSync(temporary, path);
  } catch (thrown) {
    if (codeOf(thrown) !== "EEXIST") writeOnce(path, text);
  } finally {
    rmSync(temporary, { force: true });
  }
}

// Some file systems know no links.
function writeOnce(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flush: true, mode: ownerOnly, flag: "wx" });
  } catch (thrown) {
    if (codeOf(thrown) !== "EEXIST") throw thrown;
  }
}
