import type { Place } from "../diagnostic/index.ts";
import type { FlowAssumption } from "../flow/index.ts";
import type { Key } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";

/** How a caller reaches a service, which decides what the service sees (SE-7). */
export interface Caller {
  readonly path: "internet" | "serviceEndpoint" | "privateEndpoint" | "servicePeering";
  /** Address that the service sees; absent where nobody can know it. */
  readonly source: Ip | undefined;
  /** Whether that address is one of Azure's (KMS accepts no others, FWD-21). */
  readonly isAzureSource: boolean;
  /**
   * Region of the network that sends last: of the appliance, where one translates the source.
   * Absent when that is not Azure or not told.
   */
  readonly region: string | undefined;
  /** Subnet whose identity the packets carry through a service endpoint (SE-5). */
  readonly subnet: Key | undefined;
  readonly privateEndpoint: Key | undefined;
}

/** Why a service says what it says. */
export type AccessReason =
  /** It lets everybody in. */
  | "open"
  | "ipRule"
  | "subnetRule"
  | "endpointApproved"
  | "endpointNotApproved"
  | "publicAccessOff"
  /** No rule lets the caller in. */
  | "noRule"
  /** An IP rule names the caller's public address, and has no effect in one region. */
  | "sameRegionIpRule"
  /** It answers only to addresses of Azure (FWD-21). */
  | "azureSourceOnly"
  | "azureSourceAccepted"
  /** The service itself is not modelled; it is taken to answer. */
  | "notModelled"
  /** It would depend on an address that nobody knows. */
  | "sourceUnknown"
  /** An IP rule names the caller, and nobody knows whether both are in one region. */
  | "regionUnknown"
  /** A network security perimeter decides, which is not modelled. */
  | "perimeter";

/** Whether a service lets a caller in. */
export interface AccessVerdict {
  readonly verdict: "allowed" | "denied" | "unknown";
  readonly reason: AccessReason;
  /** What the caller gets instead of an answer, as Azure writes it. */
  readonly refusal: Refusal | undefined;
  readonly places: readonly Place[];
  readonly rules: readonly RuleId[];
  readonly assumptions: readonly FlowAssumption<AccessAssumption>[];
}

/** What an access verdict may take for granted. */
export type AccessAssumption = "notModelled" | "peeringSourceAccepted";

/** A refusal as the service writes it. */
export interface Refusal {
  /** HTTP status; absent for protocols that are not HTTP. */
  readonly status: number | undefined;
  readonly code: string;
  /**
   * The body: parsed JSON, or a text where the service writes XML or a plain message. Ids and times
   * in it are examples.
   */
  readonly body: unknown;
}
