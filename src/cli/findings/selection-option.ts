import {
  type FindingCode,
  readSelector,
  type Selection,
  type Selector,
  selectorWords,
} from "../../finding/index.ts";
import { suggest } from "../nearest.ts";
import type { CheckOptions } from "../options.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Reads `--only` and `--skip`. Throws `UsageError` with the nearest words for one that names
 * nothing.
 */
export function readSelection(
  { only = [], skip = [] }: Pick<CheckOptions, "only" | "skip">,
  codes: readonly FindingCode[],
): Selection {
  return {
    only: readSelectors("--only", only, codes),
    skip: readSelectors("--skip", skip, codes),
  };
}

function readSelectors(
  option: string,
  texts: readonly string[],
  codes: readonly FindingCode[],
): readonly Selector[] {
  const words = texts.flatMap((text) => text.split(",")).map((word) => word.trim());
  return words
    .filter((word) => word !== "")
    .map((word) => {
      const selector = readSelector(word, codes);
      if (selector !== undefined) return selector;
      const hint = suggest(word, selectorWords(codes));
      const otherwise = "Name codes as docs/checks has them, families or severities.";
      throw new UsageError(
        `${option}: '${word}' is no code, family or severity`,
        hint || otherwise,
      );
    });
}
