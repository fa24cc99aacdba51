import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { toResource } from "../estate/gathered.ts";
import { isAbsent } from "../problem.ts";
import { listAll } from "../wire/list.ts";
import type { Job } from "./job.ts";

const resourcesVersion = "api-version=2021-04-01";

/** The names of everything in a subscription. */
export interface Inventory {
  readonly subscription: string;
  readonly containers: readonly JsonObject[];
  /** Names of the resource groups that are wanted, as far as they are known. */
  readonly groups: readonly string[];
  /** Ids and resource groups, by type key; absent where Azure does not tell. */
  readonly byType: ReadonlyMap<string, readonly Name[]> | undefined;
}

/** A resource by its name. */
export interface Name {
  readonly id: string;
  readonly typeKey: string;
  readonly resourceGroup: string;
}

/** Lists the names of everything in a subscription, and its resource groups. */
export async function takeInventory(job: Job, subscription: string): Promise<Inventory> {
  job.progress.report(`looking through subscription ${subscription}`);
  const at = `/subscriptions/${encodeURIComponent(subscription)}`;
  const { origin, resourceGroups } = job.request;
  const containers = await containersOf(job, at);
  const groups = containers.flatMap((body) => toResource(body)?.id.resourceGroup ?? []);
  const known = { subscription, containers, groups };
  const places =
    resourceGroups.length === 0
      ? [at]
      : resourceGroups.map((group) => `${at}/resourceGroups/${encodeURIComponent(group)}`);
  const names: Name[] = [];
  for (const place of places) {
    const listing = await listAll(job.client, origin, `${place}/resources?${resourcesVersion}`);
    if (listing.kind !== "rows") {
      // A resource group that another subscription has.
      if (isAbsent(listing) && place !== at) continue;
      return { ...known, byType: undefined };
    }
    for (const row of listing.rows) names.push(...namesOf(row));
  }
  return { ...known, byType: sortByType(names) };
}

function sortByType(names: readonly Name[]): ReadonlyMap<string, readonly Name[]> {
  const byType = new Map<string, Name[]>();
  for (const name of names) {
    const known = byType.get(name.typeKey);
    if (known === undefined) byType.set(name.typeKey, [name]);
    else known.push(name);
  }
  return byType;
}

async function containersOf(job: Job, at: string): Promise<readonly JsonObject[]> {
  const reply = await job.client.ask({ method: "GET", path: `${at}?api-version=2022-12-01` });
  const groups = await listAll(
    job.client,
    job.request.origin,
    `${at}/resourcegroups?${resourcesVersion}`,
  );
  const { resourceGroups } = job.request;
  const names = new Set(resourceGroups.map((name) => name.toLowerCase()));
  const rows = groups.kind === "rows" ? groups.rows : [];
  return [
    ...(reply.kind === "answer" && isJsonObject(reply.body) ? [reply.body] : []),
    ...rows.filter(({ name }) => names.size === 0 || names.has(String(name).toLowerCase())),
  ];
}

function namesOf(row: JsonObject): readonly Name[] {
  const resource = toResource(row);
  const resourceGroup = resource?.id.resourceGroup;
  if (resource === undefined || resourceGroup === undefined) return [];
  return [{ id: resource.id.text, typeKey: resource.typeKey, resourceGroup }];
}

/** Counts resources of types that are not wanted, in the order of types. */
export function countOthers(
  inventories: readonly Inventory[],
  wanted: ReadonlySet<string>,
): readonly (readonly [type: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { byType } of inventories) {
    for (const [type, names] of byType ?? []) {
      if (wanted.has(type) || isBelow(type, wanted)) continue;
      counts.set(type, (counts.get(type) ?? 0) + names.length);
    }
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

// Children come with their parents.
function isBelow(type: string, wanted: ReadonlySet<string>): boolean {
  const [namespace, top, ...below] = type.split("/");
  return below.length > 0 && wanted.has(`${namespace}/${top}`);
}
