import {
  type ArmId,
  isEqualJson,
  isJsonObject,
  type JsonObject,
  peekOwn,
} from "../../arm/index.ts";
import { checkForm } from "../check/form.ts";
import { Draft } from "../estate/draft.ts";
import { childId, extendedKeyOf, groupKeyOf, rootKeyOf } from "../estate/id.ts";
import type { Pending, Row } from "../estate/row.ts";
import type { EmbeddedChildren, Kind, LateFailure } from "../kind/kind.ts";
import { findKind, kindOf } from "../kind/kinds.ts";
import {
  groupNotFound,
  invalidLocation,
  invalidResourceType,
  locationRequired,
  parentNotFound,
} from "../refusal/arm.ts";
import { isRefusal, type Refusal, refuseByProvider } from "../refusal/refusal.ts";
import { nameOf } from "../shape/elements.ts";
import { settleFields } from "../shape/fields.ts";
import type { World } from "../world.ts";
import { canonicalId } from "./canonical-id.ts";
import { checkBody } from "./check-body.ts";
import { checkConditions } from "./conditions.ts";
import { removeRow } from "./remove.ts";
import type { Put, PutRequest } from "./request.ts";

/**
 * Makes a resource, or replaces it, as an ARM PUT does.
 *
 * Everything happens in the draft; a refused request leaves it as it was. Refuses with Azure's codes
 * in Azure's order: what ARM checks, then the resource provider.
 */
export function putResource(draft: Draft, request: PutRequest, world: World): Put | Refusal {
  const kind = findKind(request.id.type);
  if (kind === undefined) {
    return invalidResourceType(request.id.type, request.query.get("api-version") ?? "");
  }
  const before = draft.find(request.id.key);
  const refusal =
    refuseByArm(draft, { kind, request, before }) ??
    checkBody(request.id, request.body) ??
    checkConditions(draft, { id: request.id, before, conditions: request.conditions }) ??
    checkForm(kind, request.body, (typeKey) => kindOf(typeKey, typeKey));
  if (refusal !== undefined) return refusal;
  const trial = new Draft(draft);
  const id = before?.id ?? canonicalId(draft, request.id, kind);
  const row = place(trial, { kind, request: { ...request, id }, before, world });
  if (isRefusal(row)) return row;
  const completed = trial.find(row.id.key) ?? row;
  const isQuiet = before !== undefined && !differs(draft, trial, before);
  trial.stamp(world.guid);
  draft.merge(trial);
  const placed = draft.find(row.id.key) ?? completed;
  const { put } = kind.protocol;
  return {
    kind: "put",
    row: placed,
    isNew: before === undefined,
    isQuiet: isQuiet && !kind.protocol.isAlwaysUpdating && completed.pending === undefined,
    answer: typeof put === "string" ? put : put({ estate: draft, before, row: placed }),
  };
}

interface Placing {
  readonly kind: Kind;
  readonly request: PutRequest;
  readonly before: Row | undefined;
  readonly world: World;
  /** Whether the body comes out of a snapshot: nothing is checked or made, Azure's values are kept. */
  readonly isImport?: boolean;
}

function refuseByArm(
  draft: Draft,
  { kind, request, before }: Omit<Placing, "world">,
): Refusal | undefined {
  const { id, body } = request;
  const group = groupKeyOf(id);
  if (group !== undefined && draft.find(group) === undefined) {
    return groupNotFound(id.resourceGroup ?? "");
  }
  if (id.parent !== undefined && draft.find(id.parent.toLowerCase()) === undefined) {
    return parentNotFound(id);
  }
  if (!kind.isTracked || isUnlocated(id)) return undefined;
  const location = peekOwn(body, "location");
  if (typeof location !== "string" || location === "") {
    return before === undefined ? locationRequired() : undefined;
  }
  const is = before?.body["location"];
  return typeof is === "string" && normalLocation(is) !== normalLocation(location)
    ? invalidLocation(id, is, location)
    : undefined;
}

// Roles, policies, settings and links have no location, and no file of a kind says so.
const unlocated =
  /^microsoft\.(?:authorization|resources|management|policyinsights|advisor|security)\/|\/(?:diagnosticsettings|dataCollectionRuleAssociations|autoscalesettings|guestconfigurationassignments)$/i;

