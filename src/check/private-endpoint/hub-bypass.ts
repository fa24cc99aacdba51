import {
  endpointsOfNetwork,
  type Firewall,
  type HubBranch,
  type Key,
  type Model,
  type Subnet,
  type VirtualHub,
} from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { lookUpHub, sitesLinkedTo } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { type ShownSender, senderAtSite } from "../shown-sender.ts";
import { subnetName } from "../subnet-name.ts";
import { showCall } from "./endpoint-flow.ts";
import type { PlacedEndpoint } from "./passage.ts";
import { policyLetting } from "./policy-value.ts";

/** Branches go past a hub's firewall to private endpoints without the policy (PE-13, VW-10). */
export const hubBypass: CheckRule = {
  code: "TR206",
  family: "privateEndpoint",
  severity: "warning",
  title: "Branches of a virtual hub go past its firewall to private endpoints",
  about:
    "Routing intent or a static route sends private traffic of a virtual hub to its firewall, but the hub's gateways have the /32 of each private endpoint, and go straight to it while the network policy of its subnet is off.",
  rules: ["PE-13", "VW-10"],
  begin: (ground) => ({
    finish: () =>
      [...ground.model.hubs.values()].flatMap((hub) =>
        closedSubnets(ground.model, hub).flatMap((one) => draft(ground, hub, one)),
      ),
  }),
};

/** A subnet of a connected network whose private endpoints user routes do not reach. */
interface ClosedSubnet {
  readonly subnet: Subnet;
  readonly endpoints: readonly [PlacedEndpoint, ...PlacedEndpoint[]];
}

function closedSubnets(model: Model, { connections }: VirtualHub): readonly ClosedSubnet[] {
  return connections.flatMap(({ network }) => {
    const bySubnet = new Map<Key, [PlacedEndpoint, ...PlacedEndpoint[]]>();
    for (const endpoint of endpointsOfNetwork(model, network)) {
      if (!endpoint.isApproved) continue;
      for (const { address } of endpoint.addresses) {
        const known = bySubnet.get(endpoint.subnet);
        if (known === undefined) bySubnet.set(endpoint.subnet, [{ endpoint, address }]);
        else known.push({ endpoint, address });
      }
    }
    return [...bySubnet].flatMap(([key, endpoints]) => {
      const subnet = model.subnets.get(key);
      if (subnet === undefined || subnet.letsRoutesReachPrivateEndpoints) return [];
      return [{ subnet, endpoints }];
    });
  });
}

function draft(
  ground: Ground,
  hub: VirtualHub,
  { subnet, endpoints }: ClosedSubnet,
): readonly Draft[] {
  const { model } = ground;
  const [first] = endpoints;
  const branches = hub.branches.filter(({ isUp }) => isUp);
  const firewall = firewallTowards(model, hub, first.address);
  const [shown] = branches;
  if (shown === undefined || firewall === undefined) return [];
  const name = subnetName(model, subnet);
  const calls = listNames([...new Set(endpoints.map(({ endpoint }) => endpoint.name))]);
  const from = listNames(branches.map((branch) => branch.name));
  const sender = senderBeyond(ground, shown);
  return [
    {
      message: `Hub ${hub.name} sends private traffic to ${firewall.name}, but what comes in from ${from} goes past it to ${calls} in ${name}: the hub's gateways have the endpoints' /32 routes, and the network policy of ${name} does not let the hub's routes replace them.`,
      remedy: `Set privateEndpointNetworkPolicies of ${name} to ${policyLetting(subnet, "routes")}.`,
      place: subnet.privateEndpointPolicyPlace,
      related: [hub.place, firewall.place],
      affected: branches.map(({ id }) => id),
      subject: [hub.id, subnet.id],
      walks: showCall(ground, sender, first),
      repair: { kind: "letRoutesReachEndpoints", subnets: [subnet.key] },
    },
  ];
}

// All branches read the same table (VW-2).
function firewallTowards(model: Model, hub: VirtualHub, address: Ip): Firewall | undefined {
  const [branch] = hub.branches;
  const offer = lookUpHub(model, hub, branch?.key, address).offers.find(
    ({ nextHopKind }) => nextHopKind === "firewall",
  );
  return offer && model.firewalls.get(offer.target);
}

function senderBeyond(ground: Ground, { key, circuit }: HubBranch): ShownSender | undefined {
  const [site] = sitesLinkedTo(ground.model, [key, circuit]);
  return site === undefined ? undefined : senderAtSite(ground, site.key);
}
