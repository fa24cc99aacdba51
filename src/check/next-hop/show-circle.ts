import type { FindingWalk } from "../../finding/index.ts";
import { lookupRoute } from "../../route/index.ts";
import type { Trace } from "../../walk/index.ts";
import type { Ground } from "../ground.ts";
import { hostIn } from "../host.ts";
import { probe } from "../probe.ts";
import type { Circle } from "./circles.ts";
import type { Lead } from "./lead.ts";

/** Who meets a circle, and a flow that does. */
export interface ShownCircle {
  readonly affected: readonly string[];
  readonly walks: readonly FindingWalk[];
}

/**
 * Follows a flow into a circle: of somebody whose routes lead into it, else of the subnet of its
 * first device. Absent where no flow gets that far, for example because a firewall lets none through.
 */
export function showCircle(
  ground: Ground,
  circle: Circle,
  leads: readonly Lead[],
): ShownCircle | undefined {
  const entering = leads.filter((lead) => entersBy(circle, lead));
  const own = circle.steps.flatMap(({ device }) => {
    const subnet = device.view && ground.model.subnets.get(device.view.subnet);
    return subnet ?? [];
  });
  const subnets = [...entering.flatMap(({ use }) => use.subnets.slice(0, 1)), ...own];
  const firewalls = circle.steps.flatMap(
    ({ device }) => ground.model.firewalls.get(device.key) ?? [],
  );
  for (const subnet of new Set(subnets)) {
    const host = hostIn(ground, subnet, circle.destination);
    if (host === undefined) continue;
    const { label: from, sender, address: source } = host;
    const flow = { from, sender, source, destination: circle.destination };
    const { shown } = probe(ground, flow, { firewalls, subnet: undefined }, isLoop);
    if (shown === undefined) continue;
    const affected = [
      ...entering.flatMap(({ use }) => use.subnets.map(({ id }) => id)),
      ...own.map(({ id }) => id),
    ];
    return { affected, walks: [shown] };
  }
  return undefined;
}

function entersBy({ steps, destination }: Circle, { use, hop, stop }: Lead): boolean {
  if (stop.kind !== "devices") return false;
  const isInside = stop.devices.some(({ key }) => steps.some(({ device }) => device.key === key));
  const match = isInside ? lookupRoute(use.seen.table.groups, destination) : undefined;
  return match !== undefined && hop.routes.includes(match.route);
}

function isLoop({ journeys }: Trace): boolean {
  return journeys.some(({ forward }) => forward.disposition === "loop");
}
