import type { Site } from "../../model/index.ts";
import { formatIp, type Ip, isPublicIp } from "../../net/index.ts";
import { end, goOneOf, step } from "../engine/act.ts";
import type { Next, Visit, World } from "../engine/visit.ts";
import type { Step } from "../step.ts";
import { leaveSite } from "./site-egress.ts";
import { type Entrance, isSpecific, type LinkEnd, linkEnds } from "./site-link.ts";
import type { Passage, SitePacket } from "./site-packet.ts";

/**
 * A place outside Azure sends a packet that is not for itself: over the link that announces the
 * longest prefix, ExpressRoute before VPN, equal ones each (GW-23); to public addresses that nobody
 * announces over its own ways out. What is announced nowhere is lost.
 */
export function passSite(world: World, at: SitePacket): Passage {
  const ends = linkEnds(world, at.site);
  const { destination } = at.packet.flow;
  const { specific, byDefault } = bestEntrances(ends, destination);
  if (specific.length > 0) return enterAzure(at, specific);
  if (isPublicIp(destination) && (byDefault.length === 0 || hasOwnLine(at.site))) {
    return leaveSite(world, at);
  }
  return enterAzure(at, byDefault, () => announcedNowhere(at, ends));
}

function hasOwnLine({ internetAddress }: Site): boolean {
  return internetAddress !== undefined;
}

/** The best ways from some links into Azure for an address. */
export interface BestEntrances {
  readonly specific: readonly Entrance[];
  /** Ways that take everything. */
  readonly byDefault: readonly Entrance[];
}

/** The longest prefix decides, then ExpressRoute comes before VPN. */
export function bestEntrances(ends: readonly LinkEnd[], ip: Ip): BestEntrances {
  const all = ends.filter(({ isDown }) => !isDown).flatMap(({ entrances }) => entrances(ip));
  const longest = Math.max(...all.map(({ length }) => length));
  const longestOnes = all.filter(({ length }) => length === longest);
  const circuits = longestOnes.filter(({ kind }) => kind === "expressRoute");
  const best = circuits.length > 0 ? circuits : longestOnes;
  return isSpecific(longest)
    ? { specific: best, byDefault: [] }
    : { specific: [], byDefault: best };
}

/** Sends a packet over ways into Azure, each as good as the others. */
export function enterAzure(
  { packet, memory }: Pick<SitePacket, "packet" | "memory">,
  entrances: readonly Entrance[],
  otherwise: () => Visit["outcome"] = () =>
    end("insufficientInfo", "missing", { rules: ["GW-23"] }),
): Passage {
  const ways = entrances.map(({ position, label }): Next => ({ position, packet, memory, label }));
  const [only, ...others] = entrances;
  return {
    steps: only === undefined || others.length > 0 ? [] : [linkRemark(only)],
    outcome: goOneOf(ways, otherwise),
    warnings: [],
    assumptions: entrances.flatMap(({ assumptions }) => assumptions),
  };
}

function linkRemark({ kind, label, rules }: Entrance): Step {
  const code = kind === "expressRoute" ? "circuit" : "tunnel";
  return step({ kind: "remark", code, about: [label] }, rules);
}

/** Nobody has announced the address to the site; a link that is down may be why. */
export function announcedNowhere(
  { site, packet }: Pick<SitePacket, "site" | "packet">,
  ends: readonly LinkEnd[],
): Visit["outcome"] {
  const { destination } = packet.flow;
  const down = ends.filter((one) => one.isDown && one.entrances(destination).length > 0);
  if (down.length > 0) {
    const about = down.map(({ name }) => name);
    return end("noRouteInGateway", "tunnelDown", {
      about,
      rules: ["CAP-13"],
      places: [site.place],
    });
  }
  const about = [site.name, formatIp(destination)];
  return end("noRouteInGateway", "notAdvertised", {
    about,
    rules: ["GW-23"],
    places: [site.place],
  });
}
