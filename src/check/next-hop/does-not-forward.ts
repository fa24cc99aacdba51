import type { Guest, Nic } from "../../model/index.ts";
import { equalPrefixes, formatIp, hostPrefix } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";
import { guestOf } from "../../walk/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import {
  groupLeads,
  type Keyed,
  type Lead,
  type Led,
  leadsOf,
  partsOf,
  routesLead,
} from "./lead.ts";
import { byAddress } from "./nobody-there.ts";
import { onwardDraft, onwardOf } from "./onward.ts";
import { type UsedHop, usedHops } from "./used-hop.ts";

/** Next hops that do not send on what is for others (FWD-5). */
export const doesNotForward: CheckRule = {
  code: "TR303",
  family: "nextHop",
  severity: "error",
  title: "The next hop does not forward",
  about:
    "A route leads to an interface that drops what is not for its own address: IP forwarding is off, its guest does not forward, or it is no appliance at all.",
  rules: ["FWD-5", "UDR-3"],
  begin: (ground) => {
    const hops = usedHops(ground);
    return {
      visit: hops.visit,
      finish: () => findAll(ground, leadsOf(ground, hops.list())),
    };
  },
};

function findAll(ground: Ground, leads: readonly Lead[]): readonly Draft[] {
  const closed = groupLeads(leads, closedNics);
  const found = new Set(closed.map(({ thing }) => thing.key));
  const onward = groupLeads(leads, (lead) => onwardOf(ground, lead));
  return [
    ...closed.map((led) => closedDraft(ground, led)),
    ...onward
      .filter(({ thing }) => !found.has(thing.nic.key))
      .map((led) => onwardDraft(ground, led)),
    ...groupLeads(leads, (lead) => idleGuests(ground, lead)).map((led) => guestDraft(ground, led)),
    ...groupLeads(leads, (lead) =>
      strangerAt(lead) === undefined ? [] : [byAddress(lead)],
    ).flatMap((led) => strangerDrafts(ground, led)),
  ];
}

function nicsAt({ stop, hop }: Lead): readonly Nic[] {
  if (stop.kind !== "devices") return [];
  return stop.devices.flatMap(({ nic }) =>
    nic === undefined || isOnlyForItself(nic, hop.routes) ? [] : [nic],
  );
}

// Routes for nothing but the interface's own addresses need no forwarding.
function isOnlyForItself({ ipConfigurations }: Nic, routes: readonly Route[]): boolean {
  const own = ipConfigurations.flatMap(({ address }) =>
    address === undefined ? [] : [hostPrefix(address)],
  );
  return routes.every(({ prefixes }) =>
    prefixes.every((prefix) => own.some((one) => equalPrefixes(one, prefix))),
  );
}

function closedNics(lead: Lead): readonly Keyed<Nic>[] {
  const closed = nicsAt(lead).filter(({ forwardsIp }) => !forwardsIp);
  return closed.map((nic) => ({ key: nic.key, thing: nic }));
}

function closedDraft(ground: Ground, { thing: nic, leads }: Led<Nic>): Draft {
  return {
    message: `${routesLead(leads)} to ${nic.name}${throughWords(leads)}, where IP forwarding is off. What is not for its own address is dropped there.`,
    remedy: `Switch IP forwarding on at ${nic.name}.`,
    place: nic.place,
    ...partsOf(ground, leads),
    repair: { kind: "forwardIp", nics: [nic.key] },
  };
}

function throughWords(leads: readonly Lead[]): string {
  for (const { stop } of leads) {
    if (stop.kind === "devices" && stop.frontend !== undefined) {
      return ` through load balancer ${stop.frontend.balancer.name}`;
    }
  }
  return "";
}

function idleGuests({ model }: Ground, lead: Lead): readonly Keyed<Guest>[] {
  return nicsAt(lead).flatMap((nic) => {
    const guest = guestOf(model, nic.key);
    const isIdle = nic.forwardsIp && guest?.forwarding === "drop";
    return isIdle ? [{ key: guest.key, thing: guest }] : [];
  });
}

function guestDraft(ground: Ground, { thing: guest, leads }: Led<Guest>): Draft {
  const nic = ground.model.nics.get(guest.nic)?.name ?? guest.name;
  return {
    message: `${routesLead(leads)} to ${nic}${throughWords(leads)}, and the guest behind it does not forward. What is not for itself is dropped there.`,
    remedy: `Let the operating system behind ${nic} forward packets.`,
    place: guest.place,
    ...partsOf(ground, leads),
  };
}

// Private endpoints and Route Servers have addresses, and pass nothing on.
function strangerAt({ stop, use }: Lead): string | undefined {
  if (stop.kind === "privateEndpoint") return `private endpoint ${stop.endpoint.name}`;
  const { found } = use;
  return found.kind === "nobody" && found.reason === "routeServer"
    ? `the Route Server of ${found.network.name}`
    : undefined;
}

function strangerDrafts(ground: Ground, { thing, leads }: Led<UsedHop>): readonly Draft[] {
  const { related, ...parts } = partsOf(ground, leads);
  const [place, ...others] = related;
  const [first] = leads;
  if (place === undefined || first === undefined) return [];
  const address = formatIp(thing.address);
  return [
    {
      message: `${routesLead(leads)} to ${address}, ${strangerAt(first) ?? ""}. It passes nothing on: what is sent there is lost.`,
      remedy: "Let the route name the address of an appliance.",
      place,
      related: others,
      ...parts,
      subject: [address],
    },
  ];
}
