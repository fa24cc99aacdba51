// Terraform's expressions as far as a plan tells them apart: which objects they refer to, and what
// their value is while some objects do not exist yet.

/** Stands for a value that Terraform learns only when it applies the plan. */
export const unknown: unique symbol = Symbol("known after apply");

/** A value during planning. */
export type Value =
  | null
  | boolean
  | number
  | string
  | typeof unknown
  | readonly Value[]
  | { readonly [name: string]: Value };

/** Finds the value of a root such as `["var", "location"]` or `["azurerm_subnet", "app"]`. */
export type LookUp = (root: readonly [string, string]) => Value;

/** An expression that refers to something. */
export class Expression {
  /** As `terraform show -json` lists them: each with its shorter forms behind it. */
  readonly references: readonly string[];
  readonly evaluate: (lookUp: LookUp) => Value;

  constructor(references: readonly string[], evaluate: (lookUp: LookUp) => Value) {
    this.references = references;
    this.evaluate = evaluate;
  }
}

/**
 * A traversal as it is written in HCL: `azurerm_subnet.app["web"].id`,
 * `module.spoke[each.key].network_id`, `each.value.prefix`.
 */
export function ref(text: string): Expression {
  const steps = parseTraversal(text);
  return new Expression(referencesOf(steps), (lookUp) => follow(steps, lookUp));
}

/** A text with expressions in it. */
export function text(parts: TemplateStringsArray, ...holes: readonly Expression[]): Expression {
  return compute(holes, (...values) => {
    const texts = parts.map((part, at) => part + (at < values.length ? String(values[at]) : ""));
    return texts.join("");
  });
}

/**
 * Any other expression over some others: a function call, a `for`. Its value is unknown as soon as
 * one of theirs is.
 */
export function compute(
  parts: readonly Expression[],
  combine: (...values: readonly Value[]) => Value,
): Expression {
  return new Expression(
    parts.flatMap(({ references }) => references),
    (lookUp) => {
      const values = parts.map((part) => part.evaluate(lookUp));
      return values.includes(unknown) ? unknown : combine(...values);
    },
  );
}

type Step =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: string | number }
  | { readonly kind: "computed"; readonly index: readonly Step[] }
  | { readonly kind: "splat" };

const stepPattern = /\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\["([^"]*)"\]|\[(\*)\]|\[([^\]]+)\]/y;

function parseTraversal(text: string): readonly Step[] {
  const steps: Step[] = [];
  stepPattern.lastIndex = 0;
  while (stepPattern.lastIndex < text.length) {
    const match = stepPattern.exec(text);
    if (match === null) throw new SyntaxError(`not a traversal: ${text}`);
    const [, name, number, key, splat, inner] = match;
    if (name !== undefined) steps.push({ kind: "name", name });
    else if (number !== undefined) steps.push({ kind: "index", index: Number(number) });
    else if (key !== undefined) steps.push({ kind: "index", index: key });
    else if (splat !== undefined) steps.push({ kind: "splat" });
    else steps.push({ kind: "computed", index: parseNested(inner ?? "") });
    if (inner !== undefined) stepPattern.lastIndex = match.index + match[0].length;
  }
  return steps;
}

// The pattern keeps its position between calls.
function parseNested(text: string): readonly Step[] {
  const { lastIndex } = stepPattern;
  const steps = parseTraversal(text);
  stepPattern.lastIndex = lastIndex;
  return steps;
}

/**
 * `a.b[0].c` gives `a.b[0].c`, `a.b[0]`, `a.b`: Terraform lists what is referred to, and what holds
 * it. An index that is an expression itself ends the static part.
 */
function referencesOf(steps: readonly Step[]): readonly string[] {
  const end = steps.findIndex(({ kind }) => kind === "computed" || kind === "splat");
  const fixed = end < 0 ? steps : steps.slice(0, end);
  const [root] = fixed;
  // A module's instance is never listed without its key.
  const isModule = root?.kind === "name" && root.name === "module";
  const least = isModule && fixed[2]?.kind === "index" ? 3 : 2;
  const lengths = Array.from({ length: fixed.length - least + 1 }, (_, at) => fixed.length - at);
  const computed = steps[end];
  return [
    ...lengths.map((length) => fixed.slice(0, length).map(textOfStep).join("").slice(1)),
    ...(computed?.kind === "computed" ? referencesOf(computed.index) : []),
  ];
}

function textOfStep(step: Step): string {
  if (step.kind === "name") return `.${step.name}`;
  if (step.kind === "index") return `[${JSON.stringify(step.index)}]`;
  return "";
}

function follow(steps: readonly Step[], lookUp: LookUp): Value {
  const [first, second, ...rest] = steps;
  if (first?.kind !== "name" || second?.kind !== "name") throw new SyntaxError("no root");
  return walk(lookUp([first.name, second.name]), rest, lookUp);
}

function walk(value: Value, steps: readonly Step[], lookUp: LookUp): Value {
  const [step, ...rest] = steps;
  if (step === undefined || value === unknown) return value;
  if (step.kind === "splat") {
    return Object.values(value as object).map((one: Value) => walk(one, rest, lookUp));
  }
  const key = keyOf(step, lookUp);
  const holder = value as Readonly<Record<string, Value>>;
  if (value === null || typeof value !== "object" || !Object.hasOwn(holder, key)) {
    throw new ReferenceError(`nothing at ${String(key)}`);
  }
  return walk(holder[key] ?? null, rest, lookUp);
}

function keyOf(step: Exclude<Step, { kind: "splat" }>, lookUp: LookUp): string {
  if (step.kind === "name") return step.name;
  return String(step.kind === "index" ? step.index : follow(step.index, lookUp));
}
