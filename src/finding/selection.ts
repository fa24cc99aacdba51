import type { Severity } from "../diagnostic/index.ts";
import { type Family, families } from "./family.ts";
import type { FindingCode } from "./finding.ts";
import { severities } from "./order.ts";

/** One word by which people choose findings. */
export type Selector =
  | { readonly kind: "code"; readonly code: FindingCode }
  | { readonly kind: "family"; readonly family: Family }
  | { readonly kind: "severity"; readonly severity: Severity };

/** Which findings somebody wants to see. */
export interface Selection {
  /** A finding that none of these names is left out; empty: all are named. */
  readonly only: readonly Selector[];
  /** A finding that one of these names is left out. */
  readonly skip: readonly Selector[];
}

/** The part of a finding that selectors look at. */
export interface Selectable {
  readonly code: FindingCode;
  readonly family: Family;
  readonly severity: Severity;
}

/** Reads a word as a selector, whatever its case; `undefined`: it names nothing. */
export function readSelector(word: string, codes: readonly FindingCode[]): Selector | undefined {
  const wanted = word.toLowerCase();
  const isWanted = (one: string): boolean => one.toLowerCase() === wanted;
  const code = codes.find(isWanted);
  if (code !== undefined) return { kind: "code", code };
  const family = families.find(isWanted);
  if (family !== undefined) return { kind: "family", family };
  const severity = severities.find(isWanted);
  return severity === undefined ? undefined : { kind: "severity", severity };
}

/** The words that `readSelector` takes. */
export function selectorWords(codes: readonly FindingCode[]): readonly string[] {
  return [...severities, ...families, ...codes];
}

/** Whether a finding is wanted. */
export function isSelected({ only, skip }: Selection, finding: Selectable): boolean {
  const isNamed = (selector: Selector): boolean => names(selector, finding);
  return (only.length === 0 || only.some(isNamed)) && !skip.some(isNamed);
}

/**
 * Whether a rule can give a finding that is wanted. Its findings may be of any severity, so a
 * severity decides nothing here.
 */
export function mayBeSelected(
  { only, skip }: Selection,
  rule: Pick<Selectable, "code" | "family">,
): boolean {
  const isNamed = (selector: Selector): boolean =>
    selector.kind !== "severity" && names(selector, { ...rule, severity: "info" });
  const isOpen = only.length === 0 || only.some(({ kind }) => kind === "severity");
  return (isOpen || only.some(isNamed)) && !skip.some(isNamed);
}

function names(selector: Selector, { code, family, severity }: Selectable): boolean {
  switch (selector.kind) {
    case "code":
      return selector.code === code;
    case "family":
      return selector.family === family;
    case "severity":
      return selector.severity === severity;
  }
}
