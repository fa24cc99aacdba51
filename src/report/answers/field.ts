import { isJsonObject, peekOwn } from "../../arm/index.ts";
import { type Ip, parseIp } from "../../net/index.ts";
import { type Refusal, refuseBadRequest } from "./outcome.ts";

/** What a property of a request holds, or a refusal that names it. */
export type Read<T> = { readonly kind: "read"; readonly value: T } | Refusal;

/** Gives what was read. */
export function read<T>(value: T): Read<T> {
  return { kind: "read", value };
}

/** A property of a request's body; names are compared without regard to case, as ARM does. */
export function peek(body: unknown, name: string): unknown {
  const value = isJsonObject(body) ? peekOwn(body, name) : undefined;
  return value === null ? undefined : value;
}

/** A text of a request's body; absent where there is none, or another kind of value. */
export function peekText(body: unknown, name: string): string | undefined {
  const value = peek(body, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A text that a request has to have. */
export function readText(body: unknown, name: string): Read<string> {
  const text = peekText(body, name);
  return text === undefined
    ? refuseBadRequest(`The request has no ${name}. Write it as a text.`)
    : read(text);
}

/** An address that a request has to have. */
export function readIp(body: unknown, name: string): Read<Ip> {
  const text = readText(body, name);
  if (text.kind === "refused") return text;
  const address = parseIp(text.value);
  return address === undefined
    ? refuseBadRequest(`${name} is '${text.value}', which is no IP address.`)
    : read(address);
}

/** One of a few words that a request has to have, compared without regard to case. */
export function readWord<T>(
  body: unknown,
  name: string,
  words: Readonly<Record<string, T>>,
): Read<T> {
  const text = readText(body, name);
  if (text.kind === "refused") return text;
  const found = Object.entries(words).find(
    ([word]) => word.toLowerCase() === text.value.toLowerCase(),
  );
  if (found !== undefined) return read(found[1]);
  const known = Object.keys(words).join(", ");
  return refuseBadRequest(`${name} is '${text.value}'. Write one of: ${known}.`);
}

/** A port as a text or number, `*` for any; absent is any too. */
export function readPort(body: unknown, name: string): Read<number | undefined> {
  const value = peek(body, name);
  if (value === undefined || value === "*" || value === "") return read(undefined);
  const port = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof port === "number" && Number.isInteger(port) && port >= 0 && port <= 65_535
    ? read(port)
    : refuseBadRequest(`${name} is ${shown(value)}. Write a port from 0 to 65535, or *.`);
}

function shown(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? `'${value}'` : "no port";
}
