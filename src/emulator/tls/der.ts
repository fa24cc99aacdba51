/** One value in DER, the encoding of certificates (ITU-T X.690). */
export type Der = Buffer;

/** A value of a tag: the length comes first, in as few bytes as it takes. */
export function tagged(tag: number, ...contents: readonly Uint8Array[]): Der {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

/** SEQUENCE. */
export function sequence(...items: readonly Der[]): Der {
  return tagged(0x30, ...items);
}

/** SET of one. */
export function setOf(item: Der): Der {
  return tagged(0x31, item);
}

/** INTEGER from 0 on, given as its bytes, the highest first. */
export function integer(bytes: Uint8Array): Der {
  const first = bytes.findIndex((byte) => byte !== 0);
  const short = first === -1 ? Buffer.from([0]) : bytes.subarray(first);
  // A first bit of 1 would make it negative.
  const isHigh = (short[0] ?? 0) >= 0x80;
  return tagged(0x02, ...(isHigh ? [Buffer.from([0])] : []), short);
}

/** BOOLEAN that is true; false is what DER leaves out. */
export const yes: Der = tagged(0x01, Buffer.from([0xff]));

/** OBJECT IDENTIFIER, given as `2.5.29.17`. */
export function objectId(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(number: number): readonly number[] {
  const bytes = [number % 128];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift(0x80 | (rest % 128));
  }
  return bytes;
}

/** BIT STRING; `unused` bits at its end do not count. */
export function bitString(bytes: Uint8Array, unused = 0): Der {
  return tagged(0x03, Buffer.from([unused]), bytes);
}

/** OCTET STRING. */
export function octetString(bytes: Uint8Array): Der {
  return tagged(0x04, bytes);
}

/** UTF8String. */
export function utf8(text: string): Der {
  return tagged(0x0c, Buffer.from(text));
}

/** Time to the second: UTCTime up to 2049, GeneralizedTime from 2050 on (RFC 5280, 4.1.2.5). */
export function time(date: Date): Der {
  const digits = `${date.toISOString().slice(0, 19).replace(/\D/g, "")}Z`;
  return date.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(digits.slice(2)))
    : tagged(0x18, Buffer.from(digits));
}

/** `[number]` with the value as it is inside, as `EXPLICIT` tags have it. */
export function explicit(number: number, ...items: readonly Der[]): Der {
  return tagged(0xa0 | number, ...items);
}

/** `[number]` in place of the tag of a primitive value, as `IMPLICIT` tags have it. */
export function implicit(number: number, bytes: Uint8Array): Der {
  return tagged(0x80 | number, bytes);
}
