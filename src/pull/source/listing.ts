import { isJsonObject, type JsonObject, typeKeys } from "../../arm/index.ts";
import { describeProblem, isAbsent } from "../problem.ts";
import type { PulledType } from "../type/pulled-type.ts";
import { inTurn } from "../wire/in-turn.ts";
import { type Failure, listAll } from "../wire/list.ts";
import { countOthers, type Inventory, type Name, takeInventory } from "./inventory.ts";
import type { Job } from "./job.ts";

/** What lists of ARM hold. */
export interface ListedResources {
  readonly bodies: readonly JsonObject[];
  /** Numbers of resources of other types, in the order of types. */
  readonly leftOut: readonly (readonly [type: string, count: number])[];
}

/**
 * Lists resources of types in subscriptions, without Resource Graph.
 *
 * First the names of all resources, which tell which types there are and in which resource groups;
 * then one list a type. Where Azure refuses the list of a subscription, or has none, each resource
 * group is asked, and where that is refused, too, each resource.
 */
export async function listResources(
  job: Job,
  subscriptions: readonly string[],
  types: readonly PulledType[],
): Promise<ListedResources> {
  const inventories = await inTurn(subscriptions, job.concurrency, (subscription) =>
    takeInventory(job, subscription),
  );
  const wanted = new Set(types.map(({ typeKey }) => typeKey));
  const tasks = inventories.flatMap((inventory) => tasksOf(inventory, types));
  let done = 0;
  const lists = await inTurn(tasks, job.concurrency, async (task) => {
    job.progress.report(`listing ${task.type.typeKey}`, { done, total: tasks.length });
    const bodies = await listType(job, task);
    done += 1;
    return bodies;
  });
  return {
    bodies: [...inventories.flatMap(({ containers }) => containers), ...lists.flat()],
    leftOut: countOthers(inventories, wanted),
  };
}

/** One type in one subscription. */
interface Task {
  readonly type: PulledType;
  readonly subscription: string;
  /** Absent where nobody knows them. */
  readonly names: readonly Name[] | undefined;
  /** Resource groups that may have some. */
  readonly groups: readonly string[];
}

function tasksOf(
  { subscription, byType, groups }: Inventory,
  types: readonly PulledType[],
): readonly Task[] {
  return types.flatMap((type) => {
    const names = byType?.get(type.typeKey);
    // What the inventory does not name is not there.
    if (byType !== undefined && names === undefined) return [];
    return [{ type, subscription, names, groups: groupsOf(names) ?? groups }];
  });
}

async function listType(job: Job, task: Task): Promise<readonly JsonObject[]> {
  const { type, subscription, groups } = task;
  const { resourceGroups } = job.request;
  const at = `/subscriptions/${encodeURIComponent(subscription)}`;
  let refusal: Failure | undefined;
  if (type.listedBy === "subscription" && resourceGroups.length === 0) {
    const listing = await listAll(job.client, job.request.origin, listPath(at, type));
    if (listing.kind === "rows") return withStates(job, at, type, listing.rows);
    refusal = listing;
  }
  if (groups.length === 0) {
    if (refusal !== undefined && !isAbsent(refusal)) reportType(job, task, refusal);
    return [];
  }
  const lists: (readonly JsonObject[])[] = [];
  for (const group of groups) lists.push(await listGroup(job, task, group));
  return lists.flat();
}

function reportType(job: Job, { type, subscription }: Task, refusal: Failure): void {
  job.report(describeProblem(`${type.typeKey} of subscription ${subscription}`, "", refusal));
}

function groupsOf(names: readonly Name[] | undefined): readonly string[] | undefined {
  if (names === undefined) return undefined;
  const byKey = new Map(
    names.map(({ resourceGroup }) => [resourceGroup.toLowerCase(), resourceGroup]),
  );
  return [...byKey.keys()].sort().map((key) => byKey.get(key) ?? key);
}

async function listGroup(job: Job, task: Task, group: string): Promise<readonly JsonObject[]> {
  const { type, subscription, names = [] } = task;
  const at = `/subscriptions/${encodeURIComponent(subscription)}/resourceGroups/${encodeURIComponent(group)}`;
  const listing = await listAll(job.client, job.request.origin, listPath(at, type));
  if (listing.kind === "rows") return listing.rows;
  const named = names.filter((name) => name.resourceGroup.toLowerCase() === group.toLowerCase());
  if (named.length === 0) {
    if (!isAbsent(listing)) job.report(describeProblem(`${type.typeKey} of ${group}`, at, listing));
    return [];
  }
  const bodies: (readonly JsonObject[])[] = [];
  for (const { id } of named) bodies.push(await getOne(job, id, type));
  return bodies.flat();
}

async function getOne(job: Job, id: string, type: PulledType): Promise<readonly JsonObject[]> {
  const path = `${id}?api-version=${type.version}`;
  const reply = await job.client.ask({ method: "GET", path });
  if (reply.kind === "answer") return isJsonObject(reply.body) ? [reply.body] : [];
  // Deleted since it was named.
  if (!isAbsent(reply)) job.report(describeProblem(id, id, reply));
  return [];
}

function listPath(at: string, { typeKey, version }: PulledType): string {
  return `${at}/providers/${typeKey}?api-version=${version}`;
}

// Whether a machine runs stands in a list of its own.
async function withStates(
  job: Job,
  at: string,
  type: PulledType,
  rows: readonly JsonObject[],
): Promise<readonly JsonObject[]> {
  if (type.typeKey !== typeKeys.virtualMachine) return rows;
  const path = `${listPath(at, type)}&statusOnly=true`;
  const listing = await listAll(job.client, job.request.origin, path);
  const states = new Map(
    (listing.kind === "rows" ? listing.rows : []).flatMap((row) => {
      const view = isJsonObject(row["properties"]) ? row["properties"]["instanceView"] : undefined;
      return view === undefined ? [] : [[String(row["id"]).toLowerCase(), view] as const];
    }),
  );
  return rows.map((row) => {
    const instanceView = states.get(String(row["id"]).toLowerCase());
    const { properties } = row;
    return instanceView === undefined || !isJsonObject(properties)
      ? row
      : { ...row, properties: { ...properties, instanceView } };
  });
}
