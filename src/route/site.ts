import type { Connection, Model, Site } from "../model/index.ts";

/** Places outside Azure that a connection leads to. */
export function sitesBehind(model: Model, connection: Connection): readonly Site[] {
  const keys = new Set([connection.key, connection.gateway, connection.circuit]);
  return [...model.sites.values()].filter(({ links }) => links.some(({ key }) => keys.has(key)));
}
