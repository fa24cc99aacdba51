import { isJsonObject } from "../../arm/index.ts";
import { checkEndpoint } from "../check/endpoint.ts";
import { checkReferences } from "../check/references.ts";
import { completeEndpoint, removeEndpointParts } from "../endpoint/complete.ts";
import {
  type ConnectionState,
  firstState,
  serviceSide,
  stateOf,
  writeState,
} from "../endpoint/connection.ts";
import { endpointNames, writeNames } from "../endpoint/names.ts";
import { removeZoneRecords, writeZoneRecords } from "../endpoint/zone-records.ts";
import { elements } from "../shape/elements.ts";
import type { Field, Showing } from "../shape/field.ts";
import {
  asked,
  lasting,
  provisioningState,
  reference,
  references,
  resourceGuid,
  since,
} from "../shape/forms.ts";
import { defineChild, defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.Network/privateEndpoints";

/** Microsoft.Network/privateEndpoints. */
export const privateEndpoint: Kind = defineKind({
  type,
  frame: ["name", "id", "etag", "type", "location", "extendedLocation", "tags", "properties"],
  properties: [
    provisioningState(),
    resourceGuid(),
    connections("privateLinkServiceConnections"),
    connections("manualPrivateLinkServiceConnections"),
    since("2021-05-01", asked("customNetworkInterfaceName", "")),
    reference("subnet"),
    since(
      "2021-05-01",
      elements({
        name: "ipConfigurations",
        type: `${type}/ipConfigurations`,
        properties: [settled(), asked("memberName"), asked("groupId"), asked("privateIPAddress")],
        otherwise: [],
      }),
    ),
    lasting("networkInterfaces", []),
    references("applicationSecurityGroups"),
    names(),
  ],
  checks: [checkReferences, checkEndpoint],
  complete: completeEndpoint,
  cascade: removeEndpointParts,
});

// Elements of an endpoint are done when the endpoint is still under way.
function settled(): Field {
  return { name: "provisioningState", settle: () => undefined, show: () => "Succeeded" };
}

function connections(name: string): Field {
  const isManual = name.startsWith("manual");
  return elements({
    name,
    type: `${type}/${name}`,
    properties: [
      settled(),
      asked("privateLinkServiceId"),
      serviceLocation(),
      asked("groupIds"),
      asked("requestMessage"),
      state(isManual),
    ],
    otherwise: [],
  });
}

// Told of services of Microsoft.Network that are there, but for private link services.
function serviceLocation(): Field {
  return {
    name: "resolvedPrivateLinkServiceLocation",
    settle: (wanted, { isImport }) => (isImport ? wanted : undefined),
    show: (kept, { kept: all, estate }) => {
      const key = String(all["privateLinkServiceId"]).toLowerCase();
      if (!key.includes("/providers/microsoft.network/applicationgateways/")) return kept;
      return estate.find(key)?.body["location"] ?? kept;
    },
  };
}

// The service keeps the state; where the estate lacks it, that of the request.
function state(isManual: boolean): Field {
  return {
    name: "privateLinkServiceConnectionState",
    settle: (wanted, { isImport, kept }) => (isImport ? (wanted ?? kept) : kept),
    show: (kept, at) => {
      const service = String(at.kept["privateLinkServiceId"]);
      const side = serviceSide(at.estate, at.row, { service });
      const known = side && stateOf(side);
      const now = known ?? firstState(isManual, service);
      if (known === undefined && isJsonObject(kept)) return kept;
      return writeState(at.moment === "read" ? now : atRequest(now));
    },
  };
}

// The words of the endpoint's own side, before it has read those of the service.
function atRequest(now: ConnectionState): ConnectionState {
  const words = requestWords.get(now.status);
  return words === undefined ? now : { ...now, description: words, actionsRequired: "None" };
}

const requestWords: ReadonlyMap<string, string> = new Map([
  ["Approved", "Auto Approved"],
  ["Pending", "Awaiting Approval"],
]);

function names(): Field {
  return {
    name: "customDnsConfigs",
    settle: (wanted, { isImport, kept }) => (isImport ? wanted : kept),
    show: (kept, at: Showing) => {
      if (at.moment === "made") return [];
      const known = writeNames(endpointNames(at.estate, at.row));
      return known.length > 0 ? known : (kept ?? []);
    },
  };
}

/** Microsoft.Network/privateEndpoints/privateDnsZoneGroups. */
export const privateDnsZoneGroup: Kind = defineChild({
  type: `${type}/privateDnsZoneGroups`,
  frame: ["name", "id", "etag", "type", "properties"],
  properties: [
    provisioningState(),
    elements({
      name: "privateDnsZoneConfigs",
      type: `${type}/privateDnsZoneGroups/privateDnsZoneConfigs`,
      isTypeFirst: true,
      properties: [provisioningState(), asked("privateDnsZoneId"), recordSets()],
      otherwise: [],
    }),
  ],
  checks: [checkReferences],
  complete: writeZoneRecords,
  cascade: removeZoneRecords,
});

function recordSets(): Field {
  return {
    name: "recordSets",
    settle: (wanted, { isImport, kept }) => (isImport ? wanted : kept),
    show: (kept, { moment }) => (moment === "made" ? [] : (kept ?? [])),
  };
}
