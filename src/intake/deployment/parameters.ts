import { isJsonObject, type Report } from "../../arm/index.ts";
import { type GivenParameter, readParameters } from "../arm-template/index.ts";
import type { FileObject } from "../reading.ts";
import type { ParameterSource } from "./options.ts";

/** Parameters by name in lower case. */
export type Given = ReadonlyMap<string, GivenParameter>;

/** Reads parameters that were named, in order; the later of two wins. */
export function readNamed(sources: readonly ParameterSource[], report: Report): Given {
  const given = new Map<string, GivenParameter>();
  for (const source of sources) {
    const parameters =
      source.kind === "value" ? [source.parameter] : readFile(source.file, report).values();
    for (const parameter of parameters) given.set(parameter.name.toLowerCase(), parameter);
  }
  return given;
}

/** Reads a parameters file. */
export function readFile(file: FileObject, report: Report): Given {
  const { parameters, diagnostics } = readParameters(file);
  for (const diagnostic of diagnostics) report(diagnostic);
  return parameters;
}

/**
 * The named parameters that a template declares. `strangers` are those that no template at all
 * declares and nobody has been told of: they go to whoever comes first, and leave the set.
 */
export function ownParameters(
  named: Given,
  template: FileObject,
  strangers: Set<string>,
): ReadonlyMap<string, GivenParameter> {
  const declared = declaredNames(template);
  const own = [...named].filter(([name]) => declared.has(name) || strangers.delete(name));
  return new Map(own);
}

/** Names that none of the templates declares, in lower case. */
export function findStrangers(
  sources: readonly ParameterSource[],
  templates: readonly FileObject[],
): Set<string> {
  const declared = new Set(templates.flatMap((template) => [...declaredNames(template)]));
  const names = readNamed(sources, () => undefined).keys();
  return new Set([...names].filter((name) => !declared.has(name)));
}

function declaredNames({ value }: FileObject): ReadonlySet<string> {
  const parameters = Object.entries(value).find(([name]) => name.toLowerCase() === "parameters");
  const names = isJsonObject(parameters?.[1]) ? Object.keys(parameters[1]) : [];
  return new Set(names.map((name) => name.toLowerCase()));
}
