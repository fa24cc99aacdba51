import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { formatPointer } from "../../diagnostic/index.ts";
import { evaluateStrictly } from "./evaluate-json.ts";
import { ExpressionFault, type Value } from "./expression/index.ts";
import type { Frame, UserFunction } from "./frame.ts";
import { createLazyValues, type LazyValue } from "./lazy-values.ts";
import { memberAt, memberName, memberOf } from "./member.ts";
import { checkValue } from "./parameter/check.ts";
import { readSchema } from "./parameter/declaration.ts";
import { reportKind, type TemplateSource } from "./section.ts";

/**
 * Reads the functions that a template defines, by `namespace.name` in lower case.
 *
 * A function sees its own parameters and the scope of the deployment, and may call other functions
 * of the template, as compiled Bicep does. Diagnostic: `property-invalid` for what is no function.
 *
 * @param frameOf the template, asked for when a function is called
 */
export function readUserFunctions(
  source: TemplateSource,
  frameOf: () => Frame,
): ReadonlyMap<string, UserFunction> {
  const functions = new Map<string, UserFunction>();
  const written = memberName(source.template, "functions");
  if (written === undefined) return functions;
  const pointer = source.pointer + formatPointer([written]);
  const list = source.template[written];
  // A template that has none may say so in either way.
  if (!Array.isArray(list)) {
    const isEmpty = list === null || (isJsonObject(list) && Object.keys(list).length === 0);
    if (!isEmpty) reportKind(source, pointer, "functions", "a list", list);
    return functions;
  }
  for (const [index, group] of list.entries()) {
    const namespace = isJsonObject(group) ? memberOf(group, "namespace") : undefined;
    const members = isJsonObject(group) ? memberOf(group, "members") : undefined;
    const at = pointer + formatPointer([index]);
    if (typeof namespace !== "string" || !isJsonObject(members)) {
      reportKind(source, at, "functions", "objects with a namespace and members", group);
      continue;
    }
    for (const [name, body] of Object.entries(members)) {
      const where = at + formatPointer(["members", name]);
      if (!isJsonObject(body)) {
        reportKind(source, where, name, "an object", body);
        continue;
      }
      const one = createFunction(`${namespace}.${name}`, body, where, frameOf);
      functions.set(one.name.toLowerCase(), one);
    }
  }
  return functions;
}

function createFunction(
  name: string,
  body: JsonObject,
  pointer: string,
  frameOf: () => Frame,
): UserFunction {
  const written = memberOf(body, "parameters");
  const parameters = (Array.isArray(written) ? written : []).filter(isJsonObject);
  const call = (args: readonly Value[]): Value => {
    const frame = frameOf();
    const own = bind(name, parameters, args, frame);
    const environment = {
      ...frame.environment,
      parameter: createLazyValues("parameters", own),
      variable: () => {
        throw new ExpressionFault("variables() cannot stand in a function of the template");
      },
    };
    return evaluateStrictly(memberAt(body, "output", "value") ?? null, {
      frame: { ...frame, environment },
      loops: undefined,
      purpose: "function",
      pointer: pointer + formatPointer(["output", "value"]),
    });
  };
  return { name, call };
}

function bind(
  name: string,
  parameters: readonly JsonObject[],
  args: readonly Value[],
  { template }: Frame,
): ReadonlyMap<string, LazyValue> {
  if (args.length !== parameters.length) {
    throw new ExpressionFault(`${name}() takes ${parameters.length} arguments, not ${args.length}`);
  }
  const definitions = memberOf(template, "definitions");
  const own = new Map<string, LazyValue>();
  for (const [index, parameter] of parameters.entries()) {
    const called = memberOf(parameter, "name");
    const value = args[index] ?? null;
    if (typeof called !== "string") continue;
    const schema = readSchema(parameter, isJsonObject(definitions) ? definitions : {});
    const refusal = value === null ? undefined : checkValue(value, schema);
    if (refusal?.isUnusable === true) {
      throw new ExpressionFault(`${name}(): ${called} ${refusal.problem}`);
    }
    own.set(called.toLowerCase(), { name: called, compute: () => value });
  }
  return own;
}
