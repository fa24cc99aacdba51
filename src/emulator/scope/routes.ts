import { on, type Route } from "../dispatch/route.ts";
import { pollGroupRemoval, removeGroup } from "./group-removal.ts";
import { getGroup, headGroup, listGroups, patchGroup, putGroup } from "./groups.ts";
import { listLocations } from "./locations.ts";
import { getLock, listLocks, putLock, removeLock } from "./locks.ts";
import { listResources } from "./resources.ts";
import { getSubscription, listSubscriptions, listTenants } from "./subscriptions.ts";

const subscription = "/subscriptions/{subscription}";
const group = `${subscription}/resourceGroups/{group}`;
const locks = "{scope}/providers/Microsoft.Authorization/locks";

/** Subscriptions and resource groups, and what may be said at every scope. */
export const scopeRoutes: readonly Route[] = [
  on("GET", "/tenants", listTenants),
  on("GET", "/subscriptions", listSubscriptions),
  on("GET", subscription, getSubscription),
  on("GET", `${subscription}/locations`, listLocations),
  on("GET", `${subscription}/resources`, listResources),
  on("GET", `${subscription}/operationresults/{operation}`, pollGroupRemoval),

  on("GET", `${subscription}/resourceGroups`, listGroups),
  on("PUT", group, putGroup),
  on("PATCH", group, patchGroup),
  on("GET", group, getGroup),
  on("HEAD", group, headGroup),
  on("DELETE", group, removeGroup),
  on("GET", `${group}/resources`, listResources),

  on("GET", locks, listLocks),
  on("PUT", `${locks}/{lock}`, putLock),
  on("GET", `${locks}/{lock}`, getLock),
  on("DELETE", `${locks}/{lock}`, removeLock),
];
