import type { Key, Nic, SecurityGroup, Subnet } from "../model/index.ts";
import type { FilterStep } from "./verdict.ts";

/** A security group where it is attached; the model may lack it. */
export interface Attachment {
  readonly level: "subnet" | "nic";
  readonly key: Key;
  readonly holder: Subnet | Nic;
}

/** An attachment with its group; absent when the model lacks it. */
export interface AttachedGroup extends Attachment {
  readonly group: SecurityGroup | undefined;
}

/**
 * The groups at a place in the order in which they are asked (NSG-1): the interface's first on the
 * way out, the subnet's first on the way in.
 */
export function attachments(
  direction: FilterStep["direction"],
  subnet: Subnet,
  nic: Nic | undefined,
): readonly Attachment[] {
  const ofSubnet = takesNoGroup(subnet) ? undefined : subnet.networkSecurityGroup;
  const ofNic = nic?.networkSecurityGroup;
  const first: Attachment[] =
    ofSubnet === undefined ? [] : [{ level: "subnet", key: ofSubnet, holder: subnet }];
  const second: Attachment[] =
    nic === undefined || ofNic === undefined ? [] : [{ level: "nic", key: ofNic, holder: nic }];
  return direction === "inbound" ? [...first, ...second] : [...second, ...first];
}

/**
 * Whether Azure refuses or ignores a group on a subnet. Where an old one stays on a GatewaySubnet,
 * it acts (ERR-50).
 */
export function takesNoGroup({ role }: Subnet): boolean {
  return role === "firewall" || role === "firewallManagement" || role === "routeServer";
}
