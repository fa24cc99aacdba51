export { deploy } from "./deploy.ts";
export type { Deployed, Deployment, DeploymentScope, ParameterValue } from "./deployment.ts";
