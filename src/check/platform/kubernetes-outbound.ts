import type { HostedServiceOf, Subnet } from "../../model/index.ts";
import { isDefault } from "../../net/index.ts";
import { lookupRoute, type Match } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { somewhere } from "./aim.ts";
import { astrayRoute } from "./astray.ts";
import { routeWords, subnetName } from "./cause.ts";
import { hostedIn } from "./hosted.ts";

type Cluster = HostedServiceOf<"kubernetesCluster">;

/** Clusters whose outbound type says another way out than their subnet's routes (FWD-54). */
export const kubernetesOutbound: CheckRule = {
  code: "TR110",
  family: "platform",
  severity: "warning",
  title: "A cluster's outbound type and its routes disagree",
  about:
    "The outbound type of a Kubernetes cluster says how its nodes leave. Where the routes of their subnet lead elsewhere, Azure refuses the cluster, or answers of published services are lost.",
  rules: ["FWD-54"],
  begin: (ground) => {
    const drafts: Draft[] = [];
    return {
      visit: (seen) => {
        if (seen.gateway !== undefined) return;
        for (const cluster of hostedIn(ground.model, seen.subnet, "kubernetesCluster")) {
          drafts.push(...judge(ground, seen, cluster));
        }
      },
      finish: () => drafts,
    };
  },
};

function judge(ground: Ground, seen: SeenTable, cluster: Cluster): readonly Draft[] {
  const astray = astrayRoute(seen.table, somewhere);
  switch (cluster.outbound) {
    case "userRoutes":
      return needsRoute(seen) ? [withoutRoute(ground, seen, cluster)] : [];
    case "loadBalancer":
    case "natGateway":
      return astray === undefined ? [] : [ledAway(ground, seen, { cluster, match: astray })];
    case "none":
      return [];
  }
}

// A default route that a gateway brings leads out of the network too; only the Internet edge is none.
function needsRoute({ table }: SeenTable): boolean {
  const routes = table.routeTable?.routes ?? [];
  const hasOwn = routes.some(
    ({ destination, nextHop }) =>
      destination.kind === "prefix" && isDefault(destination.prefix) && nextHop.kind !== "internet",
  );
  return !hasOwn && lookupRoute(table.groups, somewhere)?.route.nextHop.kind === "internet";
}

function withoutRoute({ model }: Ground, { subnet, table }: SeenTable, cluster: Cluster): Draft {
  const where = subnetName(model, subnet);
  return {
    message: `Cluster ${cluster.name} has outbound type userDefinedRouting, and nothing leads 0.0.0.0/0 of ${where} to an appliance or gateway. Azure refuses such a cluster, and its nodes have no way out.`,
    remedy: `Route 0.0.0.0/0 of ${where} to an appliance or firewall, or choose another outbound type.`,
    place: (table.routeTable ?? subnet).place,
    related: [cluster.place],
    affected: [cluster.id, subnet.id],
    subject: subjectOf(cluster, subnet),
  };
}

function ledAway(
  { model }: Ground,
  { subnet }: SeenTable,
  { cluster, match }: { readonly cluster: Cluster; readonly match: Match },
): Draft {
  const where = subnetName(model, subnet);
  const route = routeWords(model, match.route, match.prefix);
  const meant = cluster.outbound === "natGateway" ? "a NAT gateway" : "a load balancer";
  const lost =
    cluster.outbound === "natGateway"
      ? "that gateway is never used"
      : "answers of services that the load balancer publishes to the Internet go there as well, and are lost";
  return {
    message: `Cluster ${cluster.name} is made to leave by ${meant}, and ${route} takes what its nodes in ${where} send to the Internet elsewhere: ${lost}.`,
    remedy:
      "Make the cluster with outbound type userDefinedRouting, and publish its services by an internal load balancer; or take the route away from its subnet.",
    place: match.route.places[0],
    related: [cluster.place],
    affected: [cluster.id, subnet.id],
    subject: subjectOf(cluster, subnet),
  };
}

function subjectOf({ id }: Cluster, subnet: Subnet): readonly string[] {
  return [id, subnet.id];
}
