/**
 * The public API: from texts to answers, without files, clock or network.
 *
 * Read texts with `readText`, lay them over each other with `createSnapshot`, which deploys templates
 * too and names the files that these link to, compile with `compileSnapshot`, and ask a `Router` about
 * routes or a `Walker` about flows. Nothing here throws on bad input: each step gives diagnostics beside its result.
 */
// Texts become ARM resources.

export { type Capture, normalForm, type Resource, type Snapshot } from "./arm/index.ts";
// Resources become a model, and what is wrong with them becomes diagnostics.
export { type Compilation, type Coverage, compileSnapshot } from "./compile/index.ts";
export type { Diagnostic, Place } from "./diagnostic/index.ts";
export {
  createSnapshot,
  type DeployOptions,
  type LayeredSnapshot,
  type LayerOptions,
  loadYaml,
  needsYaml,
  type ParameterSource,
  parameterPaths,
  type ReadResult,
  readParameterFile,
  readText,
  type WantedFile,
} from "./intake/index.ts";
export type { Behavior, Model } from "./model/index.ts";
// Addresses and prefixes.
export { formatIp, formatPrefix, parseCidr, parseIp } from "./net/index.ts";
// Answers in Azure's words, with their reasons; traces as JSON and as text.
export {
  azureRows,
  explainDecision,
  explainRows,
  formatTrace,
  nextHopAnswer,
  type TraceReport,
  traceReport,
} from "./report/index.ts";
// A router answers for every interface, subnet and gateway of a model.
export {
  decideAddress,
  decidePrefix,
  type EffectiveTable,
  findTarget,
  listRoutes,
  listTargets,
  Router,
} from "./route/index.ts";
// Microsoft's service-tag file as an index.
export { parseServiceTags } from "./servicetag/index.ts";
// Ours against what Azure answered.
export { verify } from "./verify/index.ts";
// A walker follows flows; its ends are found from what people write.
export {
  type FoundDestination,
  type FoundSender,
  findDestination,
  findSender,
  type Trace,
  Walker,
  type WalkQuestion,
} from "./walk/index.ts";
