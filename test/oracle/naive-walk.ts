// The naive twin of the way there, in a small world: networks, peerings, user routes and appliances,
// without filters, gateways or addresses outside. It knows the rows that Azure lists, and texts.
import type { AzureRow } from "../../src/report/index.ts";
import { scanRows } from "./naive-routes.ts";

/** A machine or appliance. */
export interface NaiveHost {
  readonly name: string;
  readonly network: string;
  readonly address: string;
  readonly forwards: boolean;
  /** Rows of its interface. */
  readonly rows: readonly AzureRow[];
}

/** The small world. */
export interface NaiveWorld {
  readonly hosts: readonly NaiveHost[];
  /** First two numbers of each network's addresses, `10.1.`, by its name. */
  readonly spaces: ReadonlyMap<string, string>;
  /** Whether a network takes over its peering with another one what that one forwards; absent when they are not peered. */
  readonly accepts: ReadonlyMap<string, boolean>;
}

/** How a packet goes: `vm1 > nva1 > vm2: delivered`. */
export function naiveWalk(world: NaiveWorld, from: NaiveHost, destination: string): string {
  return walk(world, [from], from.address, destination);
}

type Met = NaiveHost | string;

// The last of the hosts passed has the packet.
function walk(
  world: NaiveWorld,
  passed: readonly NaiveHost[],
  source: string,
  destination: string,
): string {
  const at = passed[passed.length - 1] as NaiveHost;
  const names = passed.map(({ name }) => name).join(" > ");
  const met = nextOf(world, at, source, destination);
  if (typeof met === "string") return `${names}: ${met}`;
  const way = met.name === at.name ? names : `${names} > ${met.name}`;
  if (met.address === destination) return `${way}: delivered`;
  if (!met.forwards) return `${way}: ipForwardingDisabled`;
  if (passed.some(({ name }) => name === met.name)) return `${way}: loop`;
  return walk(world, [...passed, met], source, destination);
}

function nextOf(world: NaiveWorld, at: NaiveHost, source: string, destination: string): Met {
  const row = scanRows(at.rows, destination)?.row;
  switch (row?.nextHopType) {
    case "VnetLocal":
      return ownerIn(world, at.network, destination) ?? "noSuchHost";
    case "VNetPeering":
    case "VNetGlobalPeering":
      return reach(world, at, { source, address: destination, otherwise: "noSuchHost" });
    case "VirtualAppliance": {
      const address = row.nextHopIpAddress[0] ?? "";
      return reach(world, at, { source, address, otherwise: "nextHopUnreachable" });
    }
    case "None":
      return "droppedByNoneRoute";
    default:
      return `unexpected ${row?.nextHopType}`;
  }
}

interface Reaching {
  readonly source: string;
  readonly address: string;
  /** What it means that nobody is there. */
  readonly otherwise: string;
}

function reach(world: NaiveWorld, at: NaiveHost, { source, address, otherwise }: Reaching): Met {
  const network = networkOf(world, address);
  if (network === at.network) return ownerIn(world, network, address) ?? otherwise;
  const takes = world.accepts.get(`${network} from ${at.network}`);
  if (network === undefined || takes === undefined) return otherwise;
  const isForwarded = ![at.network, network].includes(networkOf(world, source) ?? "");
  if (isForwarded && !takes) return "forwardedTrafficNotAllowed";
  return ownerIn(world, network, address) ?? otherwise;
}

function ownerIn({ hosts }: NaiveWorld, network: string, address: string): NaiveHost | undefined {
  return hosts.find((one) => one.network === network && one.address === address);
}

function networkOf({ spaces }: NaiveWorld, address: string): string | undefined {
  return [...spaces].find(([, space]) => address.startsWith(space))?.[0];
}
