/**
 * dns: what a name resolves to, which depends on who asks.
 *
 * Takes a model, an asker and a name; gives addresses with the zone, record or fact that told them.
 * Invariant: a private zone that is linked to the asker's network answers before the public name,
 * and an answer that nobody knows is said to be unknown. Asks no server. Does not know routes.
 */
export { endpointsOf, firstLabel, type NamedEndpoint, zoneNames } from "./endpoint-name.ts";
export { listNames } from "./list-names.ts";
export { normalizeName } from "./normalize-name.ts";
export type {
  Asker,
  NameAssumption,
  Resolution,
  ResolutionSource,
  UnresolvedReason,
} from "./resolution.ts";
export { resolveName } from "./resolve.ts";
