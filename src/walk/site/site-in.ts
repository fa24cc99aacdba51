import type { Site } from "../../model/index.ts";
import { containsIp, formatIp, isPublicIp } from "../../net/index.ts";
import { assume, step, visitOf } from "../engine/act.ts";
import type { Memory } from "../engine/memory.ts";
import type { Visit, Visiting, Visitor } from "../engine/visit.ts";
import { nodeOf, placelessNode } from "../node.ts";
import { arriveAtSite, hostNode, ownLength } from "./site-arrival.ts";
import { linkEnds, linkName } from "./site-link.ts";
import type { Passage } from "./site-packet.ts";
import { bestEntrances, passSite } from "./site-passage.ts";

/**
 * A packet arrives at a place outside Azure. It is for a host there, or the place sends it on:
 * back into Azure where that is announced to it, or out to the Internet.
 */
export const visitSiteIn: Visitor<"siteIn"> = (visiting) => {
  const { world, position, packet, memory } = visiting;
  const site = position.site === undefined ? undefined : world.model.sites.get(position.site);
  if (site === undefined) return arriveUnknown(visiting);
  const { destination } = packet.flow;
  const received = step({ kind: "receive", flow: packet.flow });
  const at = { site, link: position.link, packet, memory };
  const own = ownLength(site, destination);
  const elsewhere = bestEntrances(linkEnds(world, site), destination).specific[0]?.length ?? -1;
  if (own !== undefined && own >= elsewhere) {
    const outcome = arriveAtSite({ ...at, name: site.name });
    const node = hostNode(site, destination);
    return visitOf({ node, address: destination }, { steps: [received], outcome });
  }
  const passage = passSite(world, at);
  const transit = step(
    { kind: "remark", code: "transit", about: [site.name] },
    ["FWD-1"],
    [site.place],
  );
  const hairpin = step({ kind: "remark", code: "hairpin", about: [site.name] }, ["ER-4"]);
  const steps = [
    received,
    ...(goesOnward(passage) ? [transit] : []),
    ...(returnsByPeering(passage) ? [hairpin] : []),
    ...passage.steps,
  ];
  const isStateful = isTranslator(site, memory, passage);
  return visitOf(
    { node: nodeOf("site", site), address: undefined, isStateful },
    { ...passage, steps },
  );
};

function goesOnward({ outcome }: Passage): boolean {
  return outcome.kind === "go" && outcome.ways.every(({ position }) => position.kind !== "public");
}

// Over private peering to the site, over the service peering back: the hairpin of ER-4.
function returnsByPeering({ outcome }: Passage): boolean {
  return (
    outcome.kind === "go" &&
    outcome.ways.some(
      ({ position }) => position.kind === "public" && position.entry === "servicePeering",
    )
  );
}

// What translates towards the Internet keeps state, and has to see both directions.
function isTranslator({ name }: Site, { sessions }: Memory, { outcome }: Passage): boolean {
  if (sessions.some(({ kind, device }) => kind === "edge" && device === name)) return true;
  return outcome.kind === "end"
    ? outcome.ending.disposition === "statefulDrop"
    : outcome.ways.some(({ position }) => position.kind === "public");
}

// Nobody has described the place: the packet has left, and what happens there is not known.
function arriveUnknown({ world, position, packet, memory }: Visiting<"siteIn">): Visit {
  const { model } = world;
  const { destination } = packet.flow;
  const name = linkName(model, position.link);
  const isClient = model.gateways
    .get(position.link)
    ?.clientPools.some(({ prefix }) => containsIp(prefix, destination));
  const outcome = arriveAtSite({ site: undefined, link: position.link, packet, memory, name });
  const isThere = isClient === true || !isPublicIp(destination);
  const node = isThere ? hostNode(undefined, destination) : placelessNode("site", name);
  const assumptions =
    isClient === true ? [] : [assume("siteUnknown", ["FWD-9"], name, formatIp(destination))];
  const steps = [step({ kind: "receive", flow: packet.flow })];
  return visitOf({ node, address: destination }, { steps, outcome, assumptions });
}
