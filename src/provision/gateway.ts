import {
  createUnknown,
  isJsonObject,
  type JsonObject,
  peekProperty,
  type Resource,
  type Unknown,
} from "../arm/index.ts";
import { otherInstances, pairInstances } from "./bgp-instance.ts";
import { idAt, keyOfId, listAt, nameKeyOf, textAt, withProperty } from "./body.ts";
import { addressOrMark } from "./configuration.ts";
import type { Estate } from "./estate.ts";

// A gateway has two instances; a third IP configuration serves clients only.
const instanceCount = 2;

/** The autonomous system of Azure's gateways where nobody asks for another one. */
export const defaultAsn = 65515;

/**
 * Gives a VPN gateway its BGP addresses (GW-12): the last usable address of GatewaySubnet when one
 * instance is active, else the first free ones. Beside another gateway the addresses of a pair
 * have been seen at other places, so they are marked as unknown then. ExpressRoute gateways tell no
 * addresses.
 */
export function completeGateway(estate: Estate, resource: Resource): Resource {
  const { body } = resource;
  if (textAt(body, "gatewayType")?.toLowerCase() !== "vpn") return resource;
  if (textAt(body, "vpnType")?.toLowerCase() === "policybased") return resource;
  const asked = peekProperty(body, "bgpSettings");
  const settings: JsonObject = isJsonObject(asked) ? asked : {};
  if (textAt(settings, "bgpPeeringAddress") !== undefined) return resource;
  const instances = placeInstances(estate, resource, settings);
  if (instances.length === 0) return resource;
  const bgpSettings = { asn: defaultAsn, ...settings, bgpPeeringAddresses: instances };
  return { ...resource, body: withProperty(body, "bgpSettings", bgpSettings) };
}

function placeInstances(
  estate: Estate,
  resource: Resource,
  settings: JsonObject,
): readonly JsonObject[] {
  const { body } = resource;
  const isPair = peekProperty(body, "activeActive") === true;
  const configurations = listAt(body, "ipConfigurations").flatMap((configuration) =>
    configurationOf(resource, configuration),
  );
  const active = configurations.slice(0, isPair ? instanceCount : 1);
  const ids = active.map(({ id }) => id);
  const written = pairInstances(settings, ids);
  const instances = active.map(({ id: ipconfigurationId, subnet }, index) => {
    const known: JsonObject = { ipconfigurationId, ...written[index] };
    if (listAt(known, "defaultBgpIpAddresses").length > 0) return known;
    const address = placeInstance(estate, resource, { subnet, isPair });
    return { ...known, defaultBgpIpAddresses: [address] };
  });
  return [...instances, ...otherInstances(settings, ids)];
}

function configurationOf(
  { id }: Resource,
  configuration: unknown,
): readonly { readonly id: string; readonly subnet: string }[] {
  const subnet = idAt(configuration, "subnet");
  const name = nameKeyOf(configuration);
  if (subnet === undefined || name === undefined) return [];
  const own = textAt(configuration, "id") ?? `${id.text}/ipConfigurations/${name}`;
  return [{ id: own, subnet }];
}

function placeInstance(
  estate: Estate,
  { id }: Resource,
  { subnet, isPair }: { readonly subnet: string; readonly isPair: boolean },
): string | Unknown {
  const what = `BGP address of gateway ${id.name}`;
  const others = [...estate.gatewaysIn(keyOfId(subnet))].filter((key) => key !== id.key);
  if (isPair && others.length > 0) {
    return createUnknown(`${what}: another gateway stands in its subnet`);
  }
  const asker = { resource: id.text, subnet, family: 4 } as const;
  return addressOrMark(estate, asker, { what, from: isPair ? "first" : "last" });
}

const hubInstances = ["Instance0", "Instance1"];

/**
 * Marks the BGP addresses of a site-to-site gateway in a hub, which Azure takes out of a range that
 * it cuts for itself.
 */
export function completeHubGateway(resource: Resource): Resource {
  const { body, id } = resource;
  const asked = peekProperty(body, "bgpSettings");
  const settings: JsonObject = isJsonObject(asked) ? asked : {};
  const written = pairInstances(settings, hubInstances);
  const instances = hubInstances.map((ipconfigurationId, index) => {
    const known: JsonObject = { ipconfigurationId, ...written[index] };
    if (listAt(known, "defaultBgpIpAddresses").length > 0) return known;
    const mark = createUnknown(`BGP address of ${ipconfigurationId} of gateway ${id.name}`);
    return { ...known, defaultBgpIpAddresses: [mark] };
  });
  const bgpSettings = { asn: defaultAsn, ...settings, bgpPeeringAddresses: instances };
  return { ...resource, body: withProperty(body, "bgpSettings", bgpSettings) };
}
