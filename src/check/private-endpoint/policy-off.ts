import type { Key, Subnet } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import { counted, nameList } from "../name-list.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { senderIn } from "../shown-sender.ts";
import { subnetName } from "../subnet-name.ts";
import { hasClients } from "./client.ts";
import { showCall } from "./endpoint-flow.ts";
import { type Passage, passagesOf } from "./passage.ts";
import { policyLetting } from "./policy-value.ts";
import { distinctPlaces, hopName, routeName } from "./user-route.ts";

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
    const bySubnet = new Map<Key, Client[]>();
    return {
      visit: (seen) => {
        if (!hasClients(ground.model, seen)) return;
        for (const passage of passagesOf(ground.model, seen.table)) {
          if (passage.obstacle?.kind !== "policyOff") continue;
          const clients = bySubnet.get(passage.subnet) ?? [];
          clients.push({ seen, passage });
          bySubnet.set(passage.subnet, clients);
        }
      },
      finish: () =>
        [...bySubnet].flatMap(([key, clients]) => {
          const subnet = ground.model.subnets.get(key);
          return subnet === undefined ? [] : draft(ground, subnet, clients);
        }),
    };
  },
};

/** A subnet whose hosts go past an appliance, and how. */
interface Client {
  readonly seen: SeenTable;
  readonly passage: Passage;
}

function draft(ground: Ground, subnet: Subnet, clients: readonly Client[]): readonly Draft[] {
  const [first] = clients;
  if (first === undefined) return [];
  const { seen, passage } = first;
  const { model } = ground;
  const name = subnetName(model, subnet);
  const client = subnetName(model, seen.subnet);
  const endpoints = clients.flatMap((one) => one.passage.endpoints.map(({ endpoint }) => endpoint));
  const calls = nameList([...new Set(endpoints)].map((one) => one.name));
  const others = clients.length - 1;
  return [
    {
      message: [
        `Route ${routeName(passage.over)} sends ${client} to ${hopName(ground, seen.network, passage.over)}, but calls to ${calls} in ${name} go past it:`,
        `a private endpoint's /32 route is longer, and the network policy of ${name} does not let user routes replace it.`,
        ...(others > 0 ? [`The same holds for ${counted(others, "other subnet")}.`] : []),
      ].join(" "),
      remedy: `Set privateEndpointNetworkPolicies of ${name} to ${policyLetting(subnet, "routes")}.`,
      place: subnet.privateEndpointPolicyPlace,
      related: distinctPlaces(clients.map((one) => one.passage.over.route.places[0])),
      affected: clients.map((one) => one.seen.subnet.id),
      subject: [subnet.id],
      walks: showCall(ground, senderIn(ground, seen.subnet), passage.endpoints[0]),
      repair: { kind: "letRoutesReachEndpoints", subnets: [subnet.key] },
    },
  ];
}
