import type { Place } from "../diagnostic/index.ts";
import type { Ip } from "../net/index.ts";
import type { Key, Named } from "./key.ts";

/** A storage account, key vault or SQL server: reached at a public name, with a firewall of its own. */
export interface CloudService extends Named {
  readonly kind: "storage" | "keyVault" | "sql";
  readonly region: string | undefined;
  /** Public names at which it answers, lower case. */
  readonly fqdns: readonly string[];
  /** Whether it answers at its public addresses at all. */
  readonly publicAccess: "enabled" | "disabled" | "perimeter";
  readonly publicAccessPlace: Place;
  /** What happens to callers whom no rule lets in (SE-7). */
  readonly defaultAction: "allow" | "deny";
  readonly defaultActionPlace: Place;
  /** In a SQL server 0.0.0.0 to 0.0.0.0 stands for every address of Azure. */
  readonly ipRules: readonly ServiceIpRule[];
  readonly subnetRules: readonly ServiceSubnetRule[];
  /** Whether trusted services of Microsoft may pass; never counts for what a VM sends. */
  readonly admitsAzureServices: boolean;
  /** Keys of private endpoints that its own list names with their state. */
  readonly endpointConnections: readonly {
    readonly endpoint: Key;
    readonly isApproved: boolean;
  }[];
}

/** A range of public addresses that a service lets in; both ends included. */
export interface ServiceIpRule {
  readonly first: Ip;
  readonly last: Ip;
  readonly place: Place;
}

/** A subnet that a service lets in through its service endpoint (SE-7). */
export interface ServiceSubnetRule {
  /** The model may lack it. */
  readonly subnet: Key;
  readonly subnetId: string;
  readonly place: Place;
}

/** A private DNS zone. */
export interface PrivateZone extends Named {
  /** Name of the zone, lower case, without a final dot. */
  readonly zone: string;
  readonly records: readonly AddressRecord[];
  readonly aliases: readonly AliasRecord[];
  readonly links: readonly ZoneLink[];
  /** False when it says that it has record sets, and the snapshot holds none of them. */
  readonly hasAllRecords: boolean;
}

/** An address record; `name` is the full name, lower case. `*` stands for any label. */
export interface AddressRecord {
  readonly name: string;
  readonly addresses: readonly Ip[];
  readonly place: Place;
}

/** A record that gives another name; both names are full and lower case. */
export interface AliasRecord {
  readonly name: string;
  readonly target: string;
  readonly place: Place;
}

/** A network that asks a zone first. */
export interface ZoneLink {
  /** The model may lack it. */
  readonly network: Key;
  /** Whether the names of its virtual machines stand in the zone by themselves. */
  readonly registersMachines: boolean;
  /** Whether a name that the zone lacks is asked for in public (`NxDomainRedirect`). */
  readonly fallsBack: boolean;
  readonly place: Place;
}
