import {
  type ArmId,
  isJsonObject,
  listedChildrenOf,
  parseArmId,
  type Resource,
  typeKeys,
} from "../../arm/index.ts";
import { idAt, idOf, keyOf } from "../estate/body.ts";
import type { Estate } from "../estate/estate.ts";
import { findResource } from "../estate/family.ts";
import { areNeighbors } from "../id.ts";
import { apiVersionOf, apiVersionOfType } from "./api-version.ts";
import { type Writable, writableOf } from "./writable.ts";

/** A resource as a template writes it. */
export interface Deployed extends Writable {
  readonly id: ArmId;
  readonly apiVersion: string;
  /** The version that its parent is named with, where it is a child. */
  readonly parentVersion: string | undefined;
  /** Resources of the same run that it names, and its parent; in their order. */
  readonly refersTo: readonly ArmId[];
  /**
   * Others that have to be there before: the child of the same parent before it, because Azure
   * works on one child of a network at a time, and the other direction of a peering.
   */
  readonly follows: readonly ArmId[];
}

/** Resources of one resource group, which are deployed together. */
export interface Run {
  /** Any of them: its subscription and resource group are those of the run. */
  readonly scope: ArmId;
  readonly resources: readonly Deployed[];
}

/**
 * The resources that templates have to write, each once as it is after all changes, in runs of one
 * resource group after the other.
 *
 * @param ids in the order in which the resources are to be written; may repeat
 */
export function planRuns(after: Estate, ids: readonly string[]): readonly Run[] {
  const asked = new Map<string, Resource>();
  for (const id of ids) {
    const resource = findResource(after, id);
    if (resource !== undefined) asked.set(resource.id.key, resource);
  }
  // A parent that is written whole has its children with it.
  const chosen = [...asked.values()].filter(({ id, typeKey }) => {
    return !isReplaced(typeKey) || !asked.has(keyOf(id.parent ?? ""));
  });
  const groups: Resource[][] = [];
  for (const resource of chosen) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    if (first !== undefined && areNeighbors(first.id, resource.id)) last?.push(resource);
    else groups.push([resource]);
  }
  return groups.flatMap((group) => toRun(after, group) ?? []);
}

function toRun(after: Estate, group: readonly Resource[]): Run | undefined {
  const [first] = group;
  if (first === undefined) return undefined;
  const done: Done = { byKey: new Map(), lastChildOf: new Map() };
  const resources = group.flatMap((resource) => {
    const deployed = toDeployed(after, resource, done);
    const { id } = resource;
    done.byKey.set(id.key, id);
    if (id.parent !== undefined) done.lastChildOf.set(keyOf(id.parent), id);
    return deployed;
  });
  return resources.length === 0 ? undefined : { scope: first.id, resources };
}

/** What a run has so far. */
interface Done {
  readonly byKey: Map<string, ArmId>;
  /** By the key of the parent. */
  readonly lastChildOf: Map<string, ArmId>;
}

function toDeployed(
  after: Estate,
  resource: Resource,
  { byKey, lastChildOf }: Done,
): readonly Deployed[] {
  const { id } = resource;
  const apiVersion = apiVersionOf(resource);
  if (apiVersion === undefined) return [];
  const writable = writableOf(resource, replacedChildren(after, resource));
  const parent = id.parent === undefined ? undefined : keyOf(id.parent);
  const named = new Set<string>(parent === undefined ? [] : [parent]);
  collectIds(writable.properties, named);
  const refersTo = [...named].flatMap((key) => byKey.get(key) ?? []);
  const before = new Set(
    [parent, remoteOf(resource)].flatMap((key) => lastChildOf.get(key ?? "") ?? []),
  );
  const follows = [...before].filter((other) => !refersTo.includes(other));
  const parentVersion = apiVersionOfType(parentTypeKey(id));
  return [{ id, ...writable, apiVersion, parentVersion, refersTo, follows }];
}

/** The key of the network that a peering leads to. */
function remoteOf({ typeKey, body }: Resource): string | undefined {
  if (typeKey !== typeKeys.peering) return undefined;
  const id = idAt(body, "remoteVirtualNetwork");
  return id === undefined ? undefined : keyOf(id);
}

function collectIds(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const element of value) collectIds(element, found);
  else if (isJsonObject(value)) for (const inner of Object.values(value)) collectIds(inner, found);
  else {
    const id = idOf(value);
    if (id?.startsWith("/")) found.add(keyOf(id));
  }
}

const replacedKinds: ReadonlySet<string> = new Set([typeKeys.route, typeKeys.securityRule]);

/** Whether a request for its parent takes such a child away where it does not list it. */
function isReplaced(typeKey: string): boolean {
  return replacedKinds.has(typeKey);
}

function replacedChildren(after: Estate, { id, typeKey }: Resource): readonly Resource[] {
  return listedChildrenOf(typeKey)
    .map(({ kind }) => typeKeys[kind])
    .filter(isReplaced)
    .flatMap((child) => after.childrenAlone(id.key, child));
}

function parentTypeKey(id: ArmId): string {
  return (parseArmId(id.parent ?? "")?.type ?? "").toLowerCase();
}
