import type { FindingAssumption } from "../../finding/index.ts";
import type { RouteTable, Subnet, UserRoute } from "../../model/index.ts";
import { formatPrefix } from "../../net/index.ts";
import { hubConnectionOf } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft, Inspection, SeenTable } from "../rule.ts";
import { exampleIn, walkTo } from "./flows.ts";
import { hasMachines } from "./loss.ts";
import { listSubnets } from "./words.ts";

/** UDR-4, X-13: a next hop that only VPN gateways serve. */
export const gatewayHop: CheckRule = {
  code: "TR524",
  family: "peering",
  severity: "error",
  title: "A route leads to a gateway that does not take it",
  about:
    "The next hop VirtualNetworkGateway works with a VPN gateway only. Where there is none, or a Route Server, an ExpressRoute gateway or a virtual hub comes first, its packets are lost.",
  rules: ["UDR-4", "X-13"],
  begin,
};

/** Why nobody takes what is sent to the gateway of a network. */
interface Reason {
  readonly why: string;
  /** Whether a gateway may be there that the snapshot lacks. */
  readonly isOpen: boolean;
}

/** A route that leads to nobody, and whose it is. */
interface Led extends Reason {
  readonly table: RouteTable;
  readonly route: UserRoute;
  readonly subnets: Subnet[];
}

function begin(ground: Ground): Inspection {
  const found = new Map<string, Led>();
  const reasons = new Map<string, Reason | undefined>();
  const visit = ({ subnet, network, gateway, table }: SeenTable): void => {
    const { routeTable } = table;
    if (routeTable === undefined || gateway !== undefined || !hasMachines(subnet)) return;
    const routes = routeTable.routes.filter(({ nextHop }) => nextHop.kind === "gateway");
    if (routes.length === 0) return;
    if (!reasons.has(network.key)) reasons.set(network.key, reasonOf(ground, network));
    const reason = reasons.get(network.key);
    if (reason === undefined) return;
    for (const route of routes) {
      const key = `${routeTable.key}|${route.name}|${reason.why}`;
      const led = found.get(key) ?? { ...reason, table: routeTable, route, subnets: [] };
      found.set(key, led);
      led.subnets.push(subnet);
    }
  };
  return { visit, finish: () => [...found.values()].map((led) => draftOf(ground, led)) };
}

// Azure picks the gateway: Route Server, then ExpressRoute, then VPN.
function reasonOf({ model, router }: Ground, network: SeenTable["network"]): Reason | undefined {
  const because = (why: string, isOpen = false): Reason => ({ why, isOpen });
  const attached = hubConnectionOf(model, network.key);
  if (attached !== undefined)
    return because(`virtual hub ${attached.hub.name} takes no such routes`);
  const reach = router.gatewaysFor(network);
  if (reach === undefined) {
    // Whoever asks for gateways of a peer has another finding, or a peer outside the snapshot.
    const isAsking = network.peerings.some(({ usesRemoteGateway }) => usesRemoteGateway);
    const hasRoom = network.subnets.some((key) => model.subnets.get(key)?.role === "gateway");
    if (isAsking) return undefined;
    return because(`${network.name} has no gateway and uses none of a peer`, hasRoom);
  }
  const { host, gateways, routeServer } = reach;
  if (routeServer !== undefined) {
    return because(`Route Server ${routeServer.name} in ${host.name} comes before any VPN gateway`);
  }
  const expressRoute = gateways.find(({ kind }) => kind === "expressRoute");
  return expressRoute === undefined
    ? undefined
    : because(`ExpressRoute gateway ${expressRoute.name} in ${host.name} takes no such routes`);
}

const gatewaysComplete: FindingAssumption = {
  code: "gatewaysComplete",
  message: "the snapshot holds the gateways of every network that has a GatewaySubnet",
  rules: ["UDR-4"],
};

function draftOf(ground: Ground, { table, route, why, isOpen, subnets }: Led): Draft {
  const { destination, name, place } = route;
  const names = listSubnets(ground.model, subnets);
  const to = destination.kind === "prefix" ? formatPrefix(destination.prefix) : destination.tag;
  const [sender] = subnets;
  return {
    message: `Route '${name}' of ${table.name} sends ${to} from ${names} to the virtual network gateway, but ${why}: the packets are lost.`,
    remedy: `Remove '${name}' and rely on the routes that the gateways bring, or send it to an appliance.`,
    place,
    affected: subnets.map(({ id }) => id),
    subject: [name],
    assumptions: isOpen ? [gatewaysComplete] : [],
    walks:
      sender === undefined || destination.kind !== "prefix"
        ? []
        : walkTo(ground, sender, exampleIn(destination.prefix)),
    repair: { kind: "removeRoutes", table: table.key, routes: [name] },
  };
}
