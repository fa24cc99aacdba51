import type { Place } from "../diagnostic/index.ts";
import type { Ip } from "../net/index.ts";
import { Cursor, type Reference, type Report } from "./cursor.ts";
import type { Resource } from "./resource.ts";

/** A private DNS zone as written, without its children. */
export interface PrivateZoneBody {
  /** How many record sets it says that it has, the one that every zone has among them. */
  readonly recordSets: number | undefined;
}

/** A set of address records as written. */
export interface AddressRecordBody {
  readonly addresses: readonly Ip[];
}

/** A record that gives another name, as written. */
export interface AliasRecordBody {
  /** Lower case, without a final dot. */
  readonly target: string;
}

/** A network that asks a zone, as written. */
export interface ZoneLinkBody {
  readonly network: Reference | undefined;
  readonly registersMachines: boolean;
  readonly fallsBack: boolean;
}

/** The zones in which a private endpoint writes its records, as written. */
export interface ZoneGroupBody {
  readonly configurations: readonly {
    readonly zone: Reference;
    readonly records: readonly WrittenRecord[];
    readonly place: Place;
  }[];
}

/** A record that a private endpoint has written into a zone. */
export interface WrittenRecord {
  /** Relative to the zone, lower case. */
  readonly name: string;
  readonly addresses: readonly Ip[];
  readonly place: Place;
}

/** Reads a private DNS zone. */
export function decodePrivateZone(resource: Resource, report: Report): PrivateZoneBody {
  return { recordSets: Cursor.of(resource, report).number("numberOfRecordSets") };
}

/** Reads a set of IPv4 address records. */
export function decodeZoneRecord4(resource: Resource, report: Report): AddressRecordBody {
  return readAddresses(resource, report, { list: "aRecords", entry: "ipv4Address" });
}

/** Reads a set of IPv6 address records. */
export function decodeZoneRecord6(resource: Resource, report: Report): AddressRecordBody {
  return readAddresses(resource, report, { list: "aaaaRecords", entry: "ipv6Address" });
}

/** Reads a record that gives another name; `undefined` when it names none. */
export function decodeZoneAlias(resource: Resource, report: Report): AliasRecordBody | undefined {
  const cursor = Cursor.of(resource, report);
  const target = cursor.at("cnameRecord").text("cname");
  if (target === undefined) return cursor.lacks("cnameRecord", "a record with a cname");
  return { target: target.toLowerCase().replace(/\.$/, "") };
}

/** Reads the link of a network to a zone. */
export function decodeZoneLink(resource: Resource, report: Report): ZoneLinkBody {
  const cursor = Cursor.of(resource, report);
  return {
    network: cursor.reference("virtualNetwork"),
    registersMachines: cursor.flag("registrationEnabled") ?? false,
    fallsBack:
      cursor.choice("resolutionPolicy", { Default: false, NxDomainRedirect: true }) ?? false,
  };
}

/** Reads the zones in which a private endpoint writes its records. */
export function decodeZoneGroup(resource: Resource, report: Report): ZoneGroupBody {
  const cursor = Cursor.of(resource, report);
  return {
    configurations: cursor.list("privateDnsZoneConfigs").flatMap((configuration) => {
      const zone = configuration.reference("privateDnsZoneId");
      if (zone === undefined) return [];
      const records = configuration.list("recordSets").flatMap((set) => readRecordSet(set) ?? []);
      return [{ zone, records, place: configuration.place }];
    }),
  };
}

function readAddresses(
  resource: Resource,
  report: Report,
  { list, entry }: { readonly list: string; readonly entry: string },
): AddressRecordBody {
  const records = Cursor.of(resource, report).list(list);
  return { addresses: records.flatMap((record) => record.ip(entry) ?? []) };
}

function readRecordSet(set: Cursor): WrittenRecord | undefined {
  const name = set.text("recordSetName");
  if (name === undefined) return undefined;
  return {
    name: name.toLowerCase(),
    addresses: set.ips("ipAddresses").map(({ address }) => address),
    place: set.place,
  };
}
