import { typeKeys } from "../../arm/index.ts";
import { holderIdOf } from "../estate/element.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { RemovalCheck } from "../kind/kind.ts";
import {
  ddosPlanInUse,
  interfaceInUse,
  inUse,
  natGatewayInUse,
  publicAddressAllocated,
  publicPrefixInUse,
  securityGroupInUse,
} from "../refusal/in-use.ts";

/** ERR-53. */
export const refuseSecurityGroupInUse: RemovalCheck = ({ estate, row }) => {
  const users = usersOf(estate, row, [typeKeys.nic, typeKeys.subnet]);
  return users.length === 0 ? undefined : securityGroupInUse(row.id.text, users);
};

/** ERR-54: an interface of a virtual machine. */
export const refuseInterfaceInUse: RemovalCheck = ({ estate, row }) => {
  const [machine] = usersOf(estate, row, [typeKeys.virtualMachine]);
  return machine === undefined ? undefined : interfaceInUse(row.id.text, machine);
};

/** ERR-54: a public address that something has. */
export const refusePublicAddressInUse: RemovalCheck = ({ estate, row }) => {
  const [holder] = estate
    .referrersOf(row.id.key)
    .filter(({ steps }) => /publicIPAddress/i.test(steps.join()))
    .map(holderIdOf);
  return holder === undefined ? undefined : publicAddressAllocated(row.id.text, holder);
};

/** A public prefix that something has, or that public addresses come from. */
export const refusePublicPrefixInUse: RemovalCheck = ({ estate, row }) => {
  const users = estate.referrersOf(row.id.key).map(holderIdOf);
  return users.length === 0 ? undefined : publicPrefixInUse(row.id.text, users);
};

/** ERR-54: a NAT gateway of a subnet. */
export const refuseNatGatewayInUse: RemovalCheck = ({ estate, row }) => {
  const users = usersOf(estate, row, [typeKeys.subnet]);
  return users.length === 0 ? undefined : natGatewayInUse(row.id.text, users.length);
};

/** ARM-RECORDED.md 6. */
export const refuseDdosPlanInUse: RemovalCheck = ({ estate, row }) => {
  const users = usersOf(estate, row, [typeKeys.virtualNetwork]);
  return users.length === 0 ? undefined : ddosPlanInUse(row.id.text, users);
};

/** Whatever is named from anywhere: the code is ours. */
export const refuseWhenNamed: RemovalCheck = ({ estate, row }) => {
  const users = estate
    .referrersOf(row.id.key)
    .filter((referrer) => referrer.row.root !== row.root)
    .map(holderIdOf);
  return users.length === 0 ? undefined : inUse(row.id.text, [...new Set(users)]);
};

function usersOf(estate: EstateView, row: Row, wanted: readonly string[]): readonly string[] {
  const users = estate
    .referrersOf(row.id.key)
    .filter((referrer) => wanted.includes(referrer.row.typeKey))
    .map((referrer) => referrer.row.id.text);
  return [...new Set(users)];
}
