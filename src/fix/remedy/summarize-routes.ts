import type { Change } from "../../change/index.ts";
import { equalPrefixes, formatPrefix } from "../../net/index.ts";
import { freeName } from "../new-id.ts";
import { planned, type Remedy, refused } from "../plan.ts";
import { widerNotes } from "../wider-note.ts";
import { endpointPolicies } from "./let-routes-reach-endpoints.ts";

/** One route in the place of many, which private endpoints have to let in (PE-4). */
export const summarizeRoutes: Remedy<"summarizeRoutes"> = (repair, { model }) => {
  const { prefix, nextHop } = repair;
  const table = model.routeTables.get(repair.table);
  if (table === undefined) return refused("the route table is not in the snapshot");
  const there = table.routes.some(
    ({ destination }) => destination.kind === "prefix" && equalPrefixes(destination.prefix, prefix),
  );
  const names = table.routes.map(({ name }) => name);
  const name = freeName(formatPrefix(prefix).replace("/", "-").replaceAll(":", "-"), names);
  const destination = { kind: "prefix", prefix } as const;
  const routes = [{ name, destination, nextHop }];
  const gone = names.filter((one) => repair.routes.includes(one));
  // First what carries the traffic, then the policy that lets it count, and last what it replaces.
  const changes: readonly Change[] = [
    ...(there ? [] : [{ kind: "addRoutes", table: table.id, routes } as const]),
    ...endpointPolicies(model, repair.endpointSubnets),
    ...(gone.length === 0 ? [] : [{ kind: "removeRoutes", table: table.id, names: gone } as const]),
  ];
  return changes.length === 0
    ? refused(`${table.name} has the summary already`)
    : planned(changes, widerNotes(model, [prefix]));
};
