import { findService } from "../../access/index.ts";
import { type Flow, unknownAddress } from "../../flow/index.ts";
import type { Circuit, Key, Model, ServicePeering, Site } from "../../model/index.ts";
import {
  containsIp,
  firstIp,
  formatIp,
  formatPrefix,
  type Ip,
  type Prefix,
} from "../../net/index.ts";
import type { RuleId } from "../../rule/index.ts";
import { findPublicOwner } from "../../translate/index.ts";
import { end, go, step, warn } from "../engine/act.ts";
import { remember, type Session } from "../engine/memory.ts";
import type { Position } from "../engine/position.ts";
import type { World } from "../engine/visit.ts";
import { findBranch } from "../gateway/circuit-table.ts";
import { factsOf } from "../service/service-node.ts";
import type { Step } from "../step.ts";
import type { Passage, SitePacket } from "./site-packet.ts";

/**
 * A packet to a public address leaves a site: to Azure's services over the service peering of a
 * circuit that has one (ER-2, ER-4), everything else over the site's own line, behind an address of
 * the site. Without a line it is lost.
 */
export function leaveSite(world: World, leaving: SitePacket): Passage {
  const { site, packet } = leaving;
  if (packet.direction === "reply") return refuseReply(leaving);
  const peering = findPeering(world.model, site, packet.flow);
  if (peering !== undefined) return overPeering(leaving, peering);
  if (site.internetAddress === undefined) {
    const about = [site.name, formatIp(packet.flow.destination)];
    const outcome = end("noOutbound", "siteWithoutEgress", {
      about,
      rules: ["ER-3", "GW-28"],
      places: [site.place],
    });
    return { steps: [], outcome, warnings: [], assumptions: [] };
  }
  return overOwnLine(leaving, site.internetAddress);
}

// The request has come past the site, so what translates there does not know it (FWD-13).
function refuseReply({ site, packet }: SitePacket): Passage {
  const about = [site.name, formatIp(packet.flow.destination)];
  const outcome = end("statefulDrop", "noSession", {
    about,
    rules: ["FWD-13", "FWD-26"],
    places: [site.place],
  });
  return { steps: [], outcome, warnings: [], assumptions: [] };
}

interface Peered {
  readonly circuit: Circuit;
  readonly peering: ServicePeering;
}

// A public address of this estate is Azure's as well.
function isAtAzure(model: Model, { destination, name }: Flow): boolean {
  return (
    findPublicOwner(model, destination) !== undefined ||
    factsOf(findService(model, { address: destination, name })).isAzure
  );
}

function findPeering(model: Model, site: Site, flow: Flow): Peered | undefined {
  if (!isAtAzure(model, flow)) return undefined;
  return circuitsOf(model, site).flatMap((circuit) => {
    const { servicePeering } = circuit;
    return servicePeering?.bringsRoutes === true ? [{ circuit, peering: servicePeering }] : [];
  })[0];
}

/** The circuits that lead to a site, by its links. */
function circuitsOf(model: Model, { links }: Site): readonly Circuit[] {
  const keys = links.flatMap(({ key }): readonly (Key | undefined)[] => [
    key,
    model.connections.get(key)?.circuit,
    findBranch(model, key)?.branch.circuit,
    ...[...model.connections.values()]
      .filter(({ gateway }) => gateway === key)
      .map(({ circuit }) => circuit),
  ]);
  return [...new Set(keys)].flatMap((key) => (key && model.circuits.get(key)) || []);
}

function overPeering(leaving: SitePacket, { circuit, peering }: Peered): Passage {
  const { site } = leaving;
  const source = knownSource(site, peering.customerPrefixes);
  const rules = ["ER-2", "ER-4"] as const;
  const ranges = peering.customerPrefixes.map(formatPrefix);
  const said =
    ranges.length === 0
      ? ({ kind: "remark", code: "circuit", about: [circuit.name] } as const)
      : ({
          kind: "remark",
          code: "siteEgress",
          about: [site.name, circuit.name, ...ranges],
        } as const);
  const remark = step(said, rules, [peering.place]);
  const position = { kind: "public", from: undefined, entry: "servicePeering" } as const;
  const isRetired = peering.kind === "public";
  const passage = translated(leaving, { position, source, rules, label: circuit.name });
  return {
    ...passage,
    steps: [remark, ...passage.steps],
    warnings: isRetired ? [warn("retiredPeering", ["ER-2", "X-17"], circuit.name)] : [],
  };
}

// One address of the customer's ranges is behind every flow; which one is known only where there is
// no other, or where the site says it.
function knownSource({ internetAddress }: Site, ranges: readonly Prefix[]): Ip | undefined {
  const isSaid =
    internetAddress !== undefined && ranges.some((range) => containsIp(range, internetAddress));
  if (isSaid) return internetAddress;
  const [only, ...others] = ranges;
  const isHost = only !== undefined && only.length === (only.family === 4 ? 32 : 128);
  return isHost && others.length === 0 ? firstIp(only) : undefined;
}

function overOwnLine(leaving: SitePacket, source: Ip): Passage {
  const { site } = leaving;
  const rules = ["FWD-19", "GW-28"] as const;
  const about = [site.name, formatIp(source)];
  const remark = step({ kind: "remark", code: "siteEgress", about }, rules, [site.place]);
  const position = { kind: "public", from: undefined, entry: "internet" } as const;
  const passage = translated(leaving, { position, source, rules, label: site.name });
  return { ...passage, steps: [remark, ...passage.steps] };
}

interface Translation {
  readonly position: Position;
  /** Absent when nobody can know it: then the flow keeps the old one. */
  readonly source: Ip | undefined;
  readonly rules: readonly RuleId[];
  readonly label: string;
}

// Replies to the public address come back to the site, which sends them on to the first sender.
function translated(
  { site, link, packet, memory }: SitePacket,
  { position, source, rules, label }: Translation,
): Passage {
  const from = packet.flow;
  const known = source ?? unknownAddress(from.source);
  const to: Flow = { ...from, source: known, sourcePort: undefined };
  const back = { kind: "siteIn", site: site.key, link } as const;
  const session: Session = { device: site.name, before: from, after: to, kind: "edge", back };
  const act = { kind: "translate", what: "source", from, to, by: site.name } as const;
  const steps: readonly Step[] = [step(act, rules, [site.place])];
  const sent = { ...packet, flow: to, isSourceUnknown: source === undefined };
  const next = { position, packet: sent, memory: remember(memory, session), label };
  return { steps, outcome: go(next), warnings: [], assumptions: [] };
}
