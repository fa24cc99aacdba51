import type { Diagnostic } from "../../diagnostic/index.ts";
import { type Deployed, deploy, readParameters } from "../../intake/index.ts";
import { type Draft, groupId, type Refusal, type Row } from "../../provider/index.ts";
import type { Host } from "../host.ts";
import { removeAll } from "../scope/group-removal.ts";
import { createPlane, type Step } from "./plane.ts";
import { type DeploymentRequest, invalidTemplate, unreadLink } from "./request.ts";
import { locationOfTarget, type Target } from "./target.ts";

/** What a deployment has come to in a draft. */
export interface Outcome {
  readonly deployed: Deployed;
  /** In the order in which they were put. */
  readonly steps: readonly Step[];
  /** What a complete deployment has taken out. */
  readonly removed: readonly Row[];
  /** Why it failed, one for each resource that was refused; empty: it succeeded. */
  readonly refusals: readonly Refusal[];
}

/**
 * Carries a deployment out in a draft. A template that is not valid is refused as a whole; resources
 * that are refused fail the deployment, and those that do not wait for them are made.
 */
export function carryOut(
  draft: Draft,
  { request, target }: { readonly request: DeploymentRequest; readonly target: Target },
  host: Host,
): Outcome | Refusal {
  const plane = createPlane(draft, host);
  const file = `${target.name}.json`;
  const { parameters, diagnostics } = readParameters({
    file,
    filePointer: "",
    value: { parameters: request.parameters },
  });
  const deployed = deploy({
    template: { file, filePointer: "", value: request.template },
    scope: target.scope,
    location: locationOfTarget(draft, target, request.location),
    parameters,
    assumesDefaults: false,
    existing: [],
    linked: () => undefined,
    plane,
  });
  const [unread] = deployed.wanted;
  if (unread !== undefined) return unreadLink(unread);
  const fault = refuseDiagnostics([...diagnostics, ...deployed.diagnostics]);
  if (fault !== undefined) return fault;
  const refusals = plane.steps.flatMap(({ refusal }) => refusal ?? []);
  const outcome = { deployed, steps: plane.steps, removed: [], refusals };
  if (request.mode === "Incremental" || refusals.length > 0) return outcome;
  const removed = othersIn(draft, target, plane.steps);
  const stuck = removeAll(draft, removed, host).map(({ refusal }) => refusal);
  return { ...outcome, removed, refusals: stuck };
}

/** The resources of a group that a deployment does not name. */
export function othersIn(
  draft: Pick<Draft, "inGroup">,
  { scope }: Target,
  steps: readonly Step[],
): readonly Row[] {
  if (scope.kind !== "resourceGroup") return [];
  const named = steps.map(({ id }) => id.toLowerCase());
  const kept = new Set(named);
  const group = groupId(scope.subscription, scope.resourceGroup).key;
  return draft
    .inGroup(group)
    .filter(
      (row) => !kept.has(row.id.key) && !named.some((key) => key.startsWith(`${row.id.key}/`)),
    )
    .filter(({ typeKey }) => !typeKey.startsWith("microsoft.authorization/"));
}

// Warnings of ours that stop a deployment in Azure.
const fatal: ReadonlySet<string> = new Set([
  "template-parameter-refused",
  "template-parameter-unknown",
  "template-dependency-missing",
  "resource-duplicate",
  "property-invalid",
  "resource-unidentified",
]);

function refuseDiagnostics(diagnostics: readonly Diagnostic[]): Refusal | undefined {
  const faults = diagnostics.filter(
    ({ code, severity }) => severity === "error" || fatal.has(code),
  );
  return faults.length === 0 ? undefined : invalidTemplate(faults.map(describe).join(" "));
}

function describe({ message, place }: Diagnostic): string {
  const where = place.filePointer === "" ? "" : ` (at ${place.filePointer})`;
  return `${message}${where}`;
}
