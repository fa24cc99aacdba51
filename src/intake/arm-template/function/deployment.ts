import { createUnknown } from "../../../arm/index.ts";
import { formatMoment } from "../expression/date-format.ts";
import { ExpressionFault, type Value } from "../expression/index.ts";
import type { Spot } from "../frame.ts";
import { copyIndexOf } from "../loop.ts";
import { describePointer } from "../report.ts";
import { environmentFacts } from "./environment.ts";
import { type DeploymentFunction, integerArgument, textArgument } from "./function.ts";

/** Functions that read the deployment itself. */
export const deploymentFunctions: readonly DeploymentFunction[] = [
  {
    name: "parameters",
    count: [1, 1],
    call: (args, { frame }) => frame.environment.parameter(textArgument(args, 0, "parameters")),
  },
  {
    name: "variables",
    count: [1, 1],
    call: (args, { frame, purpose }) => {
      if (purpose === "parameter") {
        throw new ExpressionFault("variables() cannot stand in the default value of a parameter");
      }
      return frame.environment.variable(textArgument(args, 0, "variables"));
    },
  },
  { name: "copyIndex", count: [0, 2], call: copyIndex },
  { name: "deployment", count: [0, 0], call: (_, { frame }) => frame.environment.deployment },
  { name: "environment", count: [0, 0], call: () => environmentFacts },
  { name: "deployer", count: [0, 0], call: () => createUnknown("deployer()") },
  { name: "newGuid", count: [0, 0], call: (_, spot) => atRunTime("newGuid", spot) },
  { name: "utcNow", count: [0, 1], call: utcNow },
];

/** `copyIndex()`, `copyIndex(offset)`, `copyIndex('loop')`, `copyIndex('loop', offset)`. */
function copyIndex(args: readonly Value[], { loops }: Spot): Value {
  const [first] = args;
  if (typeof first === "string") {
    return copyIndexOf(loops, first) + (integerArgument(args, 1, "copyIndex") ?? 0);
  }
  return copyIndexOf(loops, undefined) + (integerArgument(args, 0, "copyIndex") ?? 0);
}

// The same moment for the whole deployment, but another one at the next.
function utcNow(args: readonly Value[], { purpose, frame }: Spot): Value {
  refuseOutsideDefaults("utcNow", purpose);
  const pattern = args.length === 0 ? undefined : textArgument(args, 0, "utcNow");
  const { plane } = frame.run.root;
  if (plane !== undefined) {
    return formatMoment({ time: plane.facts.startedAt, ticks: 0 }, pattern ?? "yyyyMMddTHHmmssZ");
  }
  return createUnknown(`utcNow(${pattern === undefined ? "" : `'${pattern}'`})`);
}

// Each deployment makes another one for each parameter.
function atRunTime(name: string, spot: Spot): Value {
  refuseOutsideDefaults(name, spot.purpose);
  const { chain, environment, run } = spot.frame;
  if (run.root.plane !== undefined) return run.root.plane.facts.guid();
  const { deployment } = environment;
  const isNested = chain.length > 1 && typeof deployment === "object" && deployment !== null;
  const within = isNested && "name" in deployment ? ` of ${String(deployment["name"])}` : "";
  return createUnknown(`${name}() at ${describePointer(spot)}${within}`);
}

function refuseOutsideDefaults(name: string, purpose: Spot["purpose"]): void {
  if (purpose === "parameter") return;
  throw new ExpressionFault(`${name}() can only stand in the default value of a parameter`);
}
