import type { Key, Model } from "../../model/index.ts";
import type { View } from "../../route/index.ts";
import type { Node } from "../../walk/index.ts";

/** Where a node stands: the subnet whose filters and table it meets. */
export interface Stand {
  readonly subnet: Key;
  readonly nic: Key | undefined;
  readonly privateEndpoint: Key | undefined;
  readonly view: View;
}

/** Tells where a node stands; absent for what stands in no subnet. */
export function standOf(model: Model, { kind, key }: Node): Stand | undefined {
  if (key === undefined) return undefined;
  const at = (
    subnet: Key | undefined,
    more: Partial<Pick<Stand, "nic" | "privateEndpoint">> & { readonly gateway?: Key } = {},
  ): Stand | undefined =>
    subnet === undefined
      ? undefined
      : {
          subnet,
          nic: more.nic,
          privateEndpoint: more.privateEndpoint,
          view: { subnet, gateway: more.gateway },
        };
  switch (kind) {
    case "nic":
      return at(model.nics.get(key)?.subnet, { nic: key });
    case "subnet":
      return at(key);
    case "firewall":
      return at(model.firewalls.get(key)?.subnet);
    case "gateway":
      return at(model.gateways.get(key)?.subnet, { gateway: key });
    case "routingAppliance":
      return at(model.routingAppliances.get(key)?.subnet);
    case "privateEndpoint":
      return at(model.privateEndpoints.get(key)?.subnet, { privateEndpoint: key });
    case "loadBalancer":
    case "virtualHub":
    case "circuit":
    case "site":
    case "host":
    case "service":
    case "internet":
    case "platform":
      return undefined;
  }
}
