import type { Change } from "../../change/index.ts";
import { equalPrefixes, formatPrefix } from "../../net/index.ts";
import { freeName, listed } from "../new-id.ts";
import { planned, type Remedy, refused } from "../plan.ts";
import { endpointPolicies } from "./let-routes-reach-endpoints.ts";

/** One route in the place of many, which private endpoints have to let in (PE-4). */
export const summarizeRoutes: Remedy<"summarizeRoutes"> = (repair, { model }) => {
  const table = model.routeTables.get(repair.table);
  if (table === undefined) return refused("the route table is not in the snapshot");
  const policies = endpointPolicies(model, repair.endpointSubnets);
  const there = table.routes.some(
    ({ destination }) =>
      destination.kind === "prefix" && equalPrefixes(destination.prefix, repair.prefix),
  );
  const names = table.routes.map(({ name }) => name);
  const text = formatPrefix(repair.prefix);
  const name = freeName(text.replace("/", "-").replaceAll(":", "-"), names);
  const destination = { kind: "prefix", prefix: repair.prefix } as const;
  const summary: Change = {
    kind: "addRoutes",
    table: table.id,
    routes: [{ name, destination, nextHop: repair.nextHop }],
  };
  const gone = names.filter((one) => repair.routes.includes(one));
  // First what carries the traffic, then the policy that lets it count, and last what it replaces.
  const changes: readonly Change[] = [
    ...(there ? [] : [summary]),
    ...policies.map(({ change }) => change),
    ...(gone.length === 0 ? [] : [{ kind: "removeRoutes", table: table.id, names: gone } as const]),
  ];
  if (changes.length === 0) return refused(`${table.name} has the summary already`);
  const instead = gone.length === 0 ? "" : ` in place of ${gone.length} routes`;
  const after =
    policies.length === 0
      ? ""
      : `, and let it reach the private endpoints of ${listed(policies.map((one) => one.name))}`;
  return planned(`Route ${text}${instead} in ${table.name}${after}.`, changes);
};
