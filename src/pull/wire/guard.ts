import type { Http } from "./http.ts";

const network = "/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/";

/** The POSTs that only read, by their paths. Azure has no GET for what they answer. */
const readingPosts: readonly RegExp[] = [
  "/providers/Microsoft\\.ResourceGraph/resources",
  `${network}virtualNetworkGateways/[^/]+/getLearnedRoutes`,
  `${network}virtualHubs/[^/]+/bgpConnections/[^/]+/learnedRoutes`,
  `${network}virtualHubs/[^/]+/effectiveRoutes`,
  `${network}expressRouteCircuits/[^/]+/peerings/[^/]+/routeTables/(?:primary|secondary)`,
  `${network}networkInterfaces/[^/]+/effectiveRouteTable`,
  // Signs in at a local server.
  "/[^/]+(?:/[^/]+)?/oauth2/(?:v2\\.0/)?token/?",
].map((path) => new RegExp(`^${path}$`, "i"));

// A GET may give a secret away, too.
const tellingGets = /\/(?:sharedKeys?|sharedKey\/.*|authorizations|list\w*Keys|listSecrets)$/i;

/** Whether a request only reads, and reads no secret. */
export function isReading(method: string, url: string): boolean {
  const { pathname } = new URL(url);
  if (method === "GET") return !tellingGets.test(pathname);
  return method === "POST" && readingPosts.some((path) => path.test(pathname));
}

/** A request that a pull must not send. To come here is a bug. */
export class ForbiddenRequest extends Error {}

/**
 * Lets only requests through that read. Every request of a pull goes through here; another one is a
 * bug, and is thrown before anything is sent.
 */
export function readingOnly(http: Http): Http {
  return async (request) => {
    const { method, url } = request;
    if (!isReading(method, url))
      throw new ForbiddenRequest(`a pull was about to send ${method} ${url}`);
    return http(request);
  };
}
