import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { formatPointer } from "../../diagnostic/index.ts";
import { describeKind } from "../field.ts";
import type { Frame } from "./frame.ts";
import { memberName } from "./member.ts";
import { reportAt } from "./report.ts";

/** What is needed to say where a template is wrong. */
export type TemplateSource = Pick<Frame, "run" | "template" | "file" | "pointer">;

/** A part of a template that holds others by name. */
export interface Section {
  readonly value: JsonObject;
  /** JSON pointer in the file. */
  readonly pointer: string;
}

/**
 * Finds a part of a template by its name, whatever its case. Diagnostic: `property-invalid` when it
 * is no object; it then counts as empty.
 */
export function sectionOf(source: TemplateSource, name: string): Section {
  const written = memberName(source.template, name);
  const value = written === undefined ? undefined : source.template[written];
  const pointer = source.pointer + formatPointer([written ?? name]);
  if (isJsonObject(value)) return { value, pointer };
  if (value !== undefined && value !== null) {
    reportKind(source, pointer, name, "an object", value);
  }
  return { value: {}, pointer };
}

/** The objects of a section by name; what is none is reported and left out. */
export function objectsOf(
  source: TemplateSource,
  section: Section,
): readonly (readonly [string, JsonObject, string])[] {
  return Object.entries(section.value).flatMap(([name, value]) => {
    const pointer = section.pointer + formatPointer([name]);
    if (isJsonObject(value)) return [[name, value, pointer] as const];
    reportKind(source, pointer, name, "an object", value);
    return [];
  });
}

/** Says that a value of a template is of a wrong kind. Diagnostic: `property-invalid`. */
export function reportKind(
  source: Pick<Frame, "run" | "file">,
  pointer: string,
  property: string,
  expected: string,
  found: unknown,
): void {
  const parameters = { property, expected, found: describeKind(found) };
  reportAt(source, pointer, "property-invalid", parameters);
}
