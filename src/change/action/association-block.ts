import { idAt } from "../estate/body.ts";
import { findResource } from "../estate/family.ts";
import { type Telling, writtenId } from "../telling.ts";
import { labelOf } from "../terraform/address.ts";
import type { Address, Block, Value } from "../terraform/block.ts";
import { nameOfAddress } from "../terraform/format-block.ts";
import type { SubnetReference } from "./associate.ts";

/** A subnet and what it refers to. */
interface Association {
  readonly subnet: string;
  readonly property: SubnetReference;
}

/** How a configuration has an association. */
interface Form {
  /** The resource that stands for it beside the subnet. */
  readonly resource: string;
  /** Its attribute that names the target. */
  readonly attribute: string;
  /** The attribute of a subnet that is a block of its network; absent where there is none. */
  readonly inner?: string;
}

const forms: Readonly<Record<SubnetReference, Form>> = {
  routeTable: {
    resource: "azurerm_subnet_route_table_association",
    attribute: "route_table_id",
    inner: "route_table_id",
  },
  networkSecurityGroup: {
    resource: "azurerm_subnet_network_security_group_association",
    attribute: "network_security_group_id",
    inner: "security_group",
  },
  natGateway: { resource: "azurerm_subnet_nat_gateway_association", attribute: "nat_gateway_id" },
};

/** A subnet takes a target: a new association, or another value of the one that is there. */
export function associationBlocks(
  telling: Telling,
  { subnet, property, target }: Association & { readonly target: string },
): readonly Block[] {
  const { addresses, before } = telling;
  const { resource, attribute, inner } = forms[property];
  const id = writtenId(telling, target).text;
  const value: Value = addresses.refer(id, "id", id);
  const home = addresses.of(subnet);
  if (home.inner !== undefined && inner !== undefined) {
    return [{ kind: "edit", at: home, body: [{ name: inner, value }] }];
  }
  const at = associationOf(telling, subnet, resource);
  const hasOne = idAt(findResource(before, subnet)?.body, property) !== undefined;
  if (hasOne) return [{ kind: "edit", at, body: [{ name: attribute, value }] }];
  const own = writtenId(telling, subnet).text;
  const body = [
    { name: "subnet_id", value: addresses.refer(own, "id", own) },
    { name: attribute, value },
  ];
  return [{ kind: "new", type: at.type, label: at.label, body }];
}

/** A subnet has no target any more: its association goes. */
export function dissociationBlocks(
  telling: Telling,
  { subnet, property }: Association,
): readonly Block[] {
  const { resource, inner } = forms[property];
  const home = telling.addresses.of(subnet);
  if (home.inner !== undefined && inner !== undefined) {
    return [{ kind: "delete", what: `the attribute ${inner} in ${nameOfAddress(home)}` }];
  }
  const at = associationOf(telling, subnet, resource);
  return [{ kind: "delete", what: nameOfAddress(at) }];
}

function associationOf(telling: Telling, subnet: string, type: string): Address {
  const label = labelOf(...writtenId(telling, subnet).names);
  return { type, label, known: undefined };
}
