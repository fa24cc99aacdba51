/**
 * provision: a resource as somebody asks for it -> the resource as Azure answers it.
 *
 * Takes one resource after the other, in the order in which Azure would make them, and what exists
 * already; gives each with what Azure adds: private addresses out of the subnet, interfaces of
 * private endpoints, instance addresses of gateways, and what stays of the resource that it
 * replaces. At the end, values that stand in for those of another resource are taken from there.
 * Invariant: a value that was asked for is never changed, and one that Azure alone decides (a
 * public address, a generated name) stays marked as unknown. Does not know templates, plans or
 * files, and checks nothing.
 */
export { type AddressPicker, createAddressPicker } from "./address-picker.ts";
export { findClashing } from "./clash.ts";
export type { AssignedAddress } from "./estate.ts";
export { createProvision, type Provision } from "./provision.ts";
export { settleValues } from "./settle.ts";
