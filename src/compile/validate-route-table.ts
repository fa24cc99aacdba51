import { parseArmId, type Report } from "../arm/index.ts";
import { createDiagnostic, type Place } from "../diagnostic/index.ts";
import type { Model, RouteTable, Subnet, UserRoute } from "../model/index.ts";
import { covers, formatPrefix, isDefault } from "../net/index.ts";

/**
 * Checks route tables and security groups where they are attached. Rules: UDR-1, UDR-11, GW-15,
 * ERR-47 to ERR-52.
 */
export function validateRouteTables(model: Model, report: Report): void {
  for (const subnet of model.subnets.values()) {
    validateSecurityGroup(subnet, report);
    const table = subnet.routeTable && model.routeTables.get(subnet.routeTable);
    if (table === undefined) continue;
    validateRegion(table, subnet, { model, report });
    for (const { reason, advice, at } of findFaults(table, subnet, model)) {
      const parameters = { table: table.name, subnet: subnet.id, reason, advice };
      const related = [at];
      report(createDiagnostic("route-table-misplaced", subnet.place, parameters, { related }));
    }
  }
}

// ERR-50, ERR-52.
function validateSecurityGroup(subnet: Subnet, report: Report): void {
  if (subnet.networkSecurityGroup === undefined) return;
  if (subnet.role !== "gateway" && subnet.role !== "routeServer") return;
  const group = subnet.networkSecurityGroup.split("/").at(-1) ?? subnet.networkSecurityGroup;
  const parameters = { group, subnet: subnet.id };
  report(createDiagnostic("security-group-misplaced", subnet.place, parameters));
}

// UDR-1, ERR-47.
function validateRegion(
  table: RouteTable,
  subnet: Subnet,
  { model, report }: { readonly model: Model; readonly report: Report },
): void {
  const region = model.networks.get(subnet.network)?.region;
  const first = { region: table.region, subscription: parseArmId(table.id)?.subscription };
  const second = { region, subscription: parseArmId(subnet.id)?.subscription };
  const differ = (a: string | undefined, b: string | undefined): boolean =>
    a !== undefined && b !== undefined && a.toLowerCase() !== b.toLowerCase();
  const isElsewhere = differ(first.subscription, second.subscription);
  if (!isElsewhere && !differ(first.region, second.region)) return;
  const say = ({ region: name = "an unknown region", subscription }: typeof first): string =>
    isElsewhere ? `${name} of subscription ${subscription}` : name;
  const parameters = {
    table: table.name,
    subnet: subnet.id,
    tableRegion: say(first),
    subnetRegion: say(second),
  };
  const related = [table.place];
  report(createDiagnostic("route-table-region", subnet.place, parameters, { related }));
}

interface Fault {
  readonly reason: string;
  readonly advice: string;
  /** The route or property that is wrong, or the table where nothing in it is. */
  readonly at: Place;
}

function findFaults(table: RouteTable, subnet: Subnet, model: Model): readonly Fault[] {
  switch (subnet.role) {
    case "gateway":
      return findGatewaySubnetFaults(table, subnet);
    case "routeServer":
      if (table.routes.length === 0) return [];
      return [misplaced(table, "RouteServerSubnet takes no user routes")];
    case "bastion":
      return [misplaced(table, "AzureBastionSubnet takes no route table")];
    case "firewallManagement":
      return findManagementFaults(table, subnet, model);
    case "workload":
    case "firewall":
    case "routingAppliance":
      return [];
  }
}

function misplaced({ place }: RouteTable, reason: string): Fault {
  return { reason, advice: "Detach the table.", at: place };
}

// UDR-11, GW-15, ERR-51. Wider routes are left alone: a route for the whole network is how traffic
// from outside is sent through a firewall, and only routes inside the gateways' own subnet can cut
// them off.
function findGatewaySubnetFaults(table: RouteTable, subnet: Subnet): readonly Fault[] {
  const faults: Fault[] = [];
  if (!table.propagatesGatewayRoutes) {
    faults.push({
      reason: "gateway route propagation is off there, and the gateway stops working",
      advice: "Set disableBgpRoutePropagation to false, or use another table for GatewaySubnet.",
      at: table.propagationPlace,
    });
  }
  for (const { name, destination, place: at } of table.routes) {
    if (destination.kind !== "prefix") continue;
    const { prefix } = destination;
    if (isDefault(prefix)) {
      faults.push({
        reason: `route ${name} is a default route, which Azure does not support on GatewaySubnet`,
        advice: "Remove the route; name the prefixes of the networks behind the gateway instead.",
        at,
      });
    } else if (subnet.prefixes.some((own) => covers(own.prefix, prefix))) {
      faults.push({
        reason: `route ${name} for ${formatPrefix(prefix)} is inside the gateways' own subnet`,
        advice: "Remove the route.",
        at,
      });
    }
  }
  return faults;
}

// UDR-11: the management interface must reach the Internet directly.
function findManagementFaults(table: RouteTable, subnet: Subnet, model: Model): readonly Fault[] {
  const wrong = table.routes.find(
    (route) => isDefaultRoute(route) && route.nextHop.kind !== "internet",
  );
  const advice = "Let 0.0.0.0/0 go to the Internet and switch gateway route propagation off.";
  const faults: Fault[] = [];
  if (wrong !== undefined) {
    const reason = `route ${wrong.name} takes its default route elsewhere`;
    faults.push({ reason, advice, at: wrong.place });
  }
  if (table.propagatesGatewayRoutes && !table.routes.some(isDefaultRoute)) {
    const network = model.networks.get(subnet.network);
    const hasGateway = [...model.gateways.values()].some(
      (gateway) => gateway.network === network?.key,
    );
    const borrows = network?.peerings.some(({ usesRemoteGateway }) => usesRemoteGateway) ?? false;
    if (hasGateway || borrows) {
      const reason = "a learned default route would cut off its management";
      faults.push({ reason, advice, at: table.propagationPlace });
    }
  }
  return faults;
}

function isDefaultRoute({ destination }: UserRoute): boolean {
  return destination.kind === "prefix" && isDefault(destination.prefix);
}
