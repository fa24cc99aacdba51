/** next-hop: routes whose next hop cannot carry what they send there (8.2, 8.3, UDR-3). */
import type { CheckRule } from "../rule.ts";
import { blackHole } from "./black-hole.ts";
import { deadBalancer } from "./dead-balancer.ts";
import { doesNotForward } from "./does-not-forward.ts";
import { loop } from "./loop.ts";
import { neverUsed } from "./never-used.ts";
import { nobodyThere } from "./nobody-there.ts";
import { notConnected } from "./not-connected.ts";
import { outsideNetwork } from "./outside-network.ts";
import { stoppedMachine } from "./stopped-machine.ts";

export const nextHopRules: readonly CheckRule[] = [
  nobodyThere,
  notConnected,
  doesNotForward,
  deadBalancer,
  loop,
  blackHole,
  outsideNetwork,
  stoppedMachine,
  neverUsed,
];
