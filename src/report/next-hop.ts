import { formatIp, type Ip } from "../net/index.ts";
import { decideAddress, type EffectiveTable, nextHopAddresses } from "../route/index.ts";
import { watcherWord } from "./words.ts";

/** Network Watcher's answer for one destination. */
export interface NextHopAnswer {
  readonly nextHopType: string;
  /** Absent when the next hop has no address, as Azure leaves it out. */
  readonly nextHopIpAddress?: string;
  /** Id of the route table of a user route, or `System Route`. */
  readonly routeTableId: string;
}

/**
 * Answers as Network Watcher does: type and address of the next hop, and who decided (CAP-27).
 * No route at all answers `None`. Of several equal next hops the first is given.
 */
export function nextHopAnswer(table: EffectiveTable, destination: Ip): NextHopAnswer {
  const winner = decideAddress(table, destination).winner;
  if (winner === undefined) return { nextHopType: "None", routeTableId: "System Route" };
  const [address] = nextHopAddresses(winner.route.nextHop);
  return {
    nextHopType: watcherWord(winner.route.nextHop),
    ...(address === undefined ? {} : { nextHopIpAddress: formatIp(address) }),
    routeTableId:
      winner.route.source === "user" && table.routeTable !== undefined
        ? table.routeTable.id
        : "System Route",
  };
}
