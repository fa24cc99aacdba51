import { peekProperty, type Resource } from "../arm/index.ts";
import { idAt, keyOfId, listAt, withProperty } from "./body.ts";
import { addressOrMark } from "./configuration.ts";
import type { Estate } from "./estate.ts";
import { defaultAsn } from "./gateway.ts";

const instanceCount = 2;

/** Gives a Route Server whose IP configuration stands inside it the addresses of its instances. */
export function completeRouteServer(estate: Estate, hub: Resource): Resource {
  const subnet = listAt(hub.body, "ipConfigurations")
    .map((configuration) => idAt(configuration, "subnet"))
    .find((id) => id !== undefined);
  return subnet === undefined ? hub : place(estate, hub, subnet);
}

/** The IP configuration of a Route Server, and the server with the addresses of its instances. */
export function completeRouteServerOf(
  estate: Estate,
  configuration: Resource,
): readonly Resource[] {
  const { id, body } = configuration;
  const subnet = idAt(body, "subnet");
  const hub = id.parent === undefined ? undefined : estate.find(keyOfId(id.parent));
  if (subnet === undefined || hub === undefined) return [configuration];
  const placed = place(estate, hub, subnet);
  return placed === hub ? [configuration] : [configuration, placed];
}

// Seen in captures: the two instances have the first free addresses of RouteServerSubnet.
function place(estate: Estate, hub: Resource, subnet: string): Resource {
  const { body, id } = hub;
  const wan = peekProperty(body, "virtualWan");
  if (wan !== undefined && wan !== null) return hub;
  if (listAt(body, "virtualRouterIps").length > 0) return hub;
  const asker = { resource: id.text, subnet, family: 4 } as const;
  const what = `address of Route Server ${id.name}`;
  const virtualRouterIps = Array.from({ length: instanceCount }, () =>
    addressOrMark(estate, asker, { what }),
  );
  const addressed = withProperty(body, "virtualRouterIps", virtualRouterIps);
  const asn = peekProperty(addressed, "virtualRouterAsn") ?? defaultAsn;
  return { ...hub, body: withProperty(addressed, "virtualRouterAsn", asn) };
}
