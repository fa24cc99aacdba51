import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { parseServiceTags, type ServiceTagIndex } from "../servicetag/index.ts";
import { describeFailure } from "./reason.ts";
import { readCachedIndex, writeCachedIndex } from "./service-tag-cache.ts";
import { fileRemedy, ServiceTagError } from "./service-tag-error.ts";

/** One edition of the service tags, opened. */
export interface ServiceTagEdition {
  readonly index: ServiceTagIndex;
  /** Path of the JSON file. */
  readonly file: string;
  /** Day of the edition, `2026-11-16`. The file itself does not hold it. */
  readonly date: string;
  /** Whether the day comes from the name of Microsoft's file, or is only the file's own time. */
  readonly dateFrom: "fileName" | "fileTime";
  /** What is odd in the file; known only when it was parsed anew, else empty. */
  readonly problems: readonly string[];
}

/** Bytes of a service-tag file with what is known beside them. */
export interface ServiceTagContent {
  readonly bytes: Uint8Array;
  /** Name of the file, without folders. */
  readonly name: string;
  /** When the file was last changed. */
  readonly modified: Date;
  /** Where the bytes came from: a path or a URL. */
  readonly source: string;
}

/** Reads a service-tag file that the user named. Throws `ServiceTagError`. */
export function readServiceTagFile(file: string): ServiceTagContent {
  try {
    const modified = statSync(file).mtime;
    return { bytes: readFileSync(file), name: basename(file), modified, source: file };
  } catch (error) {
    const remedy = "Name Microsoft's ServiceTags_Public_YYYYMMDD.json.";
    throw new ServiceTagError(`cannot read ${file}: ${describeFailure(error)}`, remedy, error);
  }
}

/**
 * Opens a service-tag file, through the cache in the user's data folder when its contents are known
 * there. Throws `ServiceTagError` when it cannot be read or is none.
 */
export function openServiceTagFile(file: string, folder: string): ServiceTagEdition {
  const content = readServiceTagFile(file);
  const hash = hashOf(content.bytes);
  const cached = readCachedIndex(folder, hash);
  if (cached !== undefined) return { index: cached, file, ...dateOf(content), problems: [] };
  const { index, problems } = parseContent(content);
  writeCachedIndex(folder, hash, index);
  return { index, file, ...dateOf(content), problems };
}

/**
 * Parses the bytes of a service-tag file. Throws `ServiceTagError` that says what they are instead.
 */
export function parseContent({ bytes, source }: ServiceTagContent): {
  readonly index: ServiceTagIndex;
  readonly problems: readonly string[];
} {
  const text = new TextDecoder().decode(bytes);
  const { index, problems } = parseServiceTags(parseJson(text, source));
  const said = problems.map(({ message, pointer }) => `${message} (${pointer || "/"})`);
  if (index === undefined) {
    throw new ServiceTagError(`${source} cannot be used: ${said.at(-1) ?? ""}`, fileRemedy);
  }
  return { index, problems: said };
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ServiceTagError(
      `${source} cannot be used: ${faultOf(text, error)}`,
      fileRemedy,
      error,
    );
  }
}

function faultOf(text: string, error: unknown): string {
  const start = text.trimStart();
  if (start === "") return "it is empty";
  if (start.startsWith("<")) return "it is a web page, not the JSON file that the page links to";
  if (start.startsWith("PK")) return "it is an archive, not JSON";
  const isCut = start.startsWith("{") && !text.trimEnd().endsWith("}");
  if (isCut) return "its end is missing; the download was cut short";
  return `it is not valid JSON (${error instanceof Error ? error.message : ""})`;
}

/** Names contents: the first 32 hexadecimal digits of their SHA-256. */
export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}

/** The day of an edition: from Microsoft's file name, else from the file's time (UTC). */
export function dateOf({
  name,
  modified,
}: Pick<ServiceTagContent, "name" | "modified">): Pick<ServiceTagEdition, "date" | "dateFrom"> {
  const [, year, month, day] = /_(\d{4})(\d{2})(\d{2})\.json$/i.exec(name) ?? [];
  const date = `${year}-${month}-${day}`;
  if (year !== undefined && !Number.isNaN(Date.parse(date))) return { date, dateFrom: "fileName" };
  return { date: modified.toISOString().slice(0, 10), dateFrom: "fileTime" };
}
