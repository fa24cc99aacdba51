import { describeFailure } from "../../host/index.ts";
import { fileSystemIn } from "../file-system-in.ts";
import type { ServeOptions } from "../server-options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

const leastLength = 16;
const mostBytes = 4_096;

/**
 * The token that callers must show; undefined: none was asked for. Throws `UsageError` for one that
 * cannot be read, could be guessed, or cannot stand in a header.
 */
export async function readToken(session: Session<ServeOptions>): Promise<string | undefined> {
  const { token, tokenFile } = session.options;
  const text = tokenFile === undefined ? token : await readFile(session, tokenFile);
  if (text === undefined) return undefined;
  const trimmed = text.trim();
  if (new RegExp(`^[\\x21-\\x7e]{${leastLength},}$`).test(trimmed)) return trimmed;
  throw new UsageError(
    `the token must have ${leastLength} characters or more, and no blanks`,
    "Make one: openssl rand -hex 16 > token.txt; then give --token-file token.txt.",
  );
}

async function readFile(session: Session<ServeOptions>, file: string): Promise<string> {
  try {
    const bytes = await fileSystemIn(session.io).readFile(file, mostBytes);
    return new TextDecoder().decode(bytes);
  } catch (error) {
    throw new UsageError(
      `cannot read the token in ${file}: ${describeFailure(error)}`,
      "Name a file that holds the token and nothing else.",
    );
  }
}
