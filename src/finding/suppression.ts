import type { Finding, FindingCode } from "./finding.ts";
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
 * Creates a finder. Suppressions are kept by code or fingerprint, so that a finding is compared with
 * few of them.
 */
export function createSuppressor(suppressions: readonly Suppression[]): Suppressor {
  const order = new Map(suppressions.map((suppression, index) => [suppression, index]));
  const byWord = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    for (const word of wordsOf(suppression)) {
      byWord.set(word, [...(byWord.get(word) ?? []), suppression]);
    }
  }
  return {
    find: (finding, fingerprint) => {
      const { code } = finding;
      const words = [fingerprint, shortId(code, fingerprint), code, anyWord];
      const near = words.flatMap((word) => byWord.get(word) ?? []);
      return near
        .filter((one) => fits(one, finding))
        .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    },
  };
}

const anyWord = "*";

// The narrowest list of a suppression; what is found by it need not be asked for it again.
function wordsOf({ fingerprints, codes }: Suppression): readonly string[] {
  if (fingerprints.length > 0) return fingerprints;
  return codes.length > 0 ? codes : [anyWord];
}

function shortId(code: FindingCode, fingerprint: string): string {
  return `${code}-${fingerprint.slice(0, 8)}`.toLowerCase();
}

function fits({ codes, resources }: Suppression, { code, place }: Finding): boolean {
  if (codes.length > 0 && !codes.includes(code)) return false;
  if (resources.length === 0) return true;
  const names = [place.resource, resourceName(place.resource)];
  return resources.some((pattern) => names.some((name) => fitsPattern(name, pattern)));
}
