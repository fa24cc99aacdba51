import type { Key, Model } from "../../model/index.ts";
import { formatIp, type Ip } from "../../net/index.ts";
import { assume, end, step, visitOf } from "../engine/act.ts";
import type { Visit, Visiting, Visitor } from "../engine/visit.ts";
import { longestLength } from "../gateway/gateway-link.ts";
import { arriveAtSite, hostNode, ownLength } from "./site-arrival.ts";
import { type LinkEnd, linkEnd, linkEnds, linkName } from "./site-link.ts";
import type { Passage } from "./site-packet.ts";
import { bestEntrances, enterAzure, passSite } from "./site-passage.ts";

/**
 * A host outside Azure sends. Its site decides the way by what was announced to it; of an unknown
 * place only the link is known over which it answers, or the prefix that somebody has learned.
 */
export const visitSiteOut: Visitor<"siteOut"> = (visiting) => {
  const { world, position, packet, memory } = visiting;
  const { source, destination } = packet.flow;
  const site = position.site === undefined ? undefined : world.model.sites.get(position.site);
  const sent = step({ kind: "send", flow: packet.flow });
  const passage = site === undefined ? passUnknown(visiting) : undefined;
  if (passage !== undefined || site === undefined) {
    return visitAt(visiting, hostNode(undefined, source), sent, passage as Passage);
  }
  const at = { site, link: position.link ?? site.key, packet, memory };
  const own = ownLength(site, destination);
  const elsewhere = bestEntrances(linkEnds(world, site), destination).specific[0]?.length ?? -1;
  const isAtHome = own !== undefined && own >= elsewhere;
  const going: Passage = isAtHome
    ? {
        steps: [],
        outcome: arriveAtSite({ ...at, name: site.name }),
        warnings: [],
        assumptions: [],
      }
    : passSite(world, at);
  return visitAt(visiting, hostNode(site, source), sent, going);
};

function passUnknown({ world, position, packet, memory }: Visiting<"siteOut">): Passage {
  const { source, destination } = packet.flow;
  const links = position.link === undefined ? linksTo(world.model, source) : [position.link];
  const ends = links.flatMap((key) => linkEnd(world, key, undefined) ?? []);
  const names = links.map((key) => linkName(world.model, key)).join(", ");
  const { specific, byDefault } = bestEntrances(ends, destination);
  const passage = enterAzure({ packet, memory }, [...specific, ...byDefault], () =>
    nowhere(ends, source, destination),
  );
  const taken = assume("siteUnknown", ["FWD-10"], names, formatIp(source));
  return { ...passage, assumptions: ends.length === 0 ? [] : [taken, ...passage.assumptions] };
}

function nowhere(ends: readonly LinkEnd[], source: Ip, destination: Ip): Visit["outcome"] {
  if (ends.length === 0) {
    return end("insufficientInfo", "missing", { about: [formatIp(source)], rules: ["FWD-10"] });
  }
  const isDown = ends.every((one) => one.isDown);
  const about = [ends.map(({ name }) => name).join(", "), formatIp(destination)];
  return end("noRouteInGateway", isDown ? "tunnelDown" : "notAdvertised", {
    about: isDown ? ends.map(({ name }) => name) : about,
    rules: isDown ? ["CAP-13"] : ["GW-23"],
  });
}

// The links behind which an address is said to be, by the longest prefix of local network gateways,
// lists of learned routes, branches and pools of clients.
function linksTo(model: Model, ip: Ip): readonly Key[] {
  const told = [...linkPrefixes(model)].flatMap(({ key, prefixes }) => {
    const length = longestLength(prefixes, ip);
    return length === undefined ? [] : [{ key, length }];
  });
  const longest = Math.max(...told.map(({ length }) => length));
  return told.filter(({ length }) => length === longest).map(({ key }) => key);
}

interface LinkPrefixes {
  readonly key: Key;
  readonly prefixes: Parameters<typeof longestLength>[0];
}

function linkPrefixes(model: Model): readonly LinkPrefixes[] {
  const branches = [...model.hubs.values()].flatMap((hub) => hub.branches);
  return [
    ...[...model.connections.values()].map(({ key, learned, localNetworkGateway: local }) => ({
      key,
      prefixes: [
        ...(learned?.routes ?? []),
        ...((local && model.localNetworkGateways.get(local)?.prefixes) || []),
      ],
    })),
    ...[...model.gateways.values()].map(({ key, learned, clientPools }) => ({
      key,
      prefixes: [...foreign(learned?.routes ?? []), ...clientPools],
    })),
    ...[...model.circuits.values()].map(({ key, learned }) => ({
      key,
      prefixes: foreign(learned?.routes ?? []),
    })),
    ...branches.map(({ key, learned, prefixes }) => ({
      key,
      prefixes: [...foreign(learned?.routes ?? []), ...prefixes],
    })),
  ];
}

function foreign<T extends { readonly origin: string }>(routes: readonly T[]): readonly T[] {
  return routes.filter(({ origin }) => origin !== "network");
}

function visitAt(
  { packet }: Visiting<"siteOut">,
  node: Visit["node"],
  sent: Visit["steps"][number],
  passage: Passage,
): Visit {
  const steps = [sent, ...passage.steps];
  return visitOf({ node, address: packet.flow.source }, { ...passage, steps });
}
