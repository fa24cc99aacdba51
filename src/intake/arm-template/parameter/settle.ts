import { createUnknown, isUnknown } from "../../../arm/index.ts";
import { createDiagnostic, type Diagnostic, type Place } from "../../../diagnostic/index.ts";
import type { GivenParameter } from "../deployment.ts";
import { nearestName, type Value } from "../expression/index.ts";
import { checkValue } from "./check.ts";
import type { Declaration } from "./declaration.ts";
import { typeText } from "./parameter-text.ts";
import { standInFor } from "./stand-in.ts";

/** What decides the values of parameters, but for default values. */
export interface Settlement {
  /** By name in lower case. */
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** By name in lower case. */
  readonly given: ReadonlyMap<string, GivenParameter>;
  /** Names the template in messages. */
  readonly template: string;
  /** Where the template says which parameters it has. */
  readonly place: Place;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Gives a value to a parameter without one; absent when that is an error. */
  readonly assume: ((declaration: Declaration) => Value) | undefined;
}

/**
 * Finds the values of parameters by name in lower case: those that were given, and stand-ins.
 * Parameters that are not in it have default values.
 *
 * `undefined`, and one diagnostic that names them all, when values are missing. Diagnostics:
 * `template-parameter-missing`, `template-parameter-assumed`, `template-parameter-unknown`,
 * `template-parameter-invalid`, `template-parameter-refused`.
 */
export function settleParameters(settlement: Settlement): ReadonlyMap<string, Value> | undefined {
  const { declarations, given, assume, place, template, report } = settlement;
  reportStrangers(settlement);
  const values = new Map<string, Value>();
  const missing: Declaration[] = [];
  for (const [key, declaration] of declarations) {
    const one = given.get(key);
    const value = one === undefined ? null : settleOne(one, declaration, report);
    if (value !== null || (one !== undefined && declaration.isNullable)) values.set(key, value);
    else if (declaration.defaultValue !== undefined) continue;
    else if (declaration.isNullable) values.set(key, null);
    else missing.push(declaration);
  }
  if (missing.length === 0) return values;
  const parameters = missing.map(({ name, written }) => `${name} (${typeOf(written)})`).join(", ");
  if (assume === undefined) {
    report(createDiagnostic("template-parameter-missing", place, { template, parameters }));
    return undefined;
  }
  for (const declaration of missing) {
    values.set(declaration.name.toLowerCase(), assume(declaration));
  }
  report(createDiagnostic("template-parameter-assumed", place, { template, parameters }));
  return values;
}

function typeOf(written: Declaration["written"]): string {
  const type = written["type"];
  return typeof type === "string" ? type : "any";
}

function settleOne(
  { value, isText, place }: GivenParameter,
  declaration: Declaration,
  report: Settlement["report"],
): Value {
  const typed =
    isText === true && typeof value === "string" ? typeText(value, declaration.type) : value;
  // Null is how a template says that it gives nothing.
  if (typed === null) return null;
  const refusal = checkValue(typed, declaration);
  if (refusal === undefined) return typed;
  const parameters = { name: declaration.name, problem: refusal.problem };
  if (!refusal.isUnusable) {
    report(createDiagnostic("template-parameter-refused", place, parameters));
    return typed;
  }
  report(createDiagnostic("template-parameter-invalid", place, parameters));
  return createUnknown(`parameters('${declaration.name}')`);
}

function reportStrangers({ declarations, given, template, report }: Settlement): void {
  for (const [key, { name, place }] of given) {
    if (declarations.has(key)) continue;
    const names = [...declarations.values()].map((declaration) => declaration.name);
    const nearest = nearestName(name, names);
    const hint = nearest === undefined ? "" : `; did you mean '${nearest}'?`;
    report(createDiagnostic("template-parameter-unknown", place, { name, template, hint }));
  }
}

/** Takes stand-ins for parameters, and knows those that tell where the files of a template are. */
export function assumeDefaults(artifacts: string): (declaration: Declaration) => Value {
  return (declaration) => {
    const value = standInFor(declaration);
    if (declaration.allowedValues !== undefined || isUnknown(value)) return value;
    // The tools that deploy samples set these two themselves.
    if (/^_artifactsLocation$/i.test(declaration.name)) return artifacts;
    return /^_artifactsLocationSasToken$/i.test(declaration.name) ? "" : value;
  };
}
