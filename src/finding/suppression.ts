import type { Finding, FindingCode } from "./finding.ts";
import { findingId } from "./fingerprint.ts";
import { fitsPattern } from "./pattern.ts";
import { resourceName } from "./resource-name.ts";

/** Findings that somebody has looked at and lets be. Those are meant that all its lists name. */
export interface Suppression {
  /** Empty: of any code. */
  readonly codes: readonly FindingCode[];
  /** Ids or names of resources, `*` for any characters; empty: of any resource. */
  readonly resources: readonly string[];
  /** Fingerprints, or names as `findingId` gives them, in small letters; empty: any. */
  readonly fingerprints: readonly string[];
  readonly reason: string;
  /** Last day on which it holds, `2027-03-31`; absent: it holds for good. */
  readonly expires: string | undefined;
  /** JSON pointer in its file. */
  readonly pointer: string;
}

/** Finds what suppresses a finding. */
export interface Suppressor {
  /** All suppressions that name a finding, in the order of their file. */
  find(finding: Finding, fingerprint: string): readonly Suppression[];
}

/** Whether a suppression holds no more. `today` is a day, `2026-11-21`. */
export function isExpired({ expires }: Suppression, today: string): boolean {
  return expires !== undefined && expires < today;
}

/**
 * Creates a finder. Suppressions are kept by the narrowest thing that they name, so that a finding
 * is compared with few of them; only those with a pattern are many for each.
 */
export function createSuppressor(suppressions: readonly Suppression[]): Suppressor {
  const order = new Map(suppressions.map((suppression, index) => [suppression, index]));
  const byWord = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    for (const word of new Set(wordsOf(suppression))) {
      const list = byWord.get(word);
      if (list === undefined) byWord.set(word, [suppression]);
      else list.push(suppression);
    }
  }
  return {
    find: (finding, fingerprint) => {
      const { code, place } = finding;
      const id = findingId(finding, fingerprint).toLowerCase();
      const names = [place.resource, resourceName(place.resource)].map((name) =>
        name.toLowerCase(),
      );
      const words = [fingerprint, id, ...names, code, anyWord];
      const near = new Set(words.flatMap((word) => byWord.get(word) ?? []));
      return [...near]
        .filter((one) => fits(one, code, names))
        .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    },
  };
}

const anyWord = "*";

// A suppression stands below each word of one list, so that it is found by one of them alone.
function wordsOf({ fingerprints, resources, codes }: Suppression): readonly string[] {
  if (fingerprints.length > 0) return fingerprints;
  const isPlain = resources.length > 0 && !resources.some((name) => name.includes("*"));
  if (isPlain) return resources.map((name) => name.toLowerCase());
  return codes.length > 0 ? codes : [anyWord];
}

function fits(
  { codes, resources }: Suppression,
  code: FindingCode,
  names: readonly string[],
): boolean {
  if (codes.length > 0 && !codes.includes(code)) return false;
  if (resources.length === 0) return true;
  return resources.some((pattern) => names.some((name) => fitsPattern(name, pattern)));
}