function isUnlocated(id: ArmId): boolean {
  return unlocated.test(id.type) || extendedKeyOf(id) !== undefined;
}

/** `West US` and `westus` are one location. */
export function normalLocation(location: string): string {
  return location.replaceAll(" ", "").toLowerCase();
}

/** Puts a row and its embedded children into the draft, with all that follows from it. */
function place(draft: Draft, placing: Placing): Row | Refusal {
  const { kind, request, before, world } = placing;
  const row = settleRow(draft, placing);
  draft.put(row);
  if (placing.isImport !== true) {
    draft.outdate(row.id.key);
    const at = { draft, row, before, query: request.query };
    for (const check of kind.checks) {
      const refusal = check(at);
      if (refusal !== undefined) return refusal;
    }
  }
  for (const list of kind.children) {
    const refusal = placeChildren(draft, list, { ...placing, row });
    if (refusal !== undefined) return refusal;
  }
  if (placing.isImport === true) return row;
  const make = (id: ArmId, body: JsonObject): Row => makeRow(draft, { id, body }, world);
  const result = kind.complete?.({ draft, row, before, query: request.query, world, make });
  if (result?.kind !== "lateFailure") return result ?? row;
  const failed: Row = { ...(draft.find(row.id.key) ?? row), pending: failure(result, world) };
  draft.put(failed);
  return failed;
}

function failure({ code, message }: LateFailure, world: World): Pending {
  return { state: "Failed", operation: world.guid(), error: { code, message } };
}

/** Takes a resource over as somebody else has answered it: out of a snapshot. */
export function importResource(
  draft: Draft,
  { id, body }: { readonly id: ArmId; readonly body: JsonObject },
  world: World,
): void {
  makeRow(draft, { id, body }, world);
}

function makeRow(
  draft: Draft,
  { id, body }: { readonly id: ArmId; readonly body: JsonObject },
  world: World,
): Row {
  const kind = kindOf(id.type.toLowerCase(), id.type);
  const request: PutRequest = {
    id,
    body,
    query: new Map(),
    conditions: { ifMatch: undefined, ifNoneMatch: undefined },
  };
  const before = draft.find(id.key);
  const made = place(draft, { kind, request, before, world, isImport: true });
  if (isRefusal(made)) throw new Error(`what is imported is not checked: ${made.message}`);
  return made;
}

const frame: ReadonlySet<string> = new Set(["id", "name", "type", "etag", "properties"]);

function settleRow(draft: Draft, { kind, request, before, world, isImport = false }: Placing): Row {
  const { id, body } = request;
  const beside = besideProperties(kind, body);
  const asked = peekOwn(body, "properties");
  const properties = settleFields(kind.properties, isJsonObject(asked) ? asked : {}, {
    before: before?.body["properties"],
    world,
    isImport,
  });
  const top = settleFields(kind.top, beside, { before: before?.body, world, isImport });
  const { pending: _ended, ...kept } = before ?? {
    id,
    typeKey: id.type.toLowerCase(),
    root: rootKeyOf(id),
    facts: {},
    order: draft.takeOrder(),
    etag: world.guid(),
  };
  const now = isImport ? undefined : world.now();
  const times = now === undefined ? {} : { createdTime: now, ...kept.facts, changedTime: now };
  return {
    ...kept,
    facts: { ...kept.facts, ...times },
    ...(isImport ? rememberSaid(kind, kept.facts, isJsonObject(asked) ? asked : {}, world) : {}),
    // Children that have an etag of their own are not stamped with their root.
    ...(kind.etag === "root" ? {} : { etag: world.guid() }),
    body: {
      ...locate(kind, top, before),
      properties: dropChildLists(kind, properties),
    },
  };
}

// What a snapshot says that otherwise follows from other resources, and that the last operation failed.
function rememberSaid(
  kind: Kind,
  facts: JsonObject,
  asked: JsonObject,
  world: World,
): Pick<Row, "facts" | "pending"> {
  const said = kind.properties.flatMap(({ name, isDerived }): readonly [string, unknown][] => {
    const value = isDerived === true ? peekOwn(asked, name) : undefined;
    return value === undefined || value === null ? [] : [[name, value]];
  });
  const hasFailed = peekOwn(asked, "provisioningState") === "Failed";
  return {
    facts: { ...facts, ...kind.remember?.(asked), said: Object.fromEntries(said) },
    ...(hasFailed ? { pending: { state: "Failed", operation: world.guid() } } : {}),
  };
}

