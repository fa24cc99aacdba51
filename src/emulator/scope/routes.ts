import { on, type Route } from "../dispatch/route.ts";
import { askGraph } from "../graph/answer.ts";
import {
  checkNameAvailability,
  checkResourceName,
  getFeature,
  listBelow,
  listFeatures,
  listPermissions,
  listRoles,
  notOffered,
} from "./access.ts";
import {
  changePower,
  getImage,
  getInstanceView,
  listImageVersions,
  listNoImages,
  listSizes,
  listSkus,
  listUsages,
} from "./compute.ts";
import { pollGroupRemoval, removeGroup } from "./group-removal.ts";
import { getGroup, headGroup, listGroups, patchGroup, putGroup } from "./groups.ts";
import { listLocations } from "./locations.ts";
import { getLock, listLocks, putLock, removeLock } from "./locks.ts";
import { listNetworkUsages } from "./network-usage.ts";
import { getProvider, listProviders } from "./providers.ts";
import { listResources } from "./resources.ts";
import { getSubscription, listSubscriptions, listTenants } from "./subscriptions.ts";
import { getTags, listTagNames, patchTags, putTags, removeTags } from "./tags.ts";

const subscription = "/subscriptions/{subscription}";
const group = `${subscription}/resourceGroups/{group}`;
const locks = "{scope}/providers/Microsoft.Authorization/locks";
const tags = "{scope}/providers/Microsoft.Resources/tags/default";
const access = "{scope}/providers/Microsoft.Authorization";
const features = `${subscription}/providers/Microsoft.Features`;
const compute = `${subscription}/providers/Microsoft.Compute`;
const publishers = `${compute}/locations/{location}/publishers`;
const skus = `${publishers}/{publisher}/artifacttypes/vmimage/offers/{offer}/skus`;
const machine = "{resource:Microsoft.Compute/virtualMachines}";

const cannotMove = notOffered(
  "move resources between groups",
  "Make them again in the other group.",
);
const cannotExport = notOffered(
  "write a group as a template",
  "'trueroute snapshot' writes its resources, and 'az deployment group export' a template that was deployed.",
);

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

  on("POST", `${group}/exportTemplate`, cannotExport),
  on("POST", `${group}/moveResources`, cannotMove),
  on("POST", `${group}/validateMoveResources`, cannotMove),

  on("GET", `${subscription}/providers`, listProviders),
  on("GET", `${subscription}/providers/{namespace}`, getProvider),
  on("POST", `${subscription}/providers/{namespace}/register`, getProvider),
  on("POST", `${subscription}/providers/{namespace}/unregister`, getProvider),
  on("GET", "/providers", listProviders),
  on("GET", "/providers/{namespace}", getProvider),
  on("POST", "/providers/Microsoft.ResourceGraph/resources", askGraph),
  on("POST", "/providers/Microsoft.Resources/checkResourceName", checkResourceName),
  on("POST", `${subscription}/providers/{namespace}/checkNameAvailability`, checkNameAvailability),

  on("GET", `${subscription}/tagNames`, listTagNames),
  on("GET", tags, getTags),
  on("PUT", tags, putTags),
  on("PATCH", tags, patchTags),
  on("DELETE", tags, removeTags),

  on("GET", `${access}/permissions`, listPermissions),
  on("GET", `${access}/roleDefinitions`, listRoles),
  on("GET", `${access}/roleAssignments`, listBelow),
  on("GET", `${access}/policyAssignments`, listBelow),
  on("GET", `${access}/denyAssignments`, listBelow),
  on("GET", `${features}/features`, listFeatures),
  on("GET", `${features}/providers/{namespace}/features`, listFeatures),
  on("GET", `${features}/providers/{namespace}/features/{feature}`, getFeature),

  on("GET", `${compute}/skus`, listSkus),
  on(
    "GET",
    "/subscriptions/{subscription}/providers/Microsoft.Network/locations/{location}/usages",
    listNetworkUsages,
  ),
  on("GET", `${compute}/locations/{location}/usages`, listUsages),
  on("GET", `${compute}/locations/{location}/vmSizes`, listSizes),
  on("GET", publishers, listNoImages),
  on("GET", `${publishers}/{publisher}/artifacttypes/vmextension/types`, listNoImages),
  on("GET", `${publishers}/{publisher}/artifacttypes/vmimage/offers`, listNoImages),
  on("GET", skus, listNoImages),
  on("GET", `${skus}/{sku}/versions`, listImageVersions),
  on("GET", `${skus}/{sku}/versions/{version}`, getImage),
  on("GET", `${machine}/instanceView`, getInstanceView),
  on("POST", `${machine}/start`, changePower("running")),
  on("POST", `${machine}/powerOff`, changePower("stopped")),
  on("POST", `${machine}/deallocate`, changePower("deallocated")),
  on("POST", `${machine}/restart`, changePower("running")),

  on("GET", locks, listLocks),
  on("PUT", `${locks}/{lock}`, putLock),
  on("GET", `${locks}/{lock}`, getLock),
  on("DELETE", `${locks}/{lock}`, removeLock),
];
