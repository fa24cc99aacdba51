import type { Key, Site } from "../../model/index.ts";
import { formatIp, type Ip } from "../../net/index.ts";
import { end } from "../engine/act.ts";
import { answerFrom } from "../engine/answer.ts";
import type { Memory } from "../engine/memory.ts";
import type { Packet } from "../engine/position.ts";
import type { Visit } from "../engine/visit.ts";
import { longestLength } from "../gateway/gateway-link.ts";
import { type Node, placelessNode } from "../node.ts";
import { isSpecific } from "./site-link.ts";

/** A host outside Azure as a node: by the name that its site gives it, else by its address. */
export function hostNode(site: Site | undefined, address: Ip): Node {
  const text = formatIp(address);
  const host = site?.hosts.find((one) => one.address === address);
  const node = placelessNode("host", text);
  return host === undefined ? node : { ...node, name: host.name, place: host.place };
}

/**
 * How well a site's own prefixes hold an address: the length of the longest one, that of a single
 * address for a listed host; absent when the address is not the site's. What it announces counts
 * too, since that may lie behind it, but not a default route.
 */
export function ownLength(site: Site, address: Ip): number | undefined {
  if (site.hosts.some((host) => host.address === address)) return 128;
  const own = longestLength(site.prefixes, address);
  if (own !== undefined) return own;
  const announced = longestLength(site.advertised, address);
  return announced !== undefined && isSpecific(announced) ? announced : undefined;
}

/** A packet reaches the place that it is for. */
export interface SiteArrival {
  /** Absent where no fact tells of the place. */
  readonly site: Site | undefined;
  readonly link: Key;
  readonly packet: Packet;
  readonly memory: Memory;
  /** Name for people of the site, or of the link where there is no site. */
  readonly name: string;
}

/**
 * The walk ends at a place outside Azure: at a host that the site lists, else somewhere in the
 * site. Whoever is there answers: a known site by its own routes, an unknown one the way back.
 */
export function arriveAtSite({ site, link, packet, memory, name }: SiteArrival): Visit["outcome"] {
  const { destination } = packet.flow;
  const host = site?.hosts.find(({ address }) => address === destination);
  const back = { kind: "siteOut", site: site?.key, link: site && undefined } as const;
  const position = site === undefined ? { ...back, link } : back;
  const answer =
    packet.direction === "reply" ? {} : { answer: answerFrom(position, packet, memory) };
  if (host !== undefined) {
    const about = [host.name];
    const places = [host.place];
    return end("delivered", "arrived", { about, rules: ["FWD-9"], places, ...answer });
  }
  const about = [formatIp(destination), name];
  const places = site === undefined ? [] : [site.place];
  return end("exitsToOnPremises", "leftToSite", { about, rules: ["FWD-9"], places, ...answer });
}
