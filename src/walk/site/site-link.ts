import type {
  Connection,
  Gateway,
  HubBranch,
  Key,
  Model,
  Site,
  VirtualHub,
} from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { announcedPrefixes, announcedToBranch, lookupRoute } from "../../route/index.ts";
import type { RuleId } from "../../rule/index.ts";
import { assume } from "../engine/act.ts";
import type { Position } from "../engine/position.ts";
import type { World } from "../engine/visit.ts";
import { circuitEntries, findBranch } from "../gateway/circuit-table.ts";
import { longestLength } from "../gateway/gateway-link.ts";
import type { TraceAssumption } from "../trace.ts";

/** A way from outside into Azure for one address. */
export interface Entrance {
  readonly kind: "expressRoute" | "vpn";
  readonly position: Position;
  readonly label: string;
  /** Length of the prefix that leads there. */
  readonly length: number;
  readonly rules: readonly RuleId[];
  readonly assumptions: readonly TraceAssumption[];
}

/** What stands at Azure's end of a link, as far as the model knows it. */
export interface LinkEnd {
  readonly name: string;
  /** Whether the link carries nothing at present. */
  readonly isDown: boolean;
  /** The way in for an address; several where a circuit has equal ones, none where it is unknown. */
  readonly entrances: (ip: Ip) => readonly Entrance[];
}

/** The links of a place outside Azure, by their ends in Azure. */
export function linkEnds(world: World, site: Site): readonly LinkEnd[] {
  const ends = site.links.flatMap(({ key }) => linkEnd(world, key, site) ?? []);
  return [...new Map(ends.map((one) => [one.name, one])).values()];
}

/** The end of one link in Azure; absent where the model lacks it, or it is no way into Azure. */
export function linkEnd(world: World, key: Key, site: Site | undefined): LinkEnd | undefined {
  const { model } = world;
  const connection = model.connections.get(key);
  if (connection !== undefined) return connectionEnd(world, connection, site);
  const gateway = model.gateways.get(key);
  if (gateway !== undefined) return gatewayEnd(world, gateway, site);
  const circuit = model.circuits.get(key);
  if (circuit !== undefined) return circuitEnd(model, circuit.key, site);
  const found = findBranch(model, key);
  return found === undefined ? undefined : branchEnd(model, found.hub, found.branch, site);
}

function connectionEnd(world: World, connection: Connection, site: Site | undefined): LinkEnd {
  const { model } = world;
  const { name, circuit } = connection;
  const isDown = !connection.isUp;
  if (circuit !== undefined) {
    const end = circuitEnd(model, circuit, site);
    return { ...end, isDown };
  }
  const gateway = model.gateways.get(connection.gateway) as Gateway;
  return { name, isDown, entrances: (ip) => overTunnel(world, { gateway, connection }, ip) };
}

function gatewayEnd(world: World, gateway: Gateway, site: Site | undefined): LinkEnd {
  const { name } = gateway;
  if (gateway.kind === "vpn") {
    const tunnel = { gateway, connection: undefined };
    return { name, isDown: false, entrances: (ip) => overTunnel(world, tunnel, ip) };
  }
  const connections = [...world.model.connections.values()].filter(
    (one) => one.gateway === gateway.key,
  );
  const ends = connections.map((connection) => connectionEnd(world, connection, site));
  const up = ends.filter(({ isDown }) => !isDown);
  const entrances = (ip: Ip) => up.flatMap((one) => one.entrances(ip));
  return { name, isDown: up.length === 0, entrances };
}

interface Tunnel {
  readonly gateway: Gateway;
  readonly connection: Connection | undefined;
}

// Without BGP nobody announces anything: the device at the site is configured, and taken to send
// whatever the gateway can deliver.
function overTunnel(world: World, { gateway, connection }: Tunnel, ip: Ip): readonly Entrance[] {
  const speaksBgp = connection?.usesBgp ?? gateway.usesBgp;
  const announced = longestLength(announcedPrefixes(world.model, gateway, connection), ip);
  const length =
    announced ?? (speaksBgp ? undefined : deliverable(world, { gateway, connection }, ip));
  if (length === undefined) return [];
  const label = connection?.name ?? gateway.name;
  return [
    {
      kind: gateway.kind,
      position: { kind: "gatewayIn", gateway: gateway.key, connection: connection?.key },
      label,
      length,
      rules: speaksBgp ? ["GW-23", "GW-24"] : ["GW-1"],
      assumptions: speaksBgp ? [] : [assume("siteRoutesTunnel", ["GW-1"], label)],
    },
  ];
}

function deliverable({ router }: World, tunnel: Tunnel, ip: Ip): number | undefined {
  const { gateway, connection } = tunnel;
  const table = router.tableOf({ subnet: gateway.subnet, gateway: gateway.key });
  const match = table && lookupRoute(table.groups, ip);
  const nextHop = match?.route.nextHop;
  switch (nextHop?.kind) {
    case "network":
    case "peering":
    case "connectedGroup":
    case "privateEndpoint":
    case "appliance":
      return match?.prefix.length;
    case "gateway": {
      // Other sites, but not what this one itself has brought, and no default route.
      const isOwn = nextHop.paths.some(({ producer }) => producer === connection?.key);
      return isOwn || !isSpecific(match?.prefix.length ?? 0) ? undefined : match?.prefix.length;
    }
    default:
      return undefined;
  }
}

/**
 * Whether a prefix of a length says more than that everything goes there: 0/1 and 128/1 stand for a
 * default route (GW-29).
 */
export function isSpecific(length: number): boolean {
  return length > 1;
}

function circuitEnd(model: Model, key: Key, site: Site | undefined): LinkEnd {
  const circuit = model.circuits.get(key);
  const name = circuit?.name ?? key;
  const entrances = (ip: Ip): readonly Entrance[] => {
    const [first] = circuit === undefined ? [] : circuitEntries(model, circuit, ip);
    if (first === undefined) return [];
    const position = { kind: "circuit", circuit: key, from: site?.key } as const;
    const { length } = first;
    return [
      { kind: "expressRoute", position, label: name, length, rules: ["GW-23"], assumptions: [] },
    ];
  };
  return { name, isDown: false, entrances };
}

function branchEnd(
  model: Model,
  hub: VirtualHub,
  branch: HubBranch,
  site: Site | undefined,
): LinkEnd {
  if (branch.circuit !== undefined) return circuitEnd(model, branch.circuit, site);
  const { name } = branch;
  const entrances = (ip: Ip): readonly Entrance[] => {
    const length = longestLength(announcedToBranch(model, hub, branch), ip);
    if (length === undefined) return [];
    const position = { kind: "hub", hub: hub.key, entry: branch.key } as const;
    const kind = branch.kind === "expressRoute" ? "expressRoute" : "vpn";
    const assumptions = branch.usesBgp ? [] : [assume("siteRoutesTunnel", ["VW-3"], name)];
    return [{ kind, position, label: name, length, rules: ["VW-3", "VW-5"], assumptions }];
  };
  return { name, isDown: !branch.isUp, entrances };
}

/** The name of what a link ends at in Azure, for people. */
export function linkName(model: Model, key: Key): string {
  const named =
    model.connections.get(key) ??
    model.gateways.get(key) ??
    model.circuits.get(key) ??
    findBranch(model, key)?.branch;
  return named?.name ?? key.split("/").at(-1) ?? key;
}
