import type { Position } from "../../diagnostic/index.ts";
import type { Mistake } from "../../document/index.ts";
import { readSources } from "../../host/index.ts";
import type { Conversation } from "../conversation.ts";
import { sayDiagnostics } from "../estate/say-diagnostics.ts";
import { fileSystemIn } from "../file-system-in.ts";
import { suggest } from "../nearest.ts";
import type { OutputOptions } from "../options.ts";
import type { Session } from "../session.ts";

/** What reads the value of a document: gives what it says and what is wrong with it. */
export type DocumentReader<T> = (value: unknown) => {
  readonly content: T;
  readonly mistakes: readonly Mistake[];
};

/** What a document says, and where. */
export interface OpenDocument<T> {
  readonly content: T;
  /** File, line and column of the value of a JSON pointer: `a.yaml:3:5`. */
  readonly placeOf: (pointer: string) => string;
}

/**
 * Reads a file that people write for trueroute. Gives nothing when anything is wrong with it: each
 * mistake has then been said, with line and remedy.
 */
export async function readDocumentFile<T>(
  session: Session<OutputOptions>,
  path: string,
  read: DocumentReader<T>,
): Promise<T | undefined> {
  return (await openDocumentFile(session, path, read))?.content;
}

/** As `readDocumentFile`, for those who have to say where something stands. */
export async function openDocumentFile<T>(
  { io, conversation }: Session<OutputOptions>,
  path: string,
  read: DocumentReader<T>,
): Promise<OpenDocument<T> | undefined> {
  const { layers, diagnostics } = await readSources([path], { fileSystem: fileSystemIn(io) });
  const [source, ...others] = layers.flat();
  if (source === undefined || diagnostics.length > 0) {
    await sayDiagnostics(conversation, diagnostics, []);
    return undefined;
  }
  if (others.length > 0) {
    conversation.fail(`${path} is a folder, and one file is read`, "Name the files.");
    return undefined;
  }
  const { readDocument } = await import("../../intake/on-demand/index.ts");
  const document = await readDocument(source);
  if (document.kind === "invalid") {
    const where = placeText(path, document.position);
    conversation.report("error", `${path} cannot be read: ${document.problem}`, [`at ${where}`]);
    return undefined;
  }
  const { content, mistakes } = read(document.value);
  for (const mistake of mistakes) {
    const position = document.positionOf(mistake.pointer, mistake.key);
    sayMistake(conversation, mistake, placeText(path, position));
  }
  if (mistakes.length > 0) return undefined;
  return { content, placeOf: (pointer) => placeText(path, document.positionOf(pointer)) };
}

function sayMistake(conversation: Conversation, mistake: Mistake, where: string): void {
  const { message, remedy, word, known = [] } = mistake;
  const hint = word === undefined ? "" : suggest(word, known);
  const fix = remedy ?? (hint || `Known are ${known.join(", ")}.`);
  conversation.report("error", message, [`at ${where}`, `fix: ${fix}`]);
}

function placeText(path: string, position: Position | undefined): string {
  return position === undefined ? path : `${path}:${position.line}:${position.column}`;
}
