import type { Place } from "../diagnostic/index.ts";
import type { FlowAssumption } from "../flow/index.ts";
import type { Key } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";

/** Who asks for a name. */
export type Asker =
  | { readonly kind: "network"; readonly network: Key }
  | { readonly kind: "site"; readonly site: Key }
  /** Somebody on the Internet, or a place of which nothing is known. */
  | { readonly kind: "public" };

/** What decided the answer. */
export type ResolutionSource =
  | "privateZone"
  /** The name of a virtual machine in a network, by itself or in a zone that registers it. */
  | "machineName"
  | "siteRecord"
  | "publicHost"
  | "builtInHost"
  /** A resource's own public name, with an address from its service tag. */
  | "serviceName"
  | "publicIpName";

/** Why a name has no address. */
export type UnresolvedReason =
  /** A linked zone says that it does not exist, or has no address. */
  | "noRecord"
  /** A linked zone has record sets, and the snapshot holds none of them. */
  | "recordsUnknown"
  | "unknownName"
  /** It depends on DNS servers of which nothing is known. */
  | "customServers"
  /** Names that lead to each other. */
  | "aliasLoop";

/** What a resolution may take for granted; `report` has the sentences. */
export type NameAssumption =
  /** An address of the service's tag and region stands for the real one. */
  | "exampleAddress"
  /** An endpoint is taken to have its record in a zone whose records are not in the snapshot. */
  | "recordAssumed"
  /** No such zone is in the snapshot, and none is taken to be linked. */
  | "zoneAbsent"
  /** A DNS server is taken to ask Azure's own DNS in its network for what it does not know. */
  | "serverForwards"
  /** DNS servers of which nothing is known are taken to resolve public names as everybody does. */
  | "serversAskPublic"
  /** A site that does not say how it resolves names is taken to ask in public. */
  | "siteAsksPublic"
  /** One of several interfaces of a machine is taken to be its primary one. */
  | "primaryInterface";

/** How an answer came about. */
export interface Grounds {
  /** Names on the way, for example through `privatelink`; without the one that was asked for. */
  readonly aliases: readonly string[];
  /** Most direct first. */
  readonly places: readonly Place[];
  readonly rules: readonly RuleId[];
  readonly assumptions: readonly FlowAssumption<NameAssumption>[];
}

/** What a name resolves to. */
export type Resolution = Grounds & {
  /** The name that was asked for, lower case. */
  readonly name: string;
} & (
    | {
        readonly kind: "addresses";
        /** Never empty. */
        readonly addresses: readonly Ip[];
        readonly source: ResolutionSource;
      }
    /** A public name is known, and no address of it. */
    | { readonly kind: "addressUnknown" }
    /** Nobody knows the name: a linked zone denies it, or nothing is known. */
    | { readonly kind: "unresolved"; readonly reason: UnresolvedReason }
  );
