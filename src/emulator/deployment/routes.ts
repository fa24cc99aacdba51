import { on, type Route } from "../dispatch/route.ts";
import { putDeployment, validateDeployment } from "./deploy.ts";
import {
  cancelDeployment,
  exportDeployment,
  getDeployment,
  getStep,
  headDeployment,
  listDeployments,
  listSteps,
  pollDeployment,
  removeDeployment,
} from "./read.ts";
import { whatIf } from "./what-if.ts";

const all = "{scope}/providers/Microsoft.Resources/deployments";
const one = `${all}/{deployment}`;
// The path of operations without the provider, which older clients use.
const short = "{scope}/deployments/{deployment}/operations";

/** Deployments, at each of their four scopes. */
export const deploymentRoutes: readonly Route[] = [
  on("GET", all, listDeployments),
  on("PUT", one, putDeployment),
  on("GET", one, getDeployment),
  on("HEAD", one, headDeployment),
  on("DELETE", one, removeDeployment),
  on("POST", `${one}/validate`, validateDeployment),
  on("POST", `${one}/whatIf`, whatIf),
  on("POST", `${one}/cancel`, cancelDeployment),
  on("POST", `${one}/exportTemplate`, exportDeployment),
  on("GET", `${one}/operations`, listSteps),
  on("GET", `${one}/operations/{operation}`, getStep),
  on("GET", short, listSteps),
  on("GET", `${short}/{operation}`, getStep),
  on("GET", `${one}/operationStatuses/{operation}`, pollDeployment),
];
