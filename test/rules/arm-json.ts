// ARM resources as a user would export them, written short. Everything stands in one resource
// group.

/** One ARM resource. */
export interface Json {
  readonly [property: string]: unknown;
}

const scope = "/subscriptions/s/resourceGroups/rg/providers";

/** Id of a resource: `idOf("Microsoft.Network/virtualNetworks/subnets", "hub/app")`. */
export function idOf(type: string, name: string): string {
  const [provider = "", ...types] = type.split("/");
  const names = name.split("/");
  return [scope, provider, ...types.flatMap((one, at) => [one, names[at] ?? ""])].join("/");
}

/**
 * A resource of the provider `Microsoft.Network`, children included: `resource("routeTables", "rt",
 * {})`.
 */
export function resource(type: string, name: string, properties: Json, more: Json = {}): Json {
  const full = `Microsoft.Network/${type}`;
  const own = name.split("/").at(-1);
  return {
    id: idOf(full, name),
    name: own,
    type: full,
    location: "westeurope",
    ...more,
    properties,
  };
}

/** A fact that ARM does not hold. */
export function fact(type: string, name: string, properties: Json): Json {
  return { type: `Trueroute/${type}`, name, properties };
}

/** A reference to a resource of `Microsoft.Network`. */
export function reference(type: string, name: string): Json {
  return { id: idOf(`Microsoft.Network/${type}`, name) };
}

/** A reference to a subnet, written `network/subnet`. */
export function subnetReference(name: string): Json {
  return reference("virtualNetworks/subnets", name);
}

/** Switches for the whole estate. */
export function behavior(switches: Json): Json {
  return fact("behavior", "default", switches);
}
