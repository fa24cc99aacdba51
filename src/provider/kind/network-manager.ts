import type { Field } from "../shape/field.ts";
import { asked, derived, provisioningState, resourceGuid } from "../shape/forms.ts";
import { defineChild, defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.Network/networkManagers";
const direct = { put: "direct" } as const;

/** Microsoft.Network/networkManagers. */
const networkManager: Kind = defineKind({
  type,
  frame: ["id", "name", "type", "etag", "location", "tags", "properties"],
  properties: [
    asked("description"),
    asked("networkManagerScopes", { managementGroups: [], subscriptions: [] }),
    asked("networkManagerScopeAccesses", []),
    provisioningState(),
    resourceGuid(),
  ],
  protocol: direct,
});

/** A child that is kept as it is asked for, with the state and the guid that all of them have. */
function child(path: string, fields: readonly Field[]): Kind {
  return defineChild({
    type: `${type}/${path}`,
    frame: ["id", "name", "type", "etag", "properties"],
    properties: [...fields, provisioningState(), resourceGuid()],
    protocol: direct,
  });
}

const rules = [asked("description")];

/** Azure Virtual Network Manager: the manager, its groups and its configurations. */
export const networkManagerKinds: readonly Kind[] = [
  networkManager,
  child("networkGroups", [asked("description"), asked("memberType", "VirtualNetwork")]),
  defineChild({
    type: `${type}/networkGroups/staticMembers`,
    frame: ["id", "name", "type", "etag", "properties"],
    properties: [asked("resourceId"), region(), provisioningState()],
    protocol: { put: "direct", remove: "direct" },
  }),
  child("connectivityConfigurations", [
    asked("description"),
    asked("connectivityTopology"),
    asked("hubs", []),
    asked("isGlobal", "False"),
    asked("connectivityCapabilities"),
    asked("appliesToGroups", []),
    asked("deleteExistingPeering", "False"),
  ]),
  child("securityAdminConfigurations", [
    ...rules,
    asked("applyOnNetworkIntentPolicyBasedServices", ["None"]),
    asked("networkGroupAddressSpaceAggregationOption", "None"),
  ]),
  child("securityAdminConfigurations/ruleCollections", [...rules, asked("appliesToGroups", [])]),
  adminRule(),
  child("routingConfigurations", rules),
  child("routingConfigurations/ruleCollections", [
    ...rules,
    asked("appliesTo", []),
    asked("disableBgpRoutePropagation", "False"),
  ]),
  child("routingConfigurations/ruleCollections/rules", [
    ...rules,
    asked("destination"),
    asked("nextHop"),
  ]),
];

// Rules come in kinds; those of one's own are `Custom`.
function adminRule(): Kind {
  return defineChild({
    type: `${type}/securityAdminConfigurations/ruleCollections/rules`,
    frame: ["id", "name", "type", "etag", "kind", "properties"],
    top: [asked("kind", "Custom")],
    properties: [
      asked("description"),
      asked("protocol"),
      asked("sources", []),
      asked("destinations", []),
      asked("sourcePortRanges", ["0-65535"]),
      asked("destinationPortRanges", ["0-65535"]),
      asked("access"),
      asked("priority"),
      asked("direction"),
      provisioningState(),
      resourceGuid(),
    ],
    protocol: direct,
  });
}

function region(): Field {
  return derived("region", ({ estate, kept }) => {
    const member = estate.find(String(kept["resourceId"]).toLowerCase());
    return member?.body["location"];
  });
}
