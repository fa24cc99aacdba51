import type { VirtualNetwork } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import { findNextHop, type NextHopFound } from "../walk/index.ts";
import type { Ground } from "./ground.ts";

const known = new WeakMap<Ground, Map<string, NextHopFound>>();

/** Who stands at a next hop, seen from a network; looked for once. */
export function nextHopAt(ground: Ground, network: VirtualNetwork, address: Ip): NextHopFound {
  const found = known.get(ground) ?? new Map<string, NextHopFound>();
  known.set(ground, found);
  const key = `${network.key}|${address}`;
  const present = found.get(key) ?? findNextHop(ground.walker.world, network, address);
  found.set(key, present);
  return present;
}
