import type { FindingWalk } from "../../finding/index.ts";
import type { Key, PrivateEndpoint, Subnet } from "../../model/index.ts";
import type { Match, Route } from "../../route/index.ts";
import { hasClients } from "../client.ts";
import { counted } from "../counted.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { senderIn } from "../shown-sender.ts";
import { subnetName } from "../subnet-name.ts";
import { showCall } from "./endpoint-flow.ts";
import { type Passage, passagesOf } from "./passage.ts";
import { policyLetting } from "./policy-value.ts";
import { hopName, routeName } from "./user-route.ts";

/** User routes that would reach private endpoints if their subnet let them (PE-3, PE-4). */
export const policyOff: CheckRule = {
  code: "TR201",
  family: "privateEndpoint",
  severity: "warning",
  title: "Private endpoints are reached past the appliance, since their subnet's policy is off",
  about:
    "User routes send the range of private endpoints to an appliance, but each endpoint puts a longer /32 route beside them, which only a network policy of the endpoint's subnet takes away.",
  rules: ["PE-3", "PE-4"],
  begin: (ground) => {
    const bySubnet = new Map<Key, Closed>();
    return {
      visit: (seen) => {
        if (!hasClients(ground.model, seen)) return;
        for (const passage of passagesOf(ground.model, seen.table)) {
          if (passage.obstacle?.kind === "policyOff") addTo(ground, bySubnet, passage, seen);
        }
      },
      finish: () =>
        [...bySubnet].flatMap(([key, closed]) => {
          const subnet = ground.model.subnets.get(key);
          return subnet === undefined ? [] : [draft(ground, subnet, closed)];
        }),
    };
  },
};

/** A subnet of private endpoints that user routes do not reach, and who would go by them. */
interface Closed {
  readonly senders: Set<Subnet>;
  readonly endpoints: Set<PrivateEndpoint>;
  readonly routes: Set<Route>;
  readonly first: {
    readonly sender: Subnet;
    readonly over: Match;
    readonly hop: string;
    readonly walks: readonly FindingWalk[];
  };
}

// The walk is made while the table is at hand: a router forgets those of most networks.
function addTo(
  ground: Ground,
  bySubnet: Map<Key, Closed>,
  passage: Passage,
  { network, subnet: sender }: SeenTable,
): void {
  const { subnet, over } = passage;
  const endpoints = passage.endpoints.map(({ endpoint }) => endpoint);
  const known = bySubnet.get(subnet);
  if (known === undefined) {
    const hop = hopName(ground, network, over);
    const walks = showCall(ground, senderIn(ground, sender), passage.endpoints[0]);
    bySubnet.set(subnet, {
      senders: new Set([sender]),
      endpoints: new Set(endpoints),
      routes: new Set([over.route]),
      first: { sender, over, hop, walks },
    });
    return;
  }
  known.senders.add(sender);
  known.routes.add(over.route);
  for (const endpoint of endpoints) known.endpoints.add(endpoint);
}

function draft({ model }: Ground, subnet: Subnet, closed: Closed): Draft {
  const { senders, endpoints, routes, first } = closed;
  const name = subnetName(model, subnet);
  const calls = listNames([...endpoints].map((one) => one.name));
  const others = senders.size - 1;
  return {
    message: [
      `Route ${routeName(first.over)} sends ${subnetName(model, first.sender)} to ${first.hop}, but calls to ${calls} in ${name} go past it:`,
      `a private endpoint's /32 route is longer, and the network policy of ${name} does not let user routes replace it.`,
      ...(others > 0 ? [`The same holds for ${counted(others, "other subnet")}.`] : []),
    ].join(" "),
    remedy: `Set privateEndpointNetworkPolicies of ${name} to ${policyLetting(subnet, "routes")}.`,
    place: subnet.privateEndpointPolicyPlace,
    related: [...routes].map(({ places }) => places[0]),
    affected: [...senders].map((one) => one.id),
    subject: [subnet.id],
    walks: first.walks,
    repair: { kind: "letRoutesReachEndpoints", subnets: [subnet.key] },
  };
}
