import {
  addressLists,
  childKinds,
  decoders,
  embeddedChildren,
  type Resource,
  readPrefixes,
  typeKeys,
} from "../arm/index.ts";
import { type Ip, type Prefix, parseIp } from "../net/index.ts";
import { idAt, keyOfId, listAt, textAt } from "./body.ts";

/** An address that a resource has in a subnet. */
export interface TakenAddress {
  /** Key of the subnet. */
  readonly subnet: string;
  readonly address: Ip;
}

/** A subnet by key, and its prefixes. */
export interface SubnetPrefixes {
  readonly subnet: string;
  readonly prefixes: readonly Prefix[];
}

// Most resources have neither.
const nothing: readonly never[] = [];

/** The subnets that a resource holds or is: keys and prefixes. */
export function subnetsOf(resource: Resource): readonly SubnetPrefixes[] {
  if (resource.typeKey === typeKeys.subnet) {
    return [{ subnet: resource.id.key, prefixes: readPrefixes(resource) }];
  }
  const rule = childKinds.subnet;
  if (resource.typeKey !== typeKeys.virtualNetwork || rule === undefined) return nothing;
  return embeddedChildren(resource, rule, ignore)
    .filter(({ isBare }) => !isBare)
    .map(({ resource: subnet }) => ({ subnet: subnet.id.key, prefixes: readPrefixes(subnet) }));
}

/** The addresses that a resource has, as far as it tells them. */
export function addressesOf(resource: Resource): readonly TakenAddress[] {
  const { typeKey, body } = resource;
  if (typeKey === typeKeys.gateway) return gatewayAddresses(resource);
  if (typeKey === typeKeys.privateEndpoint) return endpointAddresses(resource);
  const list = addressLists.get(typeKey);
  if (list === undefined) return nothing;
  // A loop, because every interface comes by here.
  let taken: TakenAddress[] | undefined;
  for (const element of listAt(body, list)) {
    const address = parseIp(textAt(element, "privateIPAddress") ?? "");
    const subnet = address === undefined ? undefined : idAt(element, "subnet");
    if (subnet !== undefined && address !== undefined) {
      taken ??= [];
      taken.push({ subnet: keyOfId(subnet), address });
    }
  }
  return taken ?? nothing;
}

function gatewayAddresses(resource: Resource): readonly TakenAddress[] {
  const body = decoders.gateway(resource, ignore);
  const subnet = body?.ipConfigurations.find((one) => one.subnet !== undefined)?.subnet?.id;
  if (body === undefined || subnet === undefined) return [];
  const { instances, joined } = body.bgpAddresses;
  const addresses = [...instances.flatMap(({ peerings }) => peerings), ...joined];
  return addresses.map((address) => ({ subnet: keyOfId(subnet), address }));
}

// Its interface has them too, where the input has the interface.
function endpointAddresses(resource: Resource): readonly TakenAddress[] {
  const body = decoders.privateEndpoint(resource, ignore);
  const subnet = body?.subnet?.id;
  if (body === undefined || subnet === undefined) return [];
  return body.addresses.map(({ address }) => ({ subnet: keyOfId(subnet), address }));
}

// What is wrong with a resource is said when it is compiled.
function ignore(): void {}
