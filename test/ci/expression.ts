// The part of the expressions of GitHub Actions and Azure Pipelines that our files use.

/** What names in expressions stand for. */
export type Context = Readonly<Record<string, unknown>>;

/** Replaces each `${{ }}` of a text; a text that is one expression gives its value. */
export function fill(source: unknown, context: Context): unknown {
  const text = textOf(source);
  const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/.exec(text.trim())?.[1];
  if (whole !== undefined) return evaluate(whole, context);
  return text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, inner: string) =>
    textOf(evaluate(inner, context)),
  );
}

/** A value as GitHub writes it into an environment. */
export function textOf(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}

/** Evaluates `a.b == 'c' && d`, `ne(a, '')`, `lower(a)`. */
export function evaluate(expression: string, context: Context): unknown {
  const parts = expression.split("&&");
  if (parts.length > 1) {
    return parts.reduce<unknown>((last, part) => last && evaluate(part, context), true);
  }
  const [, left, operator, right] = /^(.*?)\s*(==|!=)\s*(.*)$/.exec(expression.trim()) ?? [];
  if (left !== undefined && right !== undefined) {
    const isSame = textOf(evaluate(left, context)) === textOf(evaluate(right, context));
    return operator === "==" ? isSame : !isSame;
  }
  return evaluateOperand(expression.trim(), context);
}

function evaluateOperand(text: string, context: Context): unknown {
  const [, literal] = /^'(.*)'$/.exec(text) ?? [];
  if (literal !== undefined) return literal;
  if (text === "true" || text === "false") return text === "true";
  const [, name, operands = ""] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
  if (name !== undefined) {
    const values = operands.split(", ").map((operand) => textOf(evaluate(operand, context)));
    return call(name, values);
  }
  if (!/^[\w.-]+$/.test(text)) throw new Error(`no such expression: ${text}`);
  return text
    .split(".")
    .reduce<unknown>((value, step) => (value as Context | undefined)?.[step], context);
}

function call(name: string, [first = "", second = ""]: readonly string[]): unknown {
  if (name === "eq") return first.toLowerCase() === second.toLowerCase();
  if (name === "ne") return first.toLowerCase() !== second.toLowerCase();
  if (name === "lower") return first.toLowerCase();
  throw new Error(`no such function: ${name}`);
}
