/**
 * deployment: the templates of a layer are deployed over what is there.
 *
 * Takes templates, parameters files and options of a deployment; gives resources in their place, and
 * the linked files that are still to be read. Invariant: a template is deployed once, by itself or
 * through the one that links it. Does not know how a template is evaluated, or where files are.
 */
export { createDeployer } from "./deploy-layer.ts";
export type {
  Deployer,
  DeployerSetting,
  DeployOptions,
  ParameterSource,
  WantedFile,
} from "./options.ts";
export { parameterPaths } from "./pair.ts";
