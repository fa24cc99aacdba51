import { pollResult, pollStatus } from "../operation/poll.ts";
import { askLater } from "../question/ask.ts";
import { effectiveRoutes } from "../question/effective-routes.ts";
import { getOne } from "../resource/get.ts";
import { listAll } from "../resource/list.ts";
import { putOne } from "../resource/put.ts";
import { removeOne } from "../resource/remove.ts";
import { getGroup, headGroup, listGroups, putGroup } from "../scope/groups.ts";
import { on, type Route } from "./route.ts";

const group = "/subscriptions/{subscription}/resourceGroups/{group}";
const dns = `${group}/providers/{provider}`;
const operations = "/subscriptions/{subscription}/providers/{provider}/locations/{location}";

/** Every request that is answered, read from top to bottom: the first line that fits answers. */
export const table: readonly Route[] = [
  // Operations
  on("GET", `${operations}/operations/{operation}`, pollStatus),
  on("GET", `${operations}/operationResults/{operation}`, pollResult),
  on("GET", `${operations}/asyncoperations/{operation}`, pollResult),
  on("GET", `${operations}/serverAzureAsyncOperation/{operation}`, pollStatus),
  on("GET", `${operations}/serverOperationResults/{operation}`, pollResult),
  on("GET", `${dns}/privateDnsOperationStatuses/{operation}`, pollStatus),
  on("GET", `${dns}/privateDnsOperationResults/{operation}`, pollResult),
  on("GET", `${dns}/dnsOperationStatuses/{operation}`, pollStatus),
  on("GET", `${dns}/dnsOperationResults/{operation}`, pollResult),

  // Resource groups
  on("GET", "/subscriptions/{subscription}/resourceGroups", listGroups),
  on("PUT", group, putGroup),
  on("GET", group, getGroup),
  on("HEAD", group, headGroup),

  // Questions
  on(
    "POST",
    "{resource:Microsoft.Network/networkInterfaces}/effectiveRouteTable",
    askLater(effectiveRoutes),
  ),

  // Resources
  on("GET", "{resource}", getOne),
  on("PUT", "{resource}", putOne),
  on("DELETE", "{resource}", removeOne),
  on("GET", "{collection}", listAll),
];
