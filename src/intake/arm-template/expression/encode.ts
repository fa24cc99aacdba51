import { argument, faultOf, named, text } from "./argument.ts";
import type { FunctionRow } from "./function-row.ts";
import { parseLenientJson } from "./lenient-json.ts";
import type { Call } from "./source.ts";
import { textOf } from "./text-value.ts";
import { decodeBase64, decodeUtf8, encodeBase64, encodeUtf8 } from "./utf8.ts";
import type { Value } from "./value.ts";

/** Functions that write values in other forms, and read them again. */
export const encodingFunctions: readonly FunctionRow[] = [
  { name: "base64", count: [1, 1], apply: (call) => encodeBase64(encodeUtf8(text(call, 0))) },
  { name: "base64ToJson", count: [1, 1], apply: fromBase64Json },
  { name: "base64ToString", count: [1, 1], apply: (call) => fromBase64(call, text(call, 0)) },
  { name: "dataUri", count: [1, 1], apply: toDataUri },
  { name: "dataUriToString", count: [1, 1], apply: fromDataUri },
  { name: "json", count: [1, 1], apply: fromJson },
  { name: "uriComponent", count: [1, 1], apply: (call) => escapeUri(text(call, 0)) },
  { name: "uriComponentToString", count: [1, 1], apply: (call) => unescapeUri(text(call, 0)) },
];

function fromBase64(call: Call, encoded: string): string {
  return named(call, () => decodeUtf8(decodeBase64(encoded)));
}

function fromBase64Json(call: Call): Value {
  const json = fromBase64(call, text(call, 0));
  return named(call, () => parseLenientJson(json));
}

function fromJson(call: Call): Value {
  if (argument(call, 0) === null) return {};
  const json = text(call, 0);
  return named(call, () => parseLenientJson(json));
}

function toDataUri(call: Call): Value {
  const value = argument(call, 0);
  const isText = value === null || typeof value === "string";
  const type = isText ? "text/plain" : "application/json";
  return `data:${type};charset=utf8;base64,${encodeBase64(encodeUtf8(textOf(value)))}`;
}

const dataUri = /^data:([^,]*),([\s\S]*)$/i;

function fromDataUri(call: Call): Value {
  const match = dataUri.exec(text(call, 0));
  if (match === null) throw faultOf(call, "the text is no data URI");
  const [, head = "", data = ""] = match;
  const charset = /;charset=([^;]*)/i.exec(head)?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== "utf-8" && charset !== "utf8") {
    throw faultOf(call, "the data URI is not in UTF-8");
  }
  return /;base64$/i.test(head) ? fromBase64(call, data) : unescapeUri(data);
}

/** Escapes all but the characters that RFC 3986 calls unreserved. */
function escapeUri(value: string): string {
  return value.replaceAll(/[^A-Za-z0-9\-_.~]+/g, escapeBytes);
}

/** Each byte of a text's UTF-8 as `%XX`. */
export function escapeBytes(value: string): string {
  return Array.from(
    encodeUtf8(value),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");
}

/** Runs of `%XX` are UTF-8, and a plus is a blank. */
function unescapeUri(value: string): string {
  return value.replaceAll("+", " ").replaceAll(/(?:%[0-9a-fA-F]{2})+/g, (run) =>
    decodeUtf8(
      run
        .slice(1)
        .split("%")
        .map((byte) => Number.parseInt(byte, 16)),
    ),
  );
}
