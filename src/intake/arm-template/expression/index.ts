/**
 * The expression language of templates: text -> syntax tree -> value. Knows the functions whose
 * result follows from their arguments alone; those that depend on the deployment (`parameters`,
 * `reference`, `resourceId`, ...) and user functions are asked for through `Context`.
 */
export { evaluate } from "./evaluate.ts";
export { ExpressionFault } from "./fault.ts";
export { type Expression, type ParsedText, parseText } from "./parse.ts";
export type { Context, Value } from "./value.ts";
