import { commitConfigurations } from "../action/commit.ts";
import { gatewayConnections } from "../action/gateway-connections.ts";
import { listLinkResources } from "../action/link-resources.ts";
import { listRecordSets } from "../action/record-sets.ts";
import { getSharedKey, putSharedKey, resetSharedKey } from "../action/shared-key.ts";
import { listStorageKeys } from "../action/storage-keys.ts";
import { pollResult, pollStatus } from "../operation/poll.ts";
import { askLater, askNow } from "../question/ask.ts";
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

  // What stands beside a resource
  on("GET", "{resource:Microsoft.Network/connections}/sharedkey", getSharedKey),
  on("PUT", "{resource:Microsoft.Network/connections}/sharedkey", putSharedKey),
  on("POST", "{resource:Microsoft.Network/connections}/sharedkey/reset", resetSharedKey),
  on("GET", "{resource:Microsoft.Network/virtualNetworkGateways}/connections", gatewayConnections),
  on("GET", "{resource:Microsoft.Network/privateDnsZones}/ALL", listRecordSets),
  on("GET", "{resource:Microsoft.Network/dnszones}/all", listRecordSets),
  on("GET", "{resource:Microsoft.Network/dnszones}/recordsets", listRecordSets),
  on("POST", "{resource:Microsoft.Network/networkManagers}/commit", commitConfigurations),
  on("POST", "{resource:Microsoft.Storage/storageAccounts}/listKeys", askNow(listStorageKeys)),
  on("GET", "{resource}/privateLinkResources", listLinkResources),

  // Resources
  on("GET", "{resource}", getOne),
  on("PUT", "{resource}", putOne),
  on("DELETE", "{resource}", removeOne),
  on("GET", "{collection}", listAll),
];
