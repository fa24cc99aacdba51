// Estates for pulls: one resource of every type that is pulled, and of every type below.
import { type JsonObject, nameOnlyTypeKeys, typeKeys } from "../../src/arm/index.ts";
import { toResource } from "../../src/pull/estate/gathered.ts";
import { childListsOf } from "../../src/pull/type/child-list.ts";
import { pulledTypes } from "../../src/pull/type/pulled-type.ts";

/** Where resources of an estate are. */
export interface Spot {
  readonly subscription: string;
  readonly group: string;
}

/** A resource of a type with a name. */
export function resourceAt({ subscription, group }: Spot, type: string, name: string): JsonObject {
  const [namespace, top = ""] = type.split("/");
  const id = `/subscriptions/${subscription}/resourceGroups/${group}/providers/${namespace}/${top}/${name}`;
  return { id, name, type, location: "westeurope", properties: propertiesOf(type, name) };
}

function propertiesOf(type: string, name: string): JsonObject {
  const own = { provisioningState: "Succeeded", marker: name };
  switch (type) {
    case nameOnlyTypeKeys.networkManager:
      return { ...own, networkManagerScopes: {} };
    case typeKeys.virtualHub:
      return name.includes("server") ? own : { ...own, virtualWan: { id: "/wan" } };
    case typeKeys.connection:
      return { ...own, connectionStatus: "NotConnected" };
    case typeKeys.virtualNetwork:
      return { ...own, subnets: [{ id: `/x/${name}/subnets/a`, name: "a", properties: own }] };
    default:
      return own;
  }
}

/** The children that a resource has room for, each with the name `c`, and theirs. */
export function childrenOf(parent: JsonObject): readonly JsonObject[] {
  const resource = toResource(parent);
  if (resource === undefined) return [];
  return childListsOf(resource, new Set()).flatMap(({ childKey, segment }) => {
    const child = {
      id: `${resource.id.text}/${segment}/c`,
      name: "c",
      type: childKey,
      properties: { provisioningState: "Succeeded", below: resource.id.name },
    };
    return [child, ...childrenOf(child)];
  });
}

/** A resource of every pulled type at a spot, with all children. */
export function fullEstate(spot: Spot, suffix = "1"): readonly JsonObject[] {
  const tops = pulledTypes.flatMap(({ typeKey }) => [
    resourceAt(spot, typeKey, `${typeKey.split("/")[1]}${suffix}`),
    ...(typeKey === typeKeys.virtualHub ? [resourceAt(spot, typeKey, `server${suffix}`)] : []),
  ]);
  return [...containersOf(spot), ...tops, ...tops.flatMap(childrenOf), ...extensionsOf(tops)];
}

/** The subscription and the resource group of a spot. */
export function containersOf({ subscription, group }: Spot): readonly JsonObject[] {
  const properties = { provisioningState: "Succeeded" };
  return [
    { id: `/subscriptions/${subscription}`, subscriptionId: subscription, state: "Enabled" },
    {
      id: `/subscriptions/${subscription}/resourceGroups/${group}`,
      name: group,
      location: "westeurope",
      properties,
    },
  ];
}

function extensionsOf(tops: readonly JsonObject[]): readonly JsonObject[] {
  const machines = tops.filter(({ type }) => type === typeKeys.virtualMachine);
  return machines.map(({ id }) => ({
    id: `${id}/extensions/agent`,
    name: "agent",
    type: typeKeys.machineExtension,
    location: "westeurope",
    properties: { provisioningState: "Succeeded", publisher: "p", type: "t" },
  }));
}
