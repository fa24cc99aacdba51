import { fewWords } from "./list.ts";

/** A prefix without the parts of it that are left out. */
export interface CoverReport {
  readonly prefix: string;
  readonly except: readonly string[];
}

/** Address space as people write it, shortened. */
export function spacePhrase(covers: readonly CoverReport[]): string {
  return fewWords(
    covers.map(({ prefix, except }) =>
      except.length === 0 ? prefix : `${prefix} except ${fewWords(except, 4)}`,
    ),
    6,
  );
}
