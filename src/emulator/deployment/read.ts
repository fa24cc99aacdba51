import { isRefusal, type Refusal, refuse, refuseUnverified } from "../../provider/index.ts";
import type { Found, Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import { findOperation, unknownOperation } from "../operation/poll.ts";
import type { Transaction } from "../state/keeper.ts";
import type { Answer } from "../wire/answer.ts";
import {
  type DeploymentRecord,
  deploymentKey,
  deploymentsOf,
  findDeployment,
  formatDuration,
  type KeptStep,
  showDeployment,
  stateOf,
} from "./record.ts";
import { findTarget } from "./target.ts";

/** `GET` of a deployment. */
export const getDeployment: Handler = (_request, { parameters }, host) => {
  const deployment = findOne(host.keeper, parameters, host);
  if (isRefusal(deployment)) return deployment;
  return { status: 200, body: showDeployment(deployment, stateOf(deployment, host.clock.now())) };
};

/** `HEAD` of a deployment: whether it is there. */
export const headDeployment: Handler = (_request, { parameters }, host) => ({
  status: isRefusal(findOne(host.keeper, parameters, host)) ? 404 : 204,
});

/** `GET` of the deployments of a scope, the last one first. */
export const listDeployments: Handler = (request, { parameters }, host) => {
  const target = findTarget(host.keeper.estate, { ...parameters, deployment: "all" });
  if (isRefusal(target)) return target;
  const now = host.clock.now();
  const [, wanted] = /provisioningState eq '(\w+)'/i.exec(request.query.get("$filter") ?? "") ?? [];
  const top = Number(request.query.get("$top") ?? 800);
  const value = deploymentsOf(host, target.scopeId)
    .map((deployment) => ({ deployment, state: stateOf(deployment, now) }))
    .filter(({ state }) => wanted === undefined || state.toLowerCase() === wanted.toLowerCase())
    .slice(0, Number.isInteger(top) && top > 0 ? top : 800)
    .map(({ deployment, state }) => showDeployment(deployment, state));
  return { status: 200, body: { value } };
};

/** `DELETE` of a deployment: its story, not what it has made. */
export const removeDeployment: Handler = (_request, { parameters }, host) =>
  host.keeper.write((transaction): Answer | Refusal => {
    const deployment = findOne(transaction, parameters, host);
    if (isRefusal(deployment)) {
      return deployment.code === "DeploymentNotFound" ? { status: 204 } : deployment;
    }
    transaction.keep(deploymentKey(deployment.id), undefined);
    return { status: 204 };
  });

/** `POST .../cancel`: what has been made stays. */
export const cancelDeployment: Handler = (_request, { parameters }, host) =>
  host.keeper.write((transaction): Answer | Refusal => {
    const deployment = findOne(transaction, parameters, host);
    if (isRefusal(deployment)) return deployment;
    const state = stateOf(deployment, host.clock.now());
    if (state !== "Running") {
      return refuseUnverified(
        409,
        "DeploymentHasEnded",
        `The deployment '${deployment.name}' cannot be canceled: it has ended, ${state.toLowerCase()}.`,
      );
    }
    transaction.keep(deploymentKey(deployment.id), { ...deployment, isCanceled: true });
    return { status: 204 };
  });

/** `POST .../exportTemplate`: what was deployed. */
export const exportDeployment: Handler = (_request, { parameters }, host) => {
  const deployment = findOne(host.keeper, parameters, host);
  if (isRefusal(deployment)) return deployment;
  return { status: 200, body: { template: deployment.template } };
};

/** `GET .../operations`: what became of each resource. */
export const listSteps: Handler = (_request, { parameters }, host) => {
  const deployment = findOne(host.keeper, parameters, host);
  if (isRefusal(deployment)) return deployment;
  const value = deployment.steps.map((step) => showStep(deployment, step, host));
  return { status: 200, body: { value } };
};

/** `GET .../operations/ID`. */
export const getStep: Handler = (_request, { parameters }, host) => {
  const deployment = findOne(host.keeper, parameters, host);
  if (isRefusal(deployment)) return deployment;
  const wanted = parameters["operation"]?.toLowerCase();
  const step = deployment.steps.find(({ operation }) => operation.toLowerCase() === wanted);
  return step === undefined
    ? unknownOperation(parameters["operation"])
    : { status: 200, body: showStep(deployment, step, host) };
};

/** `GET .../operationStatuses/ID`: where a deployment stands. */
export const pollDeployment: Handler = (_request, { parameters }, host) => {
  const operation = findOperation(host, parameters["operation"]);
  if (operation === undefined) return unknownOperation(parameters["operation"]);
  const deployment = host.keeper.record(deploymentKey(operation.resource));
  const isOwn = (deployment as DeploymentRecord | undefined)?.operation === operation.id;
  if (isOwn && (deployment as DeploymentRecord).isCanceled === true) {
    return { status: 200, body: { status: "Canceled" } };
  }
  if (host.clock.now() < operation.endsAt) {
    return { status: 200, body: { status: "Running" }, headers: { "retry-after": "1" } };
  }
  const { error } = operation;
  const body = error === undefined ? { status: "Succeeded" } : { status: "Failed", error };
  return { status: 200, body };
};

function showStep(deployment: DeploymentRecord, step: KeptStep, { clock }: Host): unknown {
  const { id, startedAt, endsAt } = deployment;
  const { operation, error, isNew, type, name } = step;
  const isRunning = clock.now() < endsAt;
  const state = isRunning ? "Running" : error === undefined ? "Succeeded" : "Failed";
  return {
    id: `${id}/operations/${operation}`,
    operationId: operation,
    properties: {
      provisioningOperation: "Create",
      provisioningState: state,
      timestamp: new Date(endsAt).toISOString().replace("Z", "0000Z"),
      duration: formatDuration(isRunning ? 0 : endsAt - startedAt),
      trackingId: operation,
      statusCode: error !== undefined ? "BadRequest" : isNew ? "Created" : "OK",
      ...(error === undefined ? {} : { statusMessage: { error } }),
      targetResource: { id: step.id, resourceType: type, resourceName: name },
    },
  };
}

function findOne(
  holder: Pick<Transaction, "record">,
  parameters: Found["parameters"],
  { keeper }: Host,
): DeploymentRecord | Refusal {
  const target = findTarget(keeper.estate, parameters);
  if (isRefusal(target)) return target;
  const reader = { record: (key: string): unknown => holder.record(key) };
  const found = findDeployment(reader, target);
  if (found !== undefined) return found;
  return refuse(404, "DeploymentNotFound", `Deployment '${target.name}' could not be found.`);
}