// What stands beside `properties`, with the names as Azure writes them.
function besideProperties(kind: Kind, body: JsonObject): JsonObject {
  const names = new Map(kind.frame.map((name) => [name.toLowerCase(), name]));
  const entries = Object.entries(body).flatMap(([name, value]): readonly [string, unknown][] => {
    const key = name.toLowerCase();
    return frame.has(key) ? [] : [[names.get(key) ?? name, value]];
  });
  return Object.fromEntries(entries);
}

// A tracked resource keeps its location when a request names none.
function locate(kind: Kind, top: JsonObject, before: Row | undefined): JsonObject {
  if (!kind.isTracked) return top;
  const location = top["location"] ?? before?.body["location"];
  if (typeof location !== "string") return top;
  return { ...top, location: normalLocation(location) };
}

function dropChildLists(kind: Kind, properties: JsonObject): JsonObject {
  if (kind.children.length === 0) return properties;
  const names = new Set(kind.children.map(({ property }) => property.toLowerCase()));
  return Object.fromEntries(
    Object.entries(properties).filter(([name]) => !names.has(name.toLowerCase())),
  );
}

function placeChildren(
  draft: Draft,
  list: EmbeddedChildren,
  placing: Placing & { readonly row: Row },
): Refusal | undefined {
  const { row, request, isImport } = placing;
  const properties = peekOwn(request.body, "properties");
  const wanted = isJsonObject(properties) ? peekOwn(properties, list.property) : undefined;
  if (list.isOnlyShown && isImport !== true) return undefined;
  if (!Array.isArray(wanted)) {
    const isKept = !list.isEmptiedWhenAbsent || isImport === true;
    return isKept ? undefined : removeOthers(draft, list, { ...placing, keep: new Set() });
  }
  const bodies = wanted.filter((one) => isJsonObject(one));
  const nameless = bodies.findIndex((one) => !isChildName(nameOf(one)));
  if (nameless >= 0) return namelessChild(list.property, nameless);
  const ids = bodies.map((one) => childId(row.id, list.segment, nameOf(one)));
  const keep = new Set(ids.map(({ key }) => key));
  const refusal = isImport === true ? undefined : removeOthers(draft, list, { ...placing, keep });
  if (refusal !== undefined) return refusal;
  const kind = kindOf(list.typeKey, ids[0]?.type ?? "");
  for (const [index, id] of ids.entries()) {
    const body = bodies[index];
    if (body === undefined) continue;
    const child = place(draft, {
      ...placing,
      kind,
      request: { ...request, id, body },
      before: draft.find(id.key),
    });
    if (isRefusal(child)) return child;
  }
  return undefined;
}

function isChildName(name: string): boolean {
  return name !== "" && !name.includes("/");
}

function namelessChild(list: string, index: number): Refusal {
  return refuseByProvider(400, "InvalidRequestFormat", "Cannot parse the request.", [
    {
      code: "MissingJsonReferenceId",
      message: `Value for reference id is missing. Path properties.${list}[${index}].`,
    },
  ]);
}

function removeOthers(
  draft: Draft,
  list: EmbeddedChildren,
  {
    row,
    keep,
    world,
  }: { readonly row: Row; readonly keep: ReadonlySet<string>; readonly world: World },
): Refusal | undefined {
  for (const child of draft.childrenOf(row.id.key, list.typeKey)) {
    if (keep.has(child.id.key)) continue;
    const refusal = removeRow(draft, child, world);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

// Whether a trial holds anything but what was there, the tags of the row itself aside.
function differs(draft: Draft, trial: Draft, before: Row): boolean {
  for (const [key, row] of trial.changes) {
    const old = draft.find(key);
    if (row === undefined || old === undefined) return row !== old;
    if (key !== before.id.key && !isEqualJson(old.body, row.body)) return true;
    const { tags: _before, ...was } = old.body;
    const { tags: _after, ...is } = row.body;
    if (!isEqualJson(was, is)) return true;
  }
  return false;
}
