// The flows that the bench of walks follows, and how one walk is asked for.
import type { Model } from "../src/model/index.ts";
import { Router } from "../src/route/index.ts";
import { findDestination, findSender, type Trace, Walker } from "../src/walk/index.ts";

/** A flow as a person asks for it, TCP to port 443, and how it must end. */
export interface AskedFlow {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Dispositions there and back. */
  readonly ending: string;
  /** Nodes of the way there. */
  readonly path: string;
}

/** The flows, in estates of `spokes` spokes behind four hubs. */
export const askedFlows: readonly AskedFlow[] = [
  {
    name: "spoke to spoke, by name",
    from: "nic-spoke1-2-3",
    to: "nic-spoke5-4-5",
    ending: "delivered / delivered",
    path: "nic-spoke1-2-3 > fw1 > nic-spoke5-4-5",
  },
  {
    name: "spoke to spoke, by address",
    from: "10.16.18.7",
    to: "10.16.84.9",
    ending: "delivered / delivered",
    path: "nic-spoke1-2-3 > fw1 > nic-spoke5-4-5",
  },
  {
    name: "spoke to the Internet",
    from: "nic-spoke1-2-3",
    to: "203.0.113.99",
    ending: "exitsToInternet / delivered",
    path: "nic-spoke1-2-3 > fw1 > internet",
  },
  {
    name: "on-premises to a private endpoint, by address",
    from: "desk1",
    to: "10.16.16.200",
    ending: "delivered / delivered",
    path: "desk1 > gw1 > fw1 > pe-spoke1-0",
  },
  {
    name: "on-premises to a private endpoint, by name",
    from: "desk1",
    to: "st-spoke1-0.blob.core.windows.net",
    ending: "delivered / delivered",
    path: "desk1 > gw1 > fw1 > pe-spoke1-0",
  },
];

/**
 * A walker that has looked nothing up yet, on a model of its own. What is kept between look-ups is
 * kept with the model or its parts, so all parts that anything is kept with are new.
 */
export function freshWalker(model: Model): Walker {
  const { networks, guests, firewallPolicies, serviceTags } = model;
  return new Walker(
    new Router({
      ...model,
      networks: new Map([...networks].map(([key, network]) => [key, { ...network }])),
      guests: new Map(guests),
      firewallPolicies: structuredClone(firewallPolicies),
      serviceTags: serviceTags && { ...serviceTags },
    }),
  );
}

/** Follows a flow from what a person writes to the trace. */
export function walk(walker: Walker, { name, from, to }: AskedFlow): Trace {
  const sender = findSender(walker.world, from);
  if (sender.kind !== "found") throw new Error(`${name}: ${from}: ${sender.kind}`);
  const found = findDestination(walker.world, to, sender);
  if (found.kind !== "found") throw new Error(`${name}: ${to}: ${found.kind}`);
  const flow = {
    protocol: "tcp",
    source: sender.address,
    sourcePort: undefined,
    destination: found.address,
    destinationPort: 443,
    name: found.name,
  } as const;
  return walker.trace({ sender: sender.sender, flow, supposedIn: found.supposedIn });
}

/** Throws unless a trace is what the flow says: times of wrong answers are void. */
export function checkTrace(flow: AskedFlow, { disposition, journeys }: Trace): void {
  const { forward, reply } = journeys[0];
  const path = forward.hops.map(({ node }) => node.name).join(" > ");
  const got = `${disposition} / ${reply?.disposition ?? "-"}: ${path}`;
  const want = `${flow.ending}: ${flow.path}`;
  if (got !== want) throw new Error(`${flow.name}: ${got}, want ${want}`);
}
