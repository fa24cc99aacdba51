import type { Connection, Key, Model, Site } from "../model/index.ts";

/** Places outside Azure that a connection leads to. */
export function sitesBehind(model: Model, connection: Connection): readonly Site[] {
  return sitesLinkedTo(model, [connection.key, connection.gateway, connection.circuit]);
}

/** Places outside Azure that say of themselves that one of these leads to them. */
export function sitesLinkedTo(model: Model, keys: readonly (Key | undefined)[]): readonly Site[] {
  return [...model.sites.values()].filter(({ links }) =>
    links.some(({ key }) => keys.includes(key)),
  );
}
