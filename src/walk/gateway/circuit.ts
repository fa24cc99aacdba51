import type { Circuit, Connection, LearnedRoutes, Model, Site } from "../../model/index.ts";
import { containsIp, formatIp, type Ip } from "../../net/index.ts";
import { sitesLinkedTo } from "../../route/index.ts";
import { end, goOneOf, step, visitOf } from "../engine/act.ts";
import type { Next, Visit, Visiting, Visitor } from "../engine/visit.ts";
import { nodeOf } from "../node.ts";
import type { Step } from "../step.ts";
import { branchesOn, circuitEntries, connectionsOn, findBranch } from "./circuit-table.ts";
import { longestLength } from "./gateway-link.ts";

/**
 * A packet is at Microsoft's edge of a circuit. From a site it goes into Azure; from Azure to the
 * site, or back to another network that is connected to the same circuit (ER-8, GW-33). Sites of
 * two circuits never reach each other here.
 */
export const visitCircuit: Visitor<"circuit"> = (visiting) => {
  const { world, position, packet } = visiting;
  const circuit = world.model.circuits.get(position.circuit) as Circuit;
  const connection = position.from && world.model.connections.get(position.from);
  const branch = findBranch(world.model, position.from);
  const received = step({ kind: "receive", flow: packet.flow });
  if (!connection && branch === undefined) {
    return visitAt(circuit, [received], fromSite(visiting, circuit));
  }
  const bypass = connection ? bypassRemark(visiting, connection) : [];
  const { steps, outcome } = fromAzure(visiting, circuit);
  return visitAt(circuit, [received, ...bypass, ...steps], outcome);
};

function fromSite(visiting: Visiting<"circuit">, circuit: Circuit): Visit["outcome"] {
  const { world, packet } = visiting;
  const { destination } = packet.flow;
  return goOneOf(entryWays(visiting, circuit), () => {
    const about = [circuit.name, formatIp(destination)];
    const { place } = circuit;
    const isDown = [...world.model.connections.values()].some(
      (one) => one.circuit === circuit.key && !one.isUp,
    );
    const reason = isDown ? "tunnelDown" : "notAdvertised";
    return end("noRouteInGateway", reason, { about, rules: ["GW-23", "ER-1"], places: [place] });
  });
}

function fromAzure(
  visiting: Visiting<"circuit">,
  circuit: Circuit,
): { readonly steps: readonly Step[]; readonly outcome: Visit["outcome"] } {
  const { world, packet, memory } = visiting;
  const { destination } = packet.flow;
  const [entry] = circuitEntries(world.model, circuit, destination);
  const outside = sitesBeyond(world.model, circuit, destination);
  if (entry !== undefined && entry.length >= (outside[0]?.length ?? 0)) {
    const hairpin = { kind: "remark", code: "hairpin", about: [circuit.name] } as const;
    const steps = [step(hairpin, ["ER-8", "ER-11", "GW-33", "X-24"], [circuit.place])];
    return {
      steps,
      outcome: goOneOf(entryWays(visiting, circuit), () => unknown(circuit, destination)),
    };
  }
  const ways = outside.map(({ site }): Next => {
    const next = { kind: "siteIn", site: site?.key, link: circuit.key } as const;
    return { position: next, packet, memory, label: site?.name ?? circuit.name };
  });
  return { steps: [], outcome: goOneOf(ways, () => unknown(circuit, destination)) };
}

interface Beyond {
  readonly site: Site | undefined;
  readonly length: number;
}

// The places behind a circuit with the longest announced prefix for an address; a list of learned
// routes tells of a place that no fact describes.
function sitesBeyond(model: Model, circuit: Circuit, ip: Ip): readonly Beyond[] {
  const connections = connectionsOn(model, circuit.key);
  const branches = branchesOn(model, circuit.key);
  const keys = [circuit, ...connections, ...branches.map(({ branch }) => branch)];
  const sites = sitesLinkedTo(model, [
    ...keys.map(({ key }) => key),
    ...connections.map(({ gateway }) => gateway),
  ]);
  const told = sites.flatMap((site) => {
    const length = longestLength(site.advertised, ip);
    return length === undefined ? [] : [{ site, length }];
  });
  const lists = [
    ...keys.map(({ learned }) => learned),
    ...connections.map(({ gateway }) => model.gateways.get(gateway)?.learned),
  ];
  const listed = longestLength(lists.flatMap(foreignRoutes), ip);
  const best = Math.max(listed ?? -1, ...told.map(({ length }) => length));
  const fitting = told.filter(({ length }) => length === best);
  if (fitting.length > 0 || best < 0) return fitting;
  // The list says more than the site does of itself; the site with the address is meant.
  const site = sites.find((one) => one.prefixes.some(({ prefix }) => containsIp(prefix, ip)));
  return [{ site: site ?? (sites.length === 1 ? sites[0] : undefined), length: best }];
}

function foreignRoutes(list: LearnedRoutes | undefined): LearnedRoutes["routes"] {
  return (list?.routes ?? []).filter(({ origin }) => origin !== "network");
}

function entryWays(
  { world, packet, memory }: Visiting<"circuit">,
  circuit: Circuit,
): readonly Next[] {
  const entries = circuitEntries(world.model, circuit, packet.flow.destination);
  return entries.map(({ position, label }) => ({ position, packet, memory, label }));
}

function bypassRemark({ world }: Visiting<"circuit">, connection: Connection): readonly Step[] {
  const gateway = world.model.gateways.get(connection.gateway);
  const about = [gateway?.name ?? connection.name];
  const act = { kind: "remark", code: "gatewayBypassed", about } as const;
  return [step(act, ["FWD-11"], [connection.place])];
}

function unknown(circuit: Circuit, destination: Ip): Visit["outcome"] {
  const about = [circuit.name, formatIp(destination)];
  const { place } = circuit;
  return end("noRouteInGateway", "notLearned", {
    about,
    rules: ["ER-1", "FWD-9"],
    places: [place],
  });
}

// FWD-44: the edge answers a traceroute with an address that no resource tells.
function visitAt(circuit: Circuit, steps: readonly Step[], outcome: Visit["outcome"]): Visit {
  return visitOf({ node: nodeOf("circuit", circuit), address: undefined }, { steps, outcome });
}
