import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { isSecretName } from "../../intake/on-demand/index.ts";

/** A value without its secrets. */
export interface Withheld<T> {
  /** The value itself where it holds none. */
  readonly value: T;
  /** How many secrets were left out. */
  readonly count: number;
}

/**
 * Leaves secrets out of what Azure, or another server, has answered.
 *
 * A secret is a text under a name that says so (`sharedKey`, `adminPassword`), the `value` beside such
 * a `name`, a text that looks like one wherever it stands (a private key, a connection string, an
 * address with a signature, a token), the settings of extensions, in which people write scripts, and
 * the private part of a certificate. Texts are left out with their names; in a list the marks stay
 * away, too. Cost: linear in the value, which is copied only where something is left out.
 */
export function withholdSecrets<T>(value: T): Withheld<T> {
  const counter: Counter = { count: 0 };
  const kept = strip(value, "", counter);
  return { value: kept as T, count: counter.count };
}

interface Counter {
  count: number;
}

function strip(value: unknown, within: string, counter: Counter): unknown {
  if (Array.isArray(value)) return stripList(value, within, counter);
  return isJsonObject(value) ? stripObject(value, within, counter) : value;
}

function stripList(list: readonly unknown[], within: string, counter: Counter): readonly unknown[] {
  const kept: unknown[] = [];
  let isSame = true;
  for (const element of list) {
    if (typeof element === "string" && looksSecret(element)) {
      counter.count += 1;
      isSame = false;
      continue;
    }
    const open = strip(element, within, counter);
    if (open !== element) isSame = false;
    kept.push(open);
  }
  return isSame ? list : kept;
}

function stripObject(object: JsonObject, within: string, counter: Counter): JsonObject {
  let copy: Record<string, unknown> | undefined;
  for (const name in object) {
    const value = object[name];
    const isLeftOut = isSecret(object, name, within);
    const open = isLeftOut ? undefined : strip(value, name, counter);
    if (!isLeftOut && open === value) continue;
    copy ??= { ...object };
    if (isLeftOut) {
      counter.count += 1;
      delete copy[name];
    } else copy[name] = open;
  }
  return copy ?? object;
}

function isSecret(object: JsonObject, name: string, within: string): boolean {
  const value = object[name];
  if (typeof value === "string") {
    if (value === "") return false;
    return isNamedSecret(name) || isValueOfSecret(object, name, within) || looksSecret(value);
  }
  if (typeof value !== "object" || value === null) return false;
  if (protectedNames.has(name)) return true;
  if (name === "settings") return isExtension(object);
  return Array.isArray(value) && value.some(isText) && isNamedSecret(name);
}

// Whatever stands under these is one.
const protectedNames: ReadonlySet<string> = new Set(["protectedSettings"]);

// `{ "name": "ApiPassword", "value": "..." }`, and certificates with their private keys.
function isValueOfSecret(object: JsonObject, name: string, within: string): boolean {
  if (name === "value") return typeof object["name"] === "string" && isNamedSecret(object["name"]);
  return name === "data" && (within === "sslCertificates" || Object.hasOwn(object, "password"));
}

function isExtension(object: JsonObject): boolean {
  return typeof object["publisher"] === "string" && Object.hasOwn(object, "typeHandlerVersion");
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

// All instances of a type have the same names.
const namedSecrets = new Map<string, boolean>();

function isNamedSecret(name: string): boolean {
  let known = namedSecrets.get(name);
  if (known === undefined) {
    known = isSecretName(name);
    // Tags are named by people, and there is no end of them.
    if (namedSecrets.size < 10_000) namedSecrets.set(name, known);
  }
  return known;
}

const secretTexts: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)\s*=\s*[^;\s]{4}/i,
  /[?&]sig=[\w%+/-]{16}/i,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./,
  /^[a-z][\w+.-]*:\/\/[^/\s:@]+:[^/\s@]+@/i,
];

// Every text of an estate comes by, and nearly all lack what a secret needs.
function looksSecret(text: string): boolean {
  if (text.length < 12 || !/[=@]|-----|eyJ/.test(text)) return false;
  return secretTexts.some((pattern) => pattern.test(text));
}
