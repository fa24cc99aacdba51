import type { FindingAssumption } from "../../finding/index.ts";
import type { VirtualNetwork } from "../../model/index.ts";
import { formatIp, type Ip } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { groupLeads, type Lead, type Led, leadsOf, lossOf, partsOf, routesLead } from "./lead.ts";
import { censusOf, subnetWith } from "./subnet-with.ts";
import { type UsedHop, usedHops } from "./used-hop.ts";
import { whereaboutsOf } from "./whereabouts.ts";

/** User routes to an address that nobody has (UDR-3, EFF-5). */
export const nobodyThere: CheckRule = {
  code: "TR301",
  family: "nextHop",
  severity: "error",
  title: "Nobody is at the next hop",
  about:
    "A user route leads to an address that nobody has. Azure does not check next hops: the route stays Active, and what it carries is lost.",
  rules: ["UDR-3", "EFF-5"],
  begin: (ground) => {
    const hops = usedHops(ground);
    return {
      visit: hops.visit,
      finish: () =>
        groupLeads(leadsOf(ground, hops.list()), (lead) =>
          isNobodyThere(ground, lead) ? [byAddress(lead)] : [],
        ).flatMap((led) => draftsOf(ground, led)),
    };
  },
};

/** One finding for all routes of a table that lead to one address. */
export function byAddress({ hop }: Lead): { readonly key: string; readonly thing: UsedHop } {
  return { key: `${hop.table.key}|${hop.address}`, thing: hop };
}

function isNobodyThere(ground: Ground, { use, hop }: Lead): boolean {
  const { found } = use;
  switch (found.kind) {
    case "nobody":
      return (
        found.reason === "addressReserved" ||
        (found.reason === "nobodyThere" && isFree(ground, found.network, hop.address))
      );
    case "notConnected":
      return whereaboutsOf(ground, use, hop.address).kind === "nowhere";
    case "holder":
    case "hubFirewall":
    case "unknown":
      return false;
  }
}

function isFree({ model }: Ground, network: VirtualNetwork, address: Ip): boolean {
  const subnet = subnetWith(model, network, address);
  return subnet === undefined || censusOf(model, subnet) !== "incomplete";
}

function draftsOf(ground: Ground, { thing, leads }: Led<UsedHop>): readonly Draft[] {
  const { related, ...parts } = partsOf(ground, leads);
  const [place, ...others] = related;
  const [first] = leads;
  if (place === undefined || first === undefined) return [];
  const address = formatIp(thing.address);
  const { because, assumptions } = explain(ground, first);
  return [
    {
      ...(assumptions.length === 0 ? {} : { severity: "warning" }),
      message: `${routesLead(leads)} to ${address}, and nobody is there: ${because}. ${lossOf(leads)}`,
      remedy: `Let the route name the address of an appliance that is there, or take it out of ${thing.table.name}.`,
      place,
      related: others,
      ...parts,
      subject: [address],
      assumptions,
    },
  ];
}

interface Explained {
  readonly because: string;
  readonly assumptions: readonly FindingAssumption[];
}

function explain({ model }: Ground, { use, hop }: Lead): Explained {
  const known = (because: string): Explained => ({ because, assumptions: [] });
  const { found, network: from } = use;
  if (found.kind !== "nobody") {
    return known(`neither ${from.name} nor any network connected to it has the address`);
  }
  const { network, reason } = found;
  const subnet = subnetWith(model, network, hop.address);
  if (subnet === undefined) return known(`no subnet of ${network.name} holds the address`);
  const name = `${network.name}/${subnet.name}`;
  if (reason === "addressReserved") return known(`Azure keeps it for itself in ${name}`);
  const because = `in ${name} nobody has the address`;
  if (censusOf(model, subnet) === "told") return known(because);
  const message = `the input shows all that stands in ${name}, and it shows nobody there`;
  return { because, assumptions: [{ code: "subnetEmpty", message, rules: ["UDR-3"] }] };
}
