import {
  isJsonObject,
  isUnknown,
  type JsonObject,
  placeholderOf,
  type Resource,
} from "../../arm/index.ts";
import type { ControlPlane } from "../../intake/index.ts";
import {
  type Draft,
  groupTypeKey,
  isRefusal,
  parseId,
  putResource,
  type Refusal,
  type Row,
  showRow,
} from "../../provider/index.ts";
import type { Host } from "../host.ts";
import { showGroup, writeGroup } from "../scope/groups.ts";
import { refuseLocked } from "../scope/locks.ts";

/** What became of one resource of a deployment. */
export interface Step {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly location: string | undefined;
  readonly isNew: boolean;
  readonly refusal?: Refusal;
}

/** The control plane of one deployment, and what it was asked for. */
export interface RunningPlane extends ControlPlane {
  readonly steps: readonly Step[];
}

/**
 * Creates what a template's resources go through: each is put as a client would put it, and what
 * others read of it is what a client would be answered.
 */
export function createPlane(draft: Draft, host: Host): RunningPlane {
  const steps: Step[] = [];
  return {
    steps,
    facts: {
      tenantId: host.tenant,
      subscriptionName: "trueroute",
      startedAt: host.clock.now(),
      guid: host.chance.guid,
    },
    find: (key) => {
      const row = draft.find(key);
      return row === undefined ? undefined : toResource(draft, row);
    },
    put: (resource) => {
      const body = known(resource.body);
      const before = draft.find(resource.id.key);
      const row = putOne(draft, { ...resource, body }, host);
      const location = body["location"];
      steps.push({
        id: isRefusal(row) ? resource.id.text : row.id.text,
        type: resource.id.type,
        name: resource.id.names.join("/"),
        location: typeof location === "string" ? location : undefined,
        isNew: before === undefined,
        ...(isRefusal(row) ? { refusal: row } : {}),
      });
      return isRefusal(row) ? [] : [toResource(draft, row)];
    },
  };
}

function putOne(draft: Draft, { id: written, body }: Resource, host: Host): Row | Refusal {
  const id = parseId(written.text) ?? written;
  if (id.type.toLowerCase() === groupTypeKey) {
    const { subscription = "", resourceGroup = "" } = id;
    const { location, tags, managedBy } = body;
    const wanted = { location, ...(tags === undefined ? {} : { tags }) };
    const whole = managedBy === undefined ? wanted : { ...wanted, managedBy };
    return writeGroup({ draft }, { subscription, group: resourceGroup, body: whole }, host);
  }
  const refusal = refuseLocked(draft, draft.find(id.key)?.id ?? id, "write");
  if (refusal !== undefined) return refusal;
  const { id: _id, name: _name, type: _type, ...asked } = body;
  const conditions = { ifMatch: undefined, ifNoneMatch: undefined };
  const put = putResource(draft, { id, body: asked, query: new Map(), conditions }, host.world);
  return isRefusal(put) ? put : put.row;
}

function toResource(draft: Draft, row: Row): Resource {
  const { id, typeKey } = row;
  const shown = typeKey === groupTypeKey ? showGroup(row) : showRow(draft, row);
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  return { id, typeKey, body: isJsonObject(shown) ? shown : {}, place };
}

// What nobody knows here, such as the keys of an account, goes in by the text that stands for it.
function known(body: JsonObject): JsonObject {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isJsonObject(value)) return value;
    if (isUnknown(value)) return placeholderOf(value);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)]));
  };
  return Object.fromEntries(Object.entries(body).map(([name, inner]) => [name, walk(inner)]));
}
