import { catalogue, type DiagnosticCode } from "./catalogue.ts";
import type { Place } from "./place.ts";
import { fillTemplate, type Parameters, readTemplate } from "./template.ts";

/**
 * How much of an answer a diagnostic costs: `error` left something out, `warning` may surprise,
 * `info` explains.
 */
export type Severity = "error" | "warning" | "info";

/** A message about the input, as data. Formatting happens in `report`. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly remedy: string;
  readonly place: Place;
  /** Other places that take part, such as the first of two duplicates. */
  readonly related: readonly Place[];
  /** Position in the file where it is known, both 1-based. */
  readonly position?: Position;
}

/** A position in a text file. */
export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

type Catalogue = typeof catalogue;

/** The named values that a code's two templates need. */
export type ParametersOf<C extends DiagnosticCode> = Parameters<
  Catalogue[C]["message"] | Catalogue[C]["remedy"]
>;

/** Where a diagnostic points, beside its main place. */
export interface Pointing {
  readonly related?: readonly Place[];
  readonly position?: Position;
}

/** Creates a diagnostic from its catalogue entry. Parameters are checked by the compiler. */
export function createDiagnostic<C extends DiagnosticCode>(
  code: C,
  place: Place,
  parameters: ParametersOf<C>,
  pointing: Pointing = {},
): Diagnostic {
  const { severity, message, remedy } = catalogue[code];
  return {
    code,
    severity,
    message: fillTemplate(message, parameters),
    remedy: fillTemplate(remedy, parameters),
    place,
    related: pointing.related ?? [],
    ...(pointing.position === undefined ? {} : { position: pointing.position }),
  };
}

/** The values that a diagnostic names in its message, as texts, by the names of its catalogue entry. */
export function namedIn({ code, message }: Diagnostic): Readonly<Record<string, string>> {
  return readTemplate(catalogue[code].message, message) ?? {};
}
