/**
 * check: what will hurt the traffic of an estate, before it does.
 *
 * Takes an estate and what its compilation said about it; gives findings. One file a rule, one
 * folder a family, and a catalogue of them all. Invariant: one finding per cause, with all that
 * suffer from it; equal estates give equal findings, whatever their order in the input; a finding
 * that rests on something nobody has said names it as an assumption. Does not know files, lines,
 * how findings are printed, or how a repair is written.
 */
export { checkRules } from "./catalogue.ts";
export type { Ground } from "./ground.ts";
export { type Margin, marginsOf } from "./limits/index.ts";
export type { CheckRule } from "./rule.ts";
export { runChecks } from "./run.ts";
