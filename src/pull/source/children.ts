import type { Resource } from "../../arm/index.ts";
import type { Gathered } from "../estate/gathered.ts";
import { describeProblem, isAbsent } from "../problem.ts";
import { type ChildList, childListsOf } from "../type/child-list.ts";
import { versionOf } from "../type/pulled-type.ts";
import { inTurn } from "../wire/in-turn.ts";
import { listAll } from "../wire/list.ts";
import type { Job } from "./job.ts";

/**
 * Asks for the children that stand in no answer about their parents, and for theirs. `covered` are
 * types of which everything is there already. What a parent has none of is not there; what Azure
 * refuses is said.
 */
export async function addChildren(
  job: Job,
  gathered: Gathered,
  covered: ReadonlySet<string>,
): Promise<void> {
  let parents: readonly Resource[] = [...gathered.resources()].sort(byKey);
  while (parents.length > 0) {
    const asked = parents.flatMap((parent) =>
      childListsOf(parent, covered).map((list) => ({ parent, list })),
    );
    let done = 0;
    const lists = await inTurn(asked, job.concurrency, async ({ parent, list }) => {
      job.progress.report(`asking for ${list.segment}`, { done, total: asked.length });
      const children = await listChildren(job, parent, list);
      done += 1;
      return children;
    });
    parents = lists.flatMap((bodies) => gathered.add(bodies));
  }
}

async function listChildren(
  job: Job,
  { id, typeKey }: Resource,
  { segment }: ChildList,
): ReturnType<typeof rowsOrNone> {
  const path = `${id.text}/${segment}?api-version=${versionOf(typeKey)}`;
  return rowsOrNone(job, path, `${segment} of ${id.text}`, id.text);
}

async function rowsOrNone(
  job: Job,
  path: string,
  what: string,
  id: string,
): Promise<Parameters<Gathered["add"]>[0]> {
  const listing = await listAll(job.client, job.request.origin, path);
  if (listing.kind === "rows") return listing.rows;
  if (!isAbsent(listing)) job.report(describeProblem(what, id, listing));
  return [];
}

function byKey(a: Resource, b: Resource): number {
  return a.id.key < b.id.key ? -1 : 1;
}
