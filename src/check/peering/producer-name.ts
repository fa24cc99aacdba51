import type { Model } from "../../model/index.ts";
import type { Route } from "../../route/index.ts";
import { listNames } from "../list-names.ts";

/** Who brings some gateway routes: names of connections, gateways, BGP peers and hubs. */
export function producerNames(model: Model, routes: readonly Route[]): string {
  const keys = routes.flatMap(({ nextHop }) =>
    nextHop.kind === "gateway" ? nextHop.paths.map(({ producer }) => producer) : [],
  );
  const names = [...new Set(keys)].map((key) => nameOf(model, key));
  return names.length === 0 ? "its gateways" : listNames(names);
}

function nameOf(
  { connections, gateways, hubs }: Model,
  key: Route["places"][0]["resource"],
): string {
  const known = [connections, gateways, hubs] as readonly ReadonlyMap<string, { name: string }>[];
  const found = known.map((map) => map.get(key)).find((one) => one !== undefined);
  return found?.name ?? key.split("/").at(-1) ?? key;
}
