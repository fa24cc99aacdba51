import type { Firewall, IpConfiguration, Key, Model, Nic } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { nodeOf, placelessNode } from "../node.ts";
import type { Emitter } from "./position.ts";

/** The interface as a sender; absent when the snapshot lacks its subnet. */
export function nicEmitter(nic: Nic, isStateful = false, isVisible = true): Emitter | undefined {
  if (nic.subnet === undefined) return undefined;
  return {
    node: nodeOf("nic", nic),
    view: { subnet: nic.subnet, gateway: undefined },
    nic: nic.key,
    isFiltered: true,
    address: primaryAddress(nic),
    otherAddresses: [],
    isVisible,
    isStateful,
  };
}

/** A host of which only the subnet is known; absent when the model lacks the subnet. */
export function supposedEmitter(model: Model, subnet: Key, address: Ip): Emitter | undefined {
  const found = model.subnets.get(subnet);
  if (found === undefined) return undefined;
  const network = model.networks.get(found.network);
  return {
    node: { ...nodeOf("subnet", found), name: `${network?.name ?? "?"}/${found.name}` },
    view: { subnet, gateway: undefined },
    nic: undefined,
    isFiltered: true,
    address,
    otherAddresses: [],
    isVisible: true,
    isStateful: false,
  };
}

/** A firewall as a sender: its instances send, not the address that routes name. */
export function firewallEmitter(firewall: Firewall): Emitter | undefined {
  const [first, ...others] = firewall.instances.flatMap(({ address }) => address ?? []);
  if (firewall.subnet === undefined) return undefined;
  return {
    node: nodeOf("firewall", firewall),
    view: { subnet: firewall.subnet, gateway: undefined },
    nic: undefined,
    isFiltered: false,
    address: first ?? firewall.address,
    otherAddresses: others,
    isVisible: true,
    isStateful: true,
  };
}

/** The configuration of an interface that has an address; absent when none has. */
export function configurationWith(nic: Nic, address: Ip): IpConfiguration | undefined {
  return nic.ipConfigurations.find((one) => one.address === address);
}

/** The first address of an interface; with `like`, the first of the family of that address. */
export function primaryAddress({ ipConfigurations }: Nic, like?: Ip): Ip | undefined {
  return ipConfigurations.find(
    ({ address }) =>
      address !== undefined && (like === undefined || typeof address === typeof like),
  )?.address;
}

/** The Internet as a node. */
export const internetNode: ReturnType<typeof placelessNode> = placelessNode("internet", "internet");
