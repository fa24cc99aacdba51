/**
 * on-demand: the second door of intake, for a program that starts often.
 *
 * Takes and gives what the functions of the same names in `intake/index.ts` do, as promises. Behind it the
 * readers of YAML, of templates and of plans, together larger than the rest of intake, are loaded when
 * a text needs one. Invariant: answers are equal to those of the first door, and what no text needs is
 * not loaded. Does not know how anything is read.
 */
export { parameterPaths } from "../deployment/pair.ts";
export { parseContainerId } from "../export/identity.ts";
export { soleSubscriptionOf } from "../sole-subscription.ts";
export { isSecretName } from "../terraform/secret.ts";
export { createSnapshot } from "./create-snapshot.ts";
export {
  locateAll,
  readDocument,
  readParameterFile,
  readText,
  terraformAddresses,
} from "./read.ts";
