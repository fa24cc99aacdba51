import { isJsonObject } from "../../../arm/index.ts";
import { evaluateExpression } from "../evaluate-json.ts";
import { type Expression, ExpressionFault } from "../expression/index.ts";
import type { Node, Spot } from "../frame.ts";
import { memberAt, memberOf } from "../member.ts";

const asking = /^(references?|list[a-z]*)$/i;

/**
 * Finds what a node is going to ask for with `reference()` and its likes, as far as it can be told
 * before anything is made. What cannot be told is found out when it is asked for.
 */
export function foreseeTargets(node: Node, spot: Spot): ReadonlySet<string> {
  const { kind, body } = node;
  const targets = new Set<string>();
  const visit = (json: unknown): void => {
    if (typeof json === "string") {
      for (const target of targetsIn(json, spot)) targets.add(target);
    } else if (Array.isArray(json)) {
      for (const element of json) visit(element);
    } else if (isJsonObject(json)) {
      for (const member of Object.values(json)) visit(member);
    }
  };
  const properties = memberOf(body, "properties");
  const isInner = kind === "deployment" && isInnerScope(node);
  for (const [name, member] of Object.entries(body)) {
    // What stands in a template of its own speaks of other resources.
    if (member === properties && isInner && isJsonObject(properties)) {
      visit(memberOf(properties, "parameters"));
    } else if (name.toLowerCase() !== "resources") {
      visit(member);
    }
  }
  return targets;
}

/**
 * Whether the expressions of a nested template are evaluated in it, and not around it. Languages
 * with symbolic names know nothing else.
 */
export function isInnerScope({ body, frame }: Pick<Node, "body" | "frame">): boolean {
  const scope = memberAt(body, "properties", "expressionEvaluationOptions", "scope");
  if (typeof scope === "string" && scope !== "") return scope.toLowerCase() === "inner";
  const version = memberOf(frame.template, "languageVersion");
  return typeof version === "string" && /^(2\.|1\.\d+-experimental$)/.test(version);
}

function targetsIn(text: string, spot: Spot): readonly string[] {
  if (!text.startsWith("[") || !/(reference|list)/i.test(text)) return [];
  const { run } = spot.frame;
  run.spend(6);
  const { text: parsed, depth } = run.parse(text);
  if (parsed.kind !== "expression") return [];
  return callsIn(parsed.expression).flatMap((argument) => {
    try {
      const value = evaluateExpression(argument, depth, spot);
      return typeof value === "string" ? [value] : [];
    } catch (error) {
      if (error instanceof ExpressionFault) return [];
      throw error;
    }
  });
}

/** First arguments of the calls that ask resources. */
function callsIn(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
      return [];
    case "call": {
      const inner = expression.args.flatMap(callsIn);
      const [first] = expression.args;
      return asking.test(expression.name) && first !== undefined ? [first, ...inner] : inner;
    }
    case "member":
      return callsIn(expression.object);
    case "index":
      return [...callsIn(expression.object), ...callsIn(expression.index)];
  }
}
