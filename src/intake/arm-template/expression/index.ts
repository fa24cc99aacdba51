/**
 * The expression language of templates: text -> syntax tree -> value.
 *
 * Knows the functions whose result follows from their arguments alone; those that depend on the
 * deployment (`parameters`, `reference`, `resourceId`, ...) and user functions are asked for through
 * `Context`. Invariant: an unknown argument gives an unknown result, except where the result does
 * not depend on it, and equal calls give unknown results with equal sources. Does not know
 * templates, scopes or resources.
 */
export { evaluate } from "./evaluate.ts";
export { ExpressionFault } from "./fault.ts";
export { nearestName } from "./nearest-name.ts";
export { type Expression, type ParsedText, parseText } from "./parse.ts";
export type { Context, ObjectValue, Value } from "./value.ts";
