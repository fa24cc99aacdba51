import { hasColors, type Io } from "./io.ts";
import type { ConversationOptions } from "./options.ts";
import { toLine } from "./printable.ts";

/** What is said on stderr. Every line ends in a line feed; colors are decoration only. */
export interface Conversation {
  /** Whether everything shall be said. */
  readonly isVerbose: boolean;
  /** Says a line, unless quiet. */
  note(line: string): void;
  /** Says what was odd and what to do about it, unless quiet. */
  warn(message: string, remedy?: string): void;
  /** Says what failed and what to do about it. */
  fail(message: string, remedy?: string): void;
  /** Says a message of a kind with its further lines; only errors are said when quiet. */
  report(kind: MessageKind, message: string, further: readonly string[]): void;
}

/** What stands before a message. */
export type MessageKind = "error" | "warning" | "info";

const colors: Readonly<Record<MessageKind, number>> = { error: 31, warning: 33, info: 36 };

/** Starts a conversation on stderr. */
export function createConversation(io: Io, { quiet, verbose }: ConversationOptions): Conversation {
  const isColored = hasColors(io.stderr, io);
  const report: Conversation["report"] = (kind, message, further) => {
    if (quiet === true && kind !== "error") return;
    const label = isColored ? `\u001b[${colors[kind]}m${kind}:\u001b[0m` : `${kind}:`;
    io.stderr.write(
      `${[`${label} ${toLine(message)}`, ...further.map((line) => `  ${toLine(line)}`)].join("\n")}\n`,
    );
  };
  const fixOf = (remedy?: string) => (remedy === undefined ? [] : [`fix: ${remedy}`]);
  return {
    isVerbose: verbose === true,
    note: (line) => {
      if (quiet !== true) io.stderr.write(`${toLine(line)}\n`);
    },
    warn: (message, remedy) => report("warning", message, fixOf(remedy)),
    fail: (message, remedy) => report("error", message, fixOf(remedy)),
    report,
  };
}
