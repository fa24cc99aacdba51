import { limits, type Model, perModel, type Usage } from "../../model/index.ts";
import { prefixKey } from "../../net/index.ts";
import { announcedPrefixes } from "../../route/index.ts";

/**
 * How many prefixes go out over each ExpressRoute connection, by family (GW-23 to GW-25, ER-9).
 * Cost: the first call for a model collects what its gateways announce.
 */
export const announcedUsages: (model: Model) => readonly Usage[] = perModel((model) =>
  [...model.connections.values()].flatMap((connection): readonly Usage[] => {
    const gateway = model.gateways.get(connection.gateway);
    if (connection.kind !== "expressRoute" || gateway === undefined) return [];
    const prefixes = announcedPrefixes(model, gateway, connection).map(({ prefix }) => prefix);
    const { name: owner, place } = connection;
    return ([4, 6] as const).flatMap((family) => {
      const own = prefixes.filter((prefix) => prefix.family === family);
      const count = new Set(own.map(prefixKey)).size;
      const limit = family === 4 ? limits.announcedPrefixes : limits.announcedPrefixes6;
      return count === 0
        ? []
        : [{ kind: "announcedPrefixes", owner, place, count, limit, family } as const];
    });
  }),
);
