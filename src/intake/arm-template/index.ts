/**
 * arm-template: an ARM template and its parameters -> the resources that it makes.
 *
 * Takes a template as JSON, where it is deployed to, values of parameters and what exists already;
 * gives resources as Azure would answer them, outputs and diagnostics. Invariant: nothing throws on
 * any template, equal input gives equal output, and the value of a secure parameter is in nothing
 * that is given. Does not know files, Bicep, or what a resource means.
 */
export type { ControlPlane, DeploymentFacts } from "./control-plane.ts";
export { deploy } from "./deploy.ts";
export type {
  Deployed,
  DeployedNode,
  Deployment,
  DeploymentScope,
  GivenParameter,
  NestedDeployment,
  ParameterValue,
} from "./deployment.ts";
export { ExpressionFault } from "./expression/index.ts";
export { parseLenientJson } from "./expression/lenient-json.ts";
export { readParameters } from "./parameter/parameter-file.ts";
export { parseParameterText } from "./parameter/parameter-text.ts";
export { templateScopeKind } from "./scope/schema.ts";
