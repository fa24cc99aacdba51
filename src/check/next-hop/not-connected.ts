import { formatIp } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { groupLeads, type Lead, type Led, leadsOf, lossOf, partsOf, routesLead } from "./lead.ts";
import { byAddress } from "./nobody-there.ts";
import { type UsedHop, usedHops } from "./used-hop.ts";
import { type Whereabouts, whereaboutsOf } from "./whereabouts.ts";

/** User routes to an address in a network that is not connected directly (UDR-3, PEER-4). */
export const notConnected: CheckRule = {
  code: "TR302",
  family: "nextHop",
  severity: "error",
  title: "The next hop is in a network that is not peered directly",
  about:
    "A next hop must be in the own network or in one that is peered with it. Azure looks for no way to it over other networks, gateways or hubs.",
  rules: ["UDR-3", "EFF-5", "PEER-4"],
  begin: (ground) => {
    const hops = usedHops(ground);
    return {
      visit: hops.visit,
      finish: () =>
        groupLeads(leadsOf(ground, hops.list()), (lead) =>
          whereFar(ground, lead) === undefined ? [] : [byAddress(lead)],
        ).flatMap((led) => draftsOf(ground, led)),
    };
  },
};

type Far = Exclude<Whereabouts, { readonly kind: "nowhere" | "peered" }>;

function whereFar(ground: Ground, { use, hop }: Lead): Far | undefined {
  if (use.found.kind !== "notConnected") return undefined;
  const where = whereaboutsOf(ground, use, hop.address);
  return where.kind === "nowhere" || where.kind === "peered" ? undefined : where;
}

function draftsOf(ground: Ground, { thing, leads }: Led<UsedHop>): readonly Draft[] {
  const { related, ...parts } = partsOf(ground, leads);
  const [place, ...others] = related;
  const [first] = leads;
  const where = first && whereFar(ground, first);
  if (place === undefined || first === undefined || where === undefined) return [];
  const address = formatIp(thing.address);
  const home = where.kind === "network" ? ` in ${where.network.name}` : "";
  return [
    {
      message: `${routesLead(leads)} to ${address}${home}, but ${where.because}. ${lossOf(leads)}`,
      remedy: remedyFor(first, where),
      place,
      related: where.kind === "network" ? [...others, where.network.place] : others,
      ...parts,
      subject: [address],
    },
  ];
}

function remedyFor({ use }: Lead, where: Far): string {
  const { name } = use.network;
  const other = `name an appliance in ${name} or in a network that is peered with it.`;
  return where.kind === "network"
    ? `Peer ${name} with ${where.network.name}, or ${other}`
    : `Leave these destinations to the gateway, or ${other}`;
}
