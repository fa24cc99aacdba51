import { isJsonObject } from "../../arm/index.ts";
import { completePublicZone, nameServers } from "../dns/complete.ts";
import {
  fqdnOf,
  isRecordSet,
  privateRecordTypes,
  publicRecordTypes,
  type RecordType,
} from "../dns/record-type.ts";
import { publicZoneExists, recordExists, recordModified, recordNotFound } from "../refusal/dns.ts";
import type { Field } from "../shape/field.ts";
import { asked, derived, fixed, provisioningState } from "../shape/forms.ts";
import { defineChild, defineKind } from "./define.ts";
import type { Kind, Words } from "./kind.ts";

const frame = ["id", "name", "type", "etag", "properties"];
const words: Words = { notFound: recordNotFound, modified: recordModified, exists: recordExists };
const direct = { put: "direct", remove: "direct" } as const;

/** Microsoft.Network/privateDnsZones/{type}. */
export const privateRecordSets: readonly Kind[] = privateRecordTypes.map((type) =>
  defineChild({
    type: `Microsoft.Network/privateDnsZones/${type.name}`,
    frame,
    properties: [
      asked("metadata"),
      fqdn(),
      asked("ttl", 3600),
      records(type),
      asked("isAutoRegistered", false),
    ],
    etag: "own",
    words,
    protocol: direct,
  }),
);

const publicType = "Microsoft.Network/dnszones";

/** Microsoft.Network/dnszones, which Azure writes in lower case. */
export const publicZone: Kind = defineKind({
  type: publicType,
  frame: ["id", "name", "type", "etag", "location", "tags", "properties"],
  top: [asked("tags", {})],
  properties: [
    fixed("maxNumberOfRecordSets", 10000),
    { name: "maxNumberOfRecordsPerRecordSet", settle: () => undefined, show: () => null },
    fixed("nameServers", nameServers),
    derived("numberOfRecordSets", ({ estate, row }) => {
      return estate.childrenOf(row.id.key).filter(isRecordSet).length;
    }),
    asked("zoneType", "Public"),
  ],
  etag: "own",
  words: { exists: publicZoneExists },
  protocol: {
    put: "direct",
    operations: {
      below: "group",
      statuses: "dnsOperationStatuses",
      results: "dnsOperationResults",
    },
  },
  complete: completePublicZone,
});

/** Microsoft.Network/dnszones/{type}. */
export const publicRecordSets: readonly Kind[] = publicRecordTypes.map((type) =>
  defineChild({
    type: `${publicType}/${type.name}`,
    frame,
    properties: [
      asked("metadata"),
      fqdn(),
      asked("TTL", 3600),
      records(type),
      asked("targetResource", {}),
      asked("trafficManagementProfile", {}),
      provisioningState(),
    ],
    etag: "own",
    words,
    protocol: direct,
  }),
);

function fqdn(): Field {
  return derived("fqdn", ({ row }) => fqdnOf(row.id.names[0] ?? "", row.id.name));
}

// A private zone counts no serials, whatever a request says.
function records({ name, property, isSingle }: RecordType): Field {
  if (name !== "SOA") {
    return aliased(asked(property), isSingle ? undefined : []);
  }
  return {
    name: property,
    settle: (wanted, { kept }) => {
      if (!isJsonObject(wanted)) return kept;
      const serial = property === "soaRecord" ? { serialNumber: 1 } : {};
      return { ...(isJsonObject(kept) ? kept : {}), ...wanted, ...serial };
    },
    show: (kept) => kept,
  };
}

// A record set that follows another resource has no records of its own.
function aliased(field: Field, otherwise: readonly unknown[] | undefined): Field {
  return {
    ...field,
    settle: (wanted, { asked: all }) => {
      const target = all["targetResource"];
      const isAlias = isJsonObject(target) && target["id"] !== undefined;
      return wanted ?? (isAlias ? undefined : otherwise);
    },
  };
}
