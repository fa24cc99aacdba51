import { typeKeys } from "../../arm/index.ts";
import { propertyOf } from "../check/properties.ts";
import { checkZoneLink, refuseZoneWithLinks } from "../check/zone.ts";
import { completePrivateZone } from "../dns/complete.ts";
import { isRecordSet } from "../dns/record-type.ts";
import {
  linkExists,
  linkModified,
  linkNotFound,
  zoneExists,
  zoneModified,
} from "../refusal/dns.ts";
import { platform } from "../shape/constant.ts";
import type { Field, Showing } from "../shape/field.ts";
import { asked, choice, derived, fixed, provisioningState, reference } from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Kind, Protocol } from "./kind.ts";

const protocol: Protocol = {
  put: "accepted",
  remove: "operation",
  isAlwaysUpdating: false,
  operations: {
    below: "group",
    statuses: "privateDnsOperationStatuses",
    results: "privateDnsOperationResults",
    accepted: {},
  },
};

const frame = ["id", "name", "type", "etag", "location", "tags", "properties"];

/** Microsoft.Network/privateDnsZones. */
export const privateZone: Kind = defineKind({
  type: "Microsoft.Network/privateDnsZones",
  frame,
  properties: [
    fixed("maxNumberOfRecordSets", 25000),
    fixed("maxNumberOfVirtualNetworkLinks", 1000),
    fixed("maxNumberOfVirtualNetworkLinksWithRegistration", 100),
    derived("numberOfRecordSets", ({ estate, row }) => {
      return estate.childrenOf(row.id.key).filter(isRecordSet).length;
    }),
    derived("numberOfVirtualNetworkLinks", (at) => links(at).length),
    derived("numberOfVirtualNetworkLinksWithRegistration", (at) => {
      return links(at).filter((link) => propertyOf(link, "registrationEnabled") === true).length;
    }),
    provisioningState(),
  ],
  etag: "own",
  words: { modified: zoneModified, exists: zoneExists },
  protocol,
  complete: completePrivateZone,
  removalChecks: [refuseZoneWithLinks],
});

function links({ estate, row }: Showing): readonly Showing["row"][] {
  return estate.childrenOf(row.id.key, typeKeys.zoneLink);
}

/** Microsoft.Network/privateDnsZones/virtualNetworkLinks. */
export const zoneLink: Kind = defineKind({
  type: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
  frame,
  properties: [
    provisioningState(),
    asked("registrationEnabled", false),
    resolutionPolicy(),
    reference("virtualNetwork"),
    platform("virtualNetworkLinkState", "Completed"),
  ],
  etag: "quoted",
  words: { notFound: linkNotFound, modified: linkModified, exists: linkExists },
  protocol,
  checks: [checkZoneLink],
});

// Only zones of private endpoints have one.
function resolutionPolicy(): Field {
  const form = choice("resolutionPolicy", ["Default", "NxDomainRedirect"]);
  return {
    ...form,
    show: (kept, { row }) => {
      const isPrivateLink = /(?:^|\.)privatelink\./.test(`${row.id.names[0] ?? ""}.`.toLowerCase());
      return kept ?? (isPrivateLink ? "Default" : undefined);
    },
  };
}
