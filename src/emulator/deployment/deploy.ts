import {
  Draft,
  isRefusal,
  type Refusal,
  type RefusalDetail,
  refuse,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import { startOperation } from "../operation/start.ts";
import type { Transaction } from "../state/keeper.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";
import { dependenciesOf, detailOf, errorOf, hashTemplate, providersOf } from "./compose.ts";
import { carryOut, type Outcome } from "./evaluate.ts";
import {
  type DeploymentRecord,
  deploymentKey,
  findDeployment,
  showDeployment,
  showTyped,
  stateOf,
  withoutSecrets,
} from "./record.ts";
import { type DeploymentRequest, readDeployment } from "./request.ts";
import { findTarget, type Target } from "./target.ts";

/** `PUT` of a deployment: carried out at once, and on its way for as long as operations take. */
export const putDeployment: Handler = (request, { parameters }, host) =>
  host.keeper.write((transaction): Answer | Refusal => {
    const target = findTarget(transaction.draft, parameters);
    if (isRefusal(target)) return target;
    const before = findDeployment(transaction, target);
    const wanted = readDeployment(request.body, target);
    const refusal = isRefusal(wanted) ? wanted : refuseAgain(before, wanted, host);
    if (isRefusal(wanted)) return wanted;
    if (refusal !== undefined) return refusal;
    const outcome = carryOut(transaction.draft, { request: wanted, target }, host);
    if (isRefusal(outcome)) return outcome;
    const record = keepDeployment(request, { transaction, target, wanted, outcome }, host);
    const path = `${target.id}/operationStatuses/${record.operation}`;
    const version = request.query.get("api-version") ?? "2022-09-01";
    return {
      status: before === undefined ? 201 : 200,
      body: showDeployment(record, "Accepted"),
      headers: {
        "azure-asyncoperation": `${request.origin}${path}?api-version=${version}`,
        "retry-after": "1",
      },
    };
  });

function refuseAgain(
  before: DeploymentRecord | undefined,
  { location }: DeploymentRequest,
  { clock }: Host,
): Refusal | undefined {
  if (before === undefined) return undefined;
  if (stateOf(before, clock.now()) === "Running") {
    return refuse(
      409,
      "DeploymentActive",
      `The deployment with resource id '${before.id}' cannot be saved, because this would overwrite an ` +
        "existing deployment which is still active. Please see https://aka.ms/arm-deploy for usage details.",
    );
  }
  if (before.location === undefined || before.location === location) return undefined;
  return refuse(
    409,
    "InvalidDeploymentLocation",
    `Invalid deployment location '${location ?? ""}'. The deployment '${before.name}' already exists in ` +
      `location '${before.location}'.`,
  );
}

interface Carried {
  readonly transaction: Transaction;
  readonly target: Target;
  readonly wanted: DeploymentRequest;
  readonly outcome: Outcome;
}

function keepDeployment(request: ArmRequest, carried: Carried, host: Host): DeploymentRecord {
  const { transaction, target, wanted, outcome } = carried;
  const error = errorOf(outcome, target.id);
  const failed = error === undefined ? {} : { error };
  const about = { kind: "deployment", resource: target.id, location: "", ...failed } as const;
  const operation = startOperation(transaction, about, host);
  const { startedAt, endsAt } = operation;
  const { deployed, steps } = outcome;
  const made = steps.filter(({ refusal }) => refusal === undefined).map(({ id }) => id);
  const record: DeploymentRecord = {
    id: target.id,
    name: target.name,
    scope: target.scopeId,
    ...(wanted.location === undefined ? {} : { location: wanted.location }),
    ...(wanted.tags === undefined ? {} : { tags: wanted.tags }),
    mode: wanted.mode,
    templateHash: hashTemplate(wanted.template),
    parameters: withoutSecrets(deployed.parameters),
    correlationId: request.headers.get("x-ms-correlation-request-id") ?? host.chance.guid(),
    startedAt,
    endsAt,
    providers: providersOf(steps),
    dependencies: dependenciesOf(outcome),
    outputs: withoutSecrets(deployed.outputs),
    resources: [...new Set(made)],
    steps: steps.map(({ id, type, name, isNew, refusal }) => ({
      id,
      type,
      name,
      isNew,
      operation: host.chance.guid(),
      ...(refusal === undefined ? {} : { error: detailOf(refusal) }),
    })),
    template: wanted.template,
    operation: operation.id,
    ...failed,
  };
  transaction.keep(deploymentKey(target.id), record);
  keepNested(transaction, record, outcome);
  if (endsAt > startedAt) markMade(transaction, record);
  return record;
}

// Deployments inside of templates are deployments too, and tools list them.
function keepNested({ keep }: Transaction, record: DeploymentRecord, { deployed }: Outcome): void {
  const { location: _location, tags: _tags, error: _error, ...rest } = record;
  for (const { id, outputs, isFailed } of deployed.nested) {
    const scope = id.slice(0, id.toLowerCase().lastIndexOf("/providers/microsoft.resources/"));
    keep(deploymentKey(id), {
      ...rest,
      id,
      scope,
      name: id.split("/").at(-1) ?? "",
      parameters: {},
      outputs: withoutSecrets(outputs),
      resources: [],
      steps: [],
      providers: [],
      dependencies: [],
      ...(isFailed && record.error !== undefined ? { error: record.error } : {}),
    });
  }
}

function markMade({ draft }: Transaction, { resources, operation }: DeploymentRecord): void {
  for (const id of resources) draft.mark(id.toLowerCase(), { state: "Updating", operation });
}

/** `POST .../validate`: whether ARM itself would take a deployment. Nothing is kept of it. */
export const validateDeployment: Handler = (request, { parameters }, host) => {
  const draft = new Draft(host.keeper.estate);
  const target = findTarget(draft, parameters);
  if (isRefusal(target)) return target;
  const wanted = readDeployment(request.body, target);
  if (isRefusal(wanted)) return wanted;
  const outcome = carryOut(draft, { request: { ...wanted, mode: "Incremental" }, target }, host);
  if (isRefusal(outcome)) return outcome;
  // What providers refuse is found out when it is deployed, as in Azure.
  const refusals = outcome.refusals.filter(({ by }) => by === "arm");
  if (refusals.length > 0) return notValid(target, refusals, host);
  return { status: 200, body: validated(request, { target, wanted, outcome }, host) };
};

function notValid({ name }: Target, refusals: readonly Refusal[], { chance }: Host): Refusal {
  const details: readonly RefusalDetail[] = refusals.map(detailOf);
  const refusal = refuse(
    400,
    "InvalidTemplateDeployment",
    `The template deployment '${name}' is not valid according to the validation procedure. The tracking ` +
      `id is '${chance.guid()}'. See inner errors for details.`,
  );
  return { ...refusal, by: "provider", details };
}

function validated(
  request: ArmRequest,
  { target, wanted, outcome }: Omit<Carried, "transaction">,
  { chance }: Host,
): unknown {
  return {
    id: target.id,
    name: target.name,
    type: "Microsoft.Resources/deployments",
    ...(wanted.location === undefined ? {} : { location: wanted.location }),
    properties: {
      templateHash: hashTemplate(wanted.template),
      parameters: showTyped(outcome.deployed.parameters),
      mode: wanted.mode,
      provisioningState: "Succeeded",
      timestamp: "0001-01-01T00:00:00Z",
      duration: "PT0S",
      correlationId: request.headers.get("x-ms-correlation-request-id") ?? chance.guid(),
      providers: providersOf(outcome.steps),
      dependencies: dependenciesOf(outcome),
      validatedResources: outcome.steps.map(({ id }) => ({ id })),
    },
  };
}
