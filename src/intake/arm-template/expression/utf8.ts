import { ExpressionFault } from "./fault.ts";

const replacement = 0xfffd;

/** Encodes a text as UTF-8; half a surrogate pair becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = wellFormed(character.codePointAt(0) ?? 0);
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code, 0));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code, 6), tail(code, 0));
    else bytes.push(0xf0 | (code >> 18), tail(code, 12), tail(code, 6), tail(code, 0));
  }
  return Uint8Array.from(bytes);
}

/** Half a pair is no character. */
function wellFormed(code: number): number {
  return code >= 0xd800 && code <= 0xdfff ? replacement : code;
}

function tail(code: number, shift: number): number {
  return 0x80 | ((code >> shift) & 0x3f);
}

/** Decodes UTF-8; what is none becomes U+FFFD, one per byte that cannot be read. */
export function decodeUtf8(bytes: readonly number[]): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const [code, length] = decodeAt(bytes, at);
    pieces.push(String.fromCodePoint(code));
    at += length;
  }
  return pieces.join("");
}

function decodeAt(bytes: readonly number[], at: number): readonly [code: number, length: number] {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return [lead, 1];
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return [replacement, 1];
  let code = lead & (0x7f >> length);
  for (let i = 1; i < length; i += 1) {
    const next = bytes[at + i];
    if (next === undefined || (next & 0xc0) !== 0x80) return [replacement, 1];
    code = (code << 6) | (next & 0x3f);
  }
  const least = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
  const isCharacter = code >= least && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? [code, length] : [replacement, 1];
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Encodes bytes in base64, with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const count = Math.min(3, bytes.length - at);
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let i = 0; i < 4; i += 1) {
      pieces.push(i <= count ? alphabet.charAt((group >> (18 - 6 * i)) & 0x3f) : "=");
    }
  }
  return pieces.join("");
}

/** Decodes base64 with its padding; white space is skipped. Throws `ExpressionFault`. */
export function decodeBase64(text: string): readonly number[] {
  const compact = text.replace(/[ \t\r\n]/g, "");
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) {
    throw new ExpressionFault("the text is not base64");
  }
  const bytes: number[] = [];
  for (let at = 0; at < compact.length; at += 4) {
    const digits = [...compact.slice(at, at + 4)].map((digit) => alphabet.indexOf(digit));
    const group = digits.reduce((sum, digit) => (sum << 6) | Math.max(digit, 0), 0);
    const count = digits.filter((digit) => digit >= 0).length - 1;
    for (let i = 0; i < count; i += 1) bytes.push((group >> (16 - 8 * i)) & 0xff);
  }
  return bytes;
}
