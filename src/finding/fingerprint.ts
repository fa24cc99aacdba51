import type { Finding } from "./finding.ts";

/**
 * Tells a finding from all others, in 16 hexadecimal digits. It depends on the code, the resource's
 * id and the subject alone: not on files, lines, the order of the input, or the words of a message.
 */
export function fingerprint({ code, place, subject }: Finding): string {
  const parts = [code, place.resource.toLowerCase(), ...subject.map((part) => part.toLowerCase())];
  // A separator that no part holds, so that no two lists read the same.
  return hash64(parts.join("\u0000"));
}

/** Name by which people ask for a finding again: its code and the start of its fingerprint. */
export function findingId(finding: Finding, known: string = fingerprint(finding)): string {
  return `${finding.code}-${known.slice(0, 8)}`;
}

// FNV-1a: short, well known, and good enough against accidents; nobody gains by a collision here.
const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;
const mask = 0xffffffffffffffffn;

function hash64(text: string): string {
  let hash = offset;
  for (let at = 0; at < text.length; at += 1) {
    hash = ((hash ^ BigInt(text.charCodeAt(at))) * prime) & mask;
  }
  return hash.toString(16).padStart(16, "0");
}
