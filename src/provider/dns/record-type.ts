import type { Row } from "../estate/row.ts";

/** A type of record set: its name in ids, and the property with its records. */
export interface RecordType {
  readonly name: string;
  readonly property: string;
  /** Whether the property holds one record instead of a list. */
  readonly isSingle: boolean;
}

function many(name: string, property: string): RecordType {
  return { name, property, isSingle: false };
}

function single(name: string, property: string): RecordType {
  return { name, property, isSingle: true };
}

/** The types of a private zone. */
export const privateRecordTypes: readonly RecordType[] = [
  many("A", "aRecords"),
  many("AAAA", "aaaaRecords"),
  single("CNAME", "cnameRecord"),
  many("MX", "mxRecords"),
  many("PTR", "ptrRecords"),
  single("SOA", "soaRecord"),
  many("SRV", "srvRecords"),
  many("TXT", "txtRecords"),
];

/** The types of a public zone, which writes them in its own casing. */
export const publicRecordTypes: readonly RecordType[] = [
  many("A", "ARecords"),
  many("AAAA", "AAAARecords"),
  many("CAA", "caaRecords"),
  single("CNAME", "CNAMERecord"),
  many("DS", "DSRecords"),
  many("MX", "MXRecords"),
  many("NAPTR", "NAPTRRecords"),
  many("NS", "NSRecords"),
  many("PTR", "PTRRecords"),
  single("SOA", "SOARecord"),
  many("SRV", "SRVRecords"),
  many("TLSA", "TLSARecords"),
  many("TXT", "TXTRecords"),
];

const names: ReadonlySet<string> = new Set(publicRecordTypes.map(({ name }) => name.toLowerCase()));

/** Whether a child of a zone is a record set. */
export function isRecordSet({ typeKey }: Pick<Row, "typeKey">): boolean {
  return names.has(typeKey.split("/").at(-1) ?? "");
}

/** `name.zone.`, or `zone.` for the records of the zone itself. */
export function fqdnOf(zone: string, name: string): string {
  return name === "@" ? `${zone}.` : `${name}.${zone}.`;
}
