import type { Change } from "../../change/index.ts";
import type { Key, Model, RouteTable, Subnet, SubnetRole } from "../../model/index.ts";
import { freeName, idBeside, listed, subnetName } from "../new-id.ts";
import { planned, type Remedy, refused, type Scene } from "../plan.ts";
import { specifyRoutes } from "../route-spec.ts";
import { widerNotes } from "../wider-note.ts";
import { endpointPolicies } from "./let-routes-reach-endpoints.ts";

/**
 * Routes in the tables of subnets (UDR-1), and what private endpoints need to let them in (PE-4).
 * Subnets that share a table share its new routes; those of a network that have none get one
 * together.
 */
export const addRoutes: Remedy<"addRoutes"> = (repair, scene) => {
  const { model, finding } = scene;
  const subnets = repair.subnets.flatMap((key) => model.subnets.get(key) ?? []);
  const unfit = subnets.find(({ role }) => unroutable.has(role));
  if (unfit !== undefined) return refused(`Azure takes no route table on ${unfit.name}`);
  const changes: Change[] = [];
  const notes: string[] = [];
  for (const group of groupsOf(model, subnets)) {
    const written = writeGroup(group, repair, scene);
    if (written.kind === "refused") return refused(written.reason);
    changes.push(...written.changes);
    notes.push(...written.notes);
  }
  // What carries the traffic comes first, and then the policy that lets it count.
  changes.push(...endpointPolicies(model, repair.endpointSubnets ?? []));
  if (changes.length === 0) return refused("these routes are there already");
  if (finding.family === "privateEndpoint") {
    const prefixes = repair.destinations.flatMap((one) =>
      one.kind === "prefix" ? [one.prefix] : [],
    );
    notes.push(...widerNotes(model, prefixes));
  }
  return planned(changes, [...new Set(notes)]);
};

// ERR-48, ERR-52.
const unroutable: ReadonlySet<SubnetRole> = new Set(["routeServer", "bastion"]);

/** Subnets that get their routes together: those of one table, or those of a network without. */
interface Group {
  readonly table: RouteTable | undefined;
  readonly subnets: readonly Subnet[];
}

function groupsOf(model: Model, subnets: readonly Subnet[]): readonly Group[] {
  const groups = new Map<Key, { table: RouteTable | undefined; subnets: Subnet[] }>();
  for (const subnet of subnets) {
    const table =
      subnet.routeTable === undefined ? undefined : model.routeTables.get(subnet.routeTable);
    const key = subnet.routeTable ?? subnet.network;
    const group = groups.get(key) ?? { table, subnets: [] };
    group.subnets.push(subnet);
    groups.set(key, group);
  }
  return [...groups.values()];
}

type Written =
  | {
      readonly kind: "written";
      readonly changes: readonly Change[];
      readonly notes: readonly string[];
    }
  | { readonly kind: "refused"; readonly reason: string };

function writeGroup(
  { table, subnets }: Group,
  repair: Parameters<typeof addRoutes>[0],
  { model, routes: form }: Scene,
): Written {
  const [first] = subnets;
  if (first === undefined) return { kind: "refused", reason: "no subnet is named" };
  if (table === undefined && first.routeTable !== undefined) {
    return { kind: "refused", reason: `${first.name} has a route table that the snapshot lacks` };
  }
  const { destinations, nextHop } = repair;
  const specified = specifyRoutes(model, table, { destinations, nextHop, form });
  if (specified.kind === "refused") return specified;
  const { routes, notes } = specified;
  if (table !== undefined) {
    const others = sharing(model, table, subnets);
    const changes: readonly Change[] =
      routes.length === 0 ? [] : [{ kind: "addRoutes", table: table.id, routes }];
    const shared = others.length === 0 ? [] : [`${table.name} is also that of ${listed(others)}.`];
    return { kind: "written", changes, notes: [...notes, ...shared] };
  }
  return writeNewTable(model, subnets, { routes, notes });
}

function sharing(model: Model, table: RouteTable, subnets: readonly Subnet[]): readonly string[] {
  return [...model.subnets.values()]
    .filter((subnet) => subnet.routeTable === table.key && !subnets.includes(subnet))
    .map((subnet) => subnetName(subnet, model.networks.get(subnet.network)));
}

function writeNewTable(
  model: Model,
  subnets: readonly Subnet[],
  {
    routes,
    notes,
  }: Pick<Extract<ReturnType<typeof specifyRoutes>, { kind: "routes" }>, "routes" | "notes">,
): Written {
  const network = model.networks.get(subnets[0]?.network ?? ("" as Key));
  const taken = [...model.routeTables.values()].map(({ name }) => name);
  const name = freeName(`rt-${network?.name ?? "new"}`, taken);
  const table = network === undefined ? undefined : idBeside(network, "routeTables", name);
  if (network?.region === undefined || table === undefined) {
    const reason = `the region or resource group of ${network?.name ?? "the network"} is not known, so no route table can be made there`;
    return { kind: "refused", reason };
  }
  const create = {
    kind: "createRouteTable",
    table,
    location: network.region,
    routes,
    propagates: true,
  } as const;
  const changes: readonly Change[] = [
    create,
    ...subnets.map(({ id }) => ({ kind: "associateRouteTable", subnet: id, table }) as const),
  ];
  return { kind: "written", changes, notes };
}
