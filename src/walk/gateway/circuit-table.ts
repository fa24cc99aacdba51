import type { Circuit, Connection, HubBranch, Key, Model, VirtualHub } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { announcedPrefixes, announcedToBranch } from "../../route/index.ts";
import type { Position } from "../engine/position.ts";
import { longestLength } from "./gateway-link.ts";

/** A way from the edge of a circuit into Azure. */
export interface CircuitEntry {
  readonly position: Position;
  readonly label: string;
  /** Length of the longest prefix that it announces and that holds the address. */
  readonly length: number;
}

/**
 * The ways into Azure that the edge of a circuit knows for an address: every gateway and hub that
 * is connected to it (ER-1, ER-8). The longest prefix alone counts; several are equal ways. Empty
 * when nobody has announced the address.
 */
export function circuitEntries(model: Model, circuit: Circuit, ip: Ip): readonly CircuitEntry[] {
  const entries = [
    ...connectionsOn(model, circuit.key).flatMap((one) => connectionEntry(model, one, ip)),
    ...branchesOn(model, circuit.key).flatMap((one) => branchEntry(model, one, ip)),
  ];
  const longest = Math.max(...entries.map(({ length }) => length));
  return entries.filter(({ length }) => length === longest);
}

/** Connections of gateways to a circuit that are up. */
export function connectionsOn({ connections }: Model, circuit: Key): readonly Connection[] {
  return [...connections.values()].filter((one) => one.circuit === circuit && one.isUp);
}

/** A branch and the hub that it belongs to. */
export interface BranchOfHub {
  readonly hub: VirtualHub;
  readonly branch: HubBranch;
}

/** Branches of hubs over a circuit. */
export function branchesOn(model: Model, circuit: Key): readonly BranchOfHub[] {
  return allBranches(model).filter(({ branch }) => branch.circuit === circuit);
}

/** Finds a branch among those of all hubs. */
export function findBranch(model: Model, key: Key | undefined): BranchOfHub | undefined {
  return key === undefined
    ? undefined
    : allBranches(model).find(({ branch }) => branch.key === key);
}

function allBranches({ hubs }: Model): readonly BranchOfHub[] {
  return [...hubs.values()].flatMap((hub) => hub.branches.map((branch) => ({ hub, branch })));
}

function connectionEntry(model: Model, connection: Connection, ip: Ip): readonly CircuitEntry[] {
  const gateway = model.gateways.get(connection.gateway);
  if (gateway === undefined) return [];
  const length = longestLength(announcedPrefixes(model, gateway, connection), ip);
  if (length === undefined) return [];
  const position = {
    kind: "gatewayIn",
    gateway: gateway.key,
    connection: connection.key,
  } as const;
  return [{ position, label: connection.name, length }];
}

function branchEntry(model: Model, { hub, branch }: BranchOfHub, ip: Ip): readonly CircuitEntry[] {
  const length = longestLength(announcedToBranch(model, hub, branch), ip);
  if (length === undefined) return [];
  const position = { kind: "hub", hub: hub.key, entry: branch.key } as const;
  return [{ position, label: branch.name, length }];
}
