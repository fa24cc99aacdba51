import type { Key, Model, RouteTable, Subnet, UserRoute } from "../../model/index.ts";
import { formatPrefix } from "../../net/index.ts";
import { endpointsBySubnet, holdsMachines } from "../client.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { subnetName } from "../subnet-name.ts";

/** A route table that was made for private endpoints, and steers nothing (PE-15). */
export const inertRouteTable: CheckRule = {
  code: "TR208",
  family: "privateEndpoint",
  severity: "info",
  title: "A route table steers no replies of private endpoints",
  about:
    "A route table is attached to nothing but subnets of private endpoints. Their replies go back to the device from which the call came, whatever the table says.",
  rules: ["PE-15"],
  begin: ({ model }) => ({
    finish: () => {
      const users = usersOfTables(model);
      return [...model.routeTables.values()].flatMap((table) =>
        draft(model, table, users.get(table.key) ?? []),
      );
    },
  }),
};

function usersOfTables({ subnets }: Model): ReadonlyMap<Key, readonly Subnet[]> {
  const users = new Map<Key, Subnet[]>();
  for (const subnet of subnets.values()) {
    if (subnet.routeTable === undefined) continue;
    const known = users.get(subnet.routeTable);
    if (known === undefined) users.set(subnet.routeTable, [subnet]);
    else known.push(subnet);
  }
  return users;
}

// A table that other subnets have too was made for them. One with a default route alone is what
// many attach everywhere.
function draft(model: Model, table: RouteTable, users: readonly Subnet[]): readonly Draft[] {
  const route = table.routes.find(isSteering);
  if (route === undefined || !users.every(({ key }) => isForEndpointsAlone(model, key))) return [];
  return users.map((subnet) => {
    const name = subnetName(model, subnet);
    return {
      message: `Route '${route.name}' (${destinationOf(route)}) of route table ${table.name} steers nothing in ${name}: only private endpoints stand there, and their replies go back to the device from which the call came.`,
      remedy: `Detach ${table.name} from ${name}; what is to pass an appliance is decided by the callers' tables.`,
      place: subnet.place,
      related: [route.place],
      affected: [subnet.id],
      subject: [subnet.id],
      repair: { kind: "detachRouteTable", subnet: subnet.key },
    };
  });
}

function isForEndpointsAlone(model: Model, subnet: Key): boolean {
  return endpointsBySubnet(model).has(subnet) && !holdsMachines(model, subnet);
}

function isSteering({ nextHop, destination }: UserRoute): boolean {
  return (
    nextHop.kind === "appliance" && destination.kind === "prefix" && destination.prefix.length > 1
  );
}

function destinationOf({ destination }: UserRoute): string {
  return destination.kind === "prefix" ? formatPrefix(destination.prefix) : destination.tag;
}
