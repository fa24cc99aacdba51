import { isJsonObject, type JsonObject } from "../../arm/index.ts";

/** What an error of Azure says. */
export interface Refusal {
  /** The most telling code; empty where there is none. */
  readonly code: string;
  readonly message: string;
}

// In characters. Some messages list every region and version there is.
const longestMessage = 300;

/**
 * Reads an error: `{ error: { code, message, details } }`, as ARM has it, the same without `error`,
 * or any text. Where the code says nothing (`BadRequest`) the first detail speaks.
 */
export function readRefusal(text: string): Refusal {
  const value = parse(text);
  const outer = isJsonObject(value) && isJsonObject(value["error"]) ? value["error"] : value;
  if (!isJsonObject(outer)) return { code: "", message: shorten(plain(text)) };
  const details = outer["details"];
  const [first] = Array.isArray(details) ? details : [];
  const code = textOf(outer, "code");
  const isVague = code === "" || /^BadRequest$/i.test(code);
  const source = isVague && isJsonObject(first) && textOf(first, "code") !== "" ? first : outer;
  return {
    code: textOf(source, "code"),
    message: shorten(textOf(source, "message") || textOf(outer, "Message")),
  };
}

/**
 * The newest version that Azure offers in place of one that it does not have; `undefined` where the
 * error is another one. Previews only where there is nothing else.
 */
export function offeredVersion(text: string): string | undefined {
  const list = /supported (?:api-)?versions are '([^']+)'/i.exec(text)?.[1];
  const versions = list?.split(",").map((version) => version.trim()) ?? [];
  const dates = versions.filter((version) => /^\d{4}-\d\d-\d\d(-\w+)*$/.test(version)).sort();
  return dates.findLast((version) => version.length === 10) ?? dates.at(-1);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === "string" ? value : "";
}

// A page of a proxy in between.
function plain(text: string): string {
  return text.replaceAll(/<[^>]*>/g, " ");
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}...` : line;
}
