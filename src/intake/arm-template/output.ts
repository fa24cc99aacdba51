import { isJsonObject } from "../../arm/index.ts";
import { formatPointer } from "../../diagnostic/index.ts";
import { copyOf } from "./copy.ts";
import { below, evaluateJson, evaluateLoop, evaluateStrictly } from "./evaluate-json.ts";
import { ExpressionFault, type ObjectValue, type Value } from "./expression/index.ts";
import type { Frame, Spot } from "./frame.ts";
import { memberName, memberOf } from "./member.ts";
import { readSchema } from "./parameter/declaration.ts";
import { redact } from "./parameter/redact.ts";
import { reportFault } from "./report.ts";
import { objectsOf, sectionOf } from "./section.ts";

/**
 * Evaluates the outputs of a template, as Azure shows them: by name, each with its type and value;
 * secrets are taken out. Those whose condition is false are left out.
 */
export function evaluateOutputs(frame: Frame): ObjectValue {
  const section = sectionOf(frame, "outputs");
  const definitions = sectionOf(frame, "definitions").value;
  const outputs: [string, Value][] = [];
  for (const [name, written, pointer] of objectsOf(frame, section)) {
    const spot: Spot = { frame, loops: frame.loops, purpose: "value", pointer };
    if (!isWanted(written, spot)) continue;
    const schema = readSchema(written, definitions);
    const whole = writtenValue(written, spot);
    const isSent = frame.run.root.plane !== undefined;
    const value = isSent ? whole : redact(whole, schema, definitions, `outputs.${name}`);
    const type = memberOf(written, "type");
    outputs.push([name, { type: typeof type === "string" ? type : "object", value }]);
  }
  return Object.fromEntries(outputs);
}

/** The parameters of a template in the form of outputs. */
export function evaluateParameters(frame: Frame): ObjectValue {
  const parameters: [string, Value][] = [];
  for (const [name, written] of objectsOf(frame, sectionOf(frame, "parameters"))) {
    const type = memberOf(written, "type");
    parameters.push([
      name,
      { type: typeof type === "string" ? type : "object", value: parameterOf(frame, name) },
    ]);
  }
  return Object.fromEntries(parameters);
}

// A default value that cannot be evaluated has been told where it was needed.
function parameterOf({ environment }: Frame, name: string): Value {
  try {
    return environment.parameter(name);
  } catch (error) {
    if (error instanceof ExpressionFault) return null;
    throw error;
  }
}

function isWanted(written: { readonly [name: string]: unknown }, spot: Spot): boolean {
  const condition = memberOf(written, "condition");
  if (condition === undefined) return true;
  const at = below(spot, "condition");
  try {
    // An unknown condition leaves the output in: whoever reads it finds what it would be.
    return evaluateStrictly(condition, at) !== false;
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    reportFault(at, error, "the output was left out");
    return false;
  }
}

function writtenValue(written: { readonly [name: string]: unknown }, spot: Spot): Value {
  const copy = memberOf(written, "copy");
  if (isJsonObject(copy)) {
    const at = { ...spot, pointer: spot.pointer + formatPointer(["copy"]) };
    return evaluateLoop({ name: "", ...copyOf(copy) }, at);
  }
  const name = memberName(written, "value");
  return name === undefined ? null : evaluateJson(written[name], below(spot, name));
}
