import { childId } from "../estate/id.ts";
import type { Completing } from "../kind/kind.ts";
import { isRouteServer } from "./route-server.ts";

// VW-1: every hub of a virtual WAN has both.
const tables = [
  { name: "defaultRouteTable", label: "default" },
  { name: "noneRouteTable", label: "none" },
];

/** Makes the route tables that a hub begins with. */
export function completeHub({ draft, row, make }: Completing): undefined {
  if (isRouteServer(row)) return undefined;
  for (const { name, label } of tables) {
    const id = childId(row.id, "hubRouteTables", name);
    if (draft.find(id.key) === undefined) make(id, { properties: { routes: [], labels: [label] } });
  }
  return undefined;
}
