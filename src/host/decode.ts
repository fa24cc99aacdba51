import { isAscii, isUtf8 } from "node:buffer";

/** What bytes turned out to be. */
export type Decoded =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "binary" };

const binary: Decoded = { kind: "binary" };

// In bytes. What is not text shows it early; a stray byte far down costs one character, not the
// file.
const probeLength = 64 * 1024;

/**
 * Decodes UTF-8, or UTF-16 of either order when a byte order mark says so (PowerShell's `>` writes
 * that); the mark is removed.
 *
 * Bytes with a NUL or invalid UTF-8 near their beginning are binary; further down, invalid UTF-8
 * becomes U+FFFD.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(buffer, [0xff, 0xfe, 0, 0])) return binary;
  if (startsWith(buffer, [0xff, 0xfe])) return { kind: "text", text: decodeUtf16(buffer) };
  if (startsWith(buffer, [0xfe, 0xff])) return { kind: "text", text: decodeUtf16(swap(buffer)) };
  const content = startsWith(buffer, [0xef, 0xbb, 0xbf]) ? buffer.subarray(3) : buffer;
  if (looksBinary(content)) return binary;
  // Latin 1 agrees with UTF-8 on ASCII and takes one byte a character in memory.
  return { kind: "text", text: content.toString(isAscii(content) ? "latin1" : "utf8") };
}

function startsWith(buffer: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, index) => buffer[index] === byte);
}

function decodeUtf16(buffer: Buffer): string {
  return buffer.subarray(2).toString("utf16le");
}

function swap(buffer: Buffer): Buffer {
  return Buffer.from(buffer.subarray(0, buffer.length - (buffer.length % 2))).swap16();
}

function looksBinary(buffer: Buffer): boolean {
  const probe = buffer.subarray(0, probeLength);
  if (probe.includes(0)) return true;
  // The probe may end inside a character, which has at most three bytes before its last.
  const cuts = probe.length < buffer.length ? [0, 1, 2, 3] : [0];
  return !cuts.some((cut) => isUtf8(probe.subarray(0, probe.length - cut)));
}
