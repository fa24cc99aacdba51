import type { Place } from "../../diagnostic/index.ts";
import type { Key, Model, Peering, VirtualNetwork } from "../../model/index.ts";
import { containsIp, type Ip } from "../../net/index.ts";
import { reversePeering } from "../../route/index.ts";
import type { RuleId } from "../../rule/index.ts";

/** Why a peering does not let a packet over. */
export interface Refusal {
  readonly kind: "forwardedRefused" | "accessOff";
  /** Name of the peering whose flag refuses, and of the network that has it. */
  readonly about: readonly string[];
  readonly rules: readonly RuleId[];
  readonly places: readonly Place[];
}

/** A packet that goes from one network into a peered one. */
export interface Crossing {
  readonly from: VirtualNetwork;
  readonly to: VirtualNetwork;
  readonly source: Ip;
  /** Whether a gateway of `from` sends it, which `to` uses by transit: then no flag refuses it. */
  readonly isTransit: boolean;
}

/**
 * Tells whether the flags of a peering let a packet over; absent when they do, and where no peering
 * joins the networks (a connected group has no flags).
 *
 * The receiving side decides about forwarded packets, those whose source is in neither network
 * (PEER-6, X-7). A peering without access only shrinks a tag, but by switch.
 */
export function refusalOf(model: Model, crossing: Crossing): Refusal | undefined {
  const { from, to } = crossing;
  const there = from.peerings.find(({ remote }) => remote === to.key);
  const back = there === undefined ? undefined : reversePeering(model, there);
  if (there === undefined) return undefined;
  return accessRefusal(model, there, back, to) ?? forwardedRefusal(model, crossing, back);
}

function accessRefusal(
  { behavior }: Model,
  there: Peering,
  back: Peering | undefined,
  to: VirtualNetwork,
): Refusal | undefined {
  if (behavior.vnetAccessFalseHardDrop !== "true") return undefined;
  const closed = [there, back].find((peering) => peering?.allowsAccess === false);
  if (closed === undefined) return undefined;
  const about = [closed.name, to.name];
  return { kind: "accessOff", about, rules: ["X-6", "PEER-5"], places: [closed.place] };
}

function forwardedRefusal(
  { behavior }: Model,
  { from, to, source, isTransit }: Crossing,
  back: Peering | undefined,
): Refusal | undefined {
  if (back === undefined || back.acceptsForwarded || isTransit) return undefined;
  if (behavior.forwardedTrafficModel !== "receiverDrop") return undefined;
  if ([from, to].some((network) => hasAddress(network, source))) return undefined;
  const about = [back.name, to.name, from.name];
  return { kind: "forwardedRefused", about, rules: ["PEER-6", "X-7"], places: [back.place] };
}

/** Whether an address lies in the space of a network. */
export function hasAddress({ addressSpace }: VirtualNetwork, address: Ip): boolean {
  return addressSpace.some(({ prefix }) => containsIp(prefix, address));
}

/** Whether a network uses the gateways of another one (PEER-7). */
export function usesGatewaysOf(spoke: VirtualNetwork, host: Key): boolean {
  return spoke.peerings.some(
    ({ remote, usesRemoteGateway, state }) =>
      remote === host && usesRemoteGateway && state === "connected",
  );
}
