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
 * Gives each template those of the named parameters that it declares. One that no template declares
 * goes to the first, so that it is reported once.
 */
export function shareOut(named: Given, templates: readonly FileObject[]): readonly Given[] {
  const declared = templates.map(declaredNames);
  return templates.map((_, index) => {
    const own = [...named].filter(([name]) =>
      declared.some((names) => names.has(name)) ? declared[index]?.has(name) : index === 0,
    );
    return new Map(own);
  });
}

function declaredNames({ value }: FileObject): ReadonlySet<string> {
  const parameters = Object.entries(value).find(([name]) => name.toLowerCase() === "parameters");
  const names = isJsonObject(parameters?.[1]) ? Object.keys(parameters[1]) : [];
  return new Set(names.map((name) => name.toLowerCase()));
}
