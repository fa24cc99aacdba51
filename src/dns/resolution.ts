import type { Place } from "../diagnostic/index.ts";
import type { Key } from "../model/index.ts";
import type { Ip } from "../net/index.ts";

/** Who asks for a name. */
export type Asker =
  | { readonly kind: "network"; readonly network: Key }
  | { readonly kind: "site"; readonly site: Key }
  /** Somebody on the Internet, or a place of which nothing is known. */
  | { readonly kind: "public" };

/** What decided the answer. */
export type ResolutionSource =
  | "privateZone"
  | "siteRecord"
  | "publicHost"
  | "builtInHost"
  /** A resource's own public name, with an address from its service tag. */
  | "serviceName"
  | "publicIpName";

/** What a name resolves to. */
export type Resolution =
  | {
      readonly kind: "addresses";
      /** The name that was asked for, lower case. */
      readonly name: string;
      readonly addresses: readonly Ip[];
      readonly source: ResolutionSource;
      /** Names on the way, for example through `privatelink`. */
      readonly aliases: readonly string[];
      readonly places: readonly Place[];
    }
  /** A service's public name is known, and no address of it. */
  | { readonly kind: "addressUnknown"; readonly name: string; readonly places: readonly Place[] }
  /** Nobody knows the name: a linked zone answers that it does not exist, or nothing is known. */
  | {
      readonly kind: "unresolved";
      readonly name: string;
      readonly reason: "noRecord" | "unknownName" | "customServers";
      readonly places: readonly Place[];
    };
