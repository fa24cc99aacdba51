import type { FindingWalk } from "../../finding/index.ts";
import type { Gateway, Key, VirtualNetwork } from "../../model/index.ts";
import type { Node, Trace } from "../../walk/index.ts";
import type { SeenTable } from "../rule.ts";

/**
 * Who stands where on a call through an appliance that keeps its source, as far as sources say that
 * replies are lost (PE-12). Where client and endpoint are in two spokes of the appliance's hub they
 * agree that it works.
 */
export type Layout =
  /** Client and appliance are in one network: the appliance's host loses the reply. */
  | "oneNetwork"
  /** The endpoint is beside the client or beside the appliance: sources disagree. */
  | "disputed"
  /** VPN gateway, appliance and endpoint are in one network: one test failed. */
  | "gatewayBeside";

/** How things stand on such a call; absent where replies come back. */
export function layoutOf(
  { network, gateway }: Pick<SeenTable, "network" | "gateway">,
  appliance: VirtualNetwork,
  endpoint: Key | undefined,
): Layout | undefined {
  if (gateway !== undefined) return layoutBehind(gateway, appliance, endpoint);
  if (appliance.key === network.key) return "oneNetwork";
  return endpoint === appliance.key || endpoint === network.key ? "disputed" : undefined;
}

function layoutBehind(
  { kind, network }: Gateway,
  appliance: VirtualNetwork,
  endpoint: Key | undefined,
): Layout | undefined {
  const isOneNetwork = appliance.key === network && endpoint === network;
  return kind === "vpn" && isOneNetwork ? "gatewayBeside" : undefined;
}

/** A walk in which appliances keep the source of a call to a private endpoint. */
export interface Detour {
  readonly walk: FindingWalk;
  /** The appliances, one on each way; never empty. */
  readonly devices: readonly [Node, ...Node[]];
  /** Whether the walk loses the reply. */
  readonly isLost: boolean;
  /** Whether it is only taken for granted that a guest passes packets on as they are. */
  readonly isAssumed: boolean;
}

/** What a walk shows of it; absent where the call is refused on its way, or translated. */
export function detourOf(walk: FindingWalk): Detour | undefined {
  const { trace } = walk;
  const names = new Set(
    trace.warnings.flatMap(({ code, about }) =>
      code === "endpointWithoutTranslation" ? about.slice(0, 1) : [],
    ),
  );
  const [first, ...others] = nodesCalled(trace, names);
  if (first === undefined) return undefined;
  const isLost = trace.journeys.some(({ reply }) => reply?.disposition === "statefulDrop");
  const isAssumed = trace.assumptions.some(({ code }) => code === "guestForwards");
  return { walk, devices: [first, ...others], isLost, isAssumed };
}

function nodesCalled({ journeys }: Trace, names: ReadonlySet<string>): readonly Node[] {
  const nodes = journeys.flatMap(({ forward }) => forward.hops.map(({ node }) => node));
  const found = new Map<string, Node>();
  for (const node of nodes) {
    const passes = node.kind === "nic" || node.kind === "firewall";
    if (passes && names.has(node.name)) found.set(node.id, node);
  }
  return [...found.values()];
}
