import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import {
  Draft,
  type EstateView,
  groupTypeKey,
  isRefusal,
  type Row,
  showRow,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { showGroup } from "../scope/groups.ts";
import { deltasOf, type PropertyDelta } from "./delta.ts";
import { carryOut, type Outcome, othersIn } from "./evaluate.ts";
import type { Step } from "./plane.ts";
import { readDeployment } from "./request.ts";
import { findTarget } from "./target.ts";

/** What a deployment would do to one resource, as ARM writes it. */
interface Change {
  readonly resourceId: string;
  readonly changeType: "Create" | "Delete" | "Ignore" | "Modify" | "NoChange" | "Unsupported";
  readonly unsupportedReason?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly delta?: readonly PropertyDelta[];
}

/** `POST .../whatIf`: what a deployment would change. Nothing is kept of it. */
export const whatIf: Handler = (request, { parameters }, host) => {
  const { estate } = host.keeper;
  const draft = new Draft(estate);
  const target = findTarget(draft, parameters);
  if (isRefusal(target)) return target;
  const wanted = readDeployment(request.body, target);
  if (isRefusal(wanted)) return wanted;
  const outcome = carryOut(draft, { request: wanted, target }, host);
  if (isRefusal(outcome)) {
    const { code, message } = outcome;
    return { status: 200, body: { status: "Failed", error: { code, message } } };
  }
  const named = lastOfEach(outcome);
  const untouched = wanted.mode === "Complete" ? [] : othersIn(estate, target, outcome.steps);
  const changes: readonly Change[] = [
    ...named.map((step) => changeOf(step, estate, draft)),
    ...outcome.removed.map((row): Change => {
      return { resourceId: row.id.text, changeType: "Delete", before: bare(estate, row) };
    }),
    ...untouched.map((row): Change => {
      const body = bare(estate, row);
      return { resourceId: row.id.text, changeType: "Ignore", before: body, after: body };
    }),
  ];
  const correlationId = request.headers.get("x-ms-correlation-request-id") ?? host.chance.guid();
  return {
    status: 200,
    body: { status: "Succeeded", properties: { correlationId, changes } },
  };
};

function lastOfEach({ steps }: Outcome): readonly Step[] {
  return [...new Map(steps.map((step) => [step.id.toLowerCase(), step])).values()];
}

function changeOf({ id, refusal }: Step, estate: EstateView, draft: Draft): Change {
  const key = id.toLowerCase();
  if (refusal !== undefined) {
    const unsupportedReason = `${refusal.code}: ${refusal.message}`;
    return { resourceId: id, changeType: "Unsupported", unsupportedReason };
  }
  const [was, is] = [estate.find(key), draft.find(key)];
  const after = is === undefined ? {} : bare(draft, is);
  if (was === undefined) return { resourceId: id, changeType: "Create", after };
  const before = bare(estate, was);
  const delta = deltasOf(before, after);
  return delta.length === 0
    ? { resourceId: id, changeType: "NoChange", before, after }
    : { resourceId: id, changeType: "Modify", before, after, delta };
}

// What changes with every request says nothing.
const noise: ReadonlySet<string> = new Set(["etag", "provisioningState", "resourceGuid"]);

function bare(estate: EstateView, row: Row): JsonObject {
  const shown = row.typeKey === groupTypeKey ? showGroup(row) : showRow(estate, row);
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isJsonObject(value)) return value;
    const kept = Object.entries(value).filter(([name]) => !noise.has(name));
    return Object.fromEntries(kept.map(([name, inner]) => [name, walk(inner)]));
  };
  const body = walk(shown);
  return isJsonObject(body) ? body : {};
}
