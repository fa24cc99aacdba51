import type { JSONValue } from "@jmespath-community/jmespath";
import { UsageError } from "../usage-error.ts";

/** Picks from a JSON document by a JMESPath expression. Throws `UsageError` when it is none. */
export async function pick(json: unknown, expression: string): Promise<unknown> {
  const { search } = await import("@jmespath-community/jmespath");
  try {
    return search(json as JSONValue, expression);
  } catch (error) {
    throw queryError(expression, error);
  }
}

/**
 * Throws `UsageError` when an expression is no JMESPath; for commands that work long before they
 * print.
 */
export async function checkQuery(expression: string | undefined): Promise<void> {
  if (expression === undefined) return;
  const { compile } = await import("@jmespath-community/jmespath");
  try {
    compile(expression);
  } catch (error) {
    throw queryError(expression, error);
  }
}

function queryError(expression: string, error: unknown): UsageError {
  const reason = error instanceof Error ? error.message : String(error);
  const remedy =
    'Write a JMESPath expression, for example --query "value[].name"; see https://jmespath.org.';
  return new UsageError(`--query '${expression}' cannot be used: ${reason}`, remedy);
}
