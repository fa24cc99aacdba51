import type { AccessVerdict } from "../access/index.ts";
import type { Place } from "../diagnostic/index.ts";
import type { FilterStep } from "../filter/index.ts";
import type { FirewallVerdict } from "../firewall/index.ts";
import type { Disposition, Flow } from "../flow/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import type { Route } from "../route/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Egress, FrontendVerdict } from "../translate/index.ts";
import type { Node } from "./node.ts";

/** An act at a node. */
export type Step = StepAct & {
  /** Rules that decided it. */
  readonly rules: readonly RuleId[];
  /** Resources and pointers that decided it, most direct first; empty where only rules did. */
  readonly places: readonly Place[];
};

/** What is done to a flow at a node. */
export type StepAct =
  /** The flow begins, or leaves the node again, as it is now. */
  | { readonly kind: "send"; readonly flow: Flow }
  /** The flow arrives as it is now. */
  | { readonly kind: "receive"; readonly flow: Flow }
  | { readonly kind: "filter"; readonly verdict: FilterStep }
  /** A packet of a flow that is known here passes without being judged again (NSG-3, FWD-26). */
  | { readonly kind: "session"; readonly by: "securityGroup" | "device" }
  | {
      readonly kind: "route";
      readonly prefix: Prefix;
      readonly route: Route;
      /** Name of the table, `network/subnet`. */
      readonly table: string;
    }
  /** Handed to a node; `via` is the address that the route names, where it names one. */
  | { readonly kind: "forward"; readonly to: Node; readonly via: Ip | undefined }
  /** One of several equal ways was taken; a flow's hash decides which, and nobody can know it. */
  | { readonly kind: "choose"; readonly among: readonly string[] }
  | {
      readonly kind: "translate";
      readonly what: "source" | "destination";
      readonly from: Flow;
      readonly to: Flow;
      /** Whose doing: name of a resource, or words for the platform's. */
      readonly by: string;
    }
  /** The network puts a public source in place. */
  | {
      readonly kind: "egress";
      readonly egress: Egress;
      readonly from: Flow;
      readonly to: Flow;
    }
  /** A front end gives the flow to a member. */
  | { readonly kind: "balance"; readonly verdict: FrontendVerdict }
  | { readonly kind: "inspect"; readonly verdict: FirewallVerdict }
  | { readonly kind: "access"; readonly service: string; readonly verdict: AccessVerdict }
  /** Something worth knowing that changes nothing here. */
  | { readonly kind: "remark"; readonly code: RemarkCode; readonly about: readonly string[] }
  | {
      readonly kind: "end";
      readonly disposition: Disposition;
      readonly reason: EndReason;
      readonly about: readonly string[];
    };

/** Facts about a step that people ask for; `report` has the sentences. */
export type RemarkCode =
  /** Which tag and region a public address belongs to. */
  | "azureDestination"
  /** It stays on Microsoft's network (FWD-17). */
  | "backbone"
  /** It leaves at the Internet edge (FWD-18). */
  | "internetEdge"
  | "internetEntry"
  | "gatewayBypassed"
  | "fastPath"
  | "tunnel"
  | "circuit"
  | "hairpin"
  | "transit"
  | "identity"
  | "regionalStorage"
  | "hubTable"
  | "ttlKept"
  | "siteEgress";

/** Why a walk ends; finer than its disposition. `report` has the sentences. */
export type EndReason =
  | "arrived"
  | "answers"
  | "leftToInternet"
  | "leftToSite"
  | "filterDenies"
  /** A peering without access, where no security group decides. */
  | "accessOff"
  /** A Standard public address without any security group (NSG-5). */
  | "closedPublicIp"
  | "adminDenies"
  | "firewallDenies"
  | "serviceRefuses"
  | "noneRoute"
  | "noRoute"
  | "nextHopNotConnected"
  | "nextHopNobody"
  | "noBackend"
  | "noRuleForPort"
  | "hopNotRunning"
  | "gatewayKindUnserved"
  | "noGateway"
  | "flagOff"
  | "guestRefuses"
  | "forwardedRefused"
  | "noEgress"
  | "siteWithoutEgress"
  | "nobodyThere"
  | "addressReserved"
  | "routeServer"
  | "notAdvertised"
  | "selectorsExclude"
  | "notLearned"
  | "tunnelDown"
  | "noSession"
  | "endpointReplyLost"
  | "visitedBefore"
  | "tooManyHops"
  | "protocol"
  | "endpointInitiates"
  | "basicLoadBalancerAcrossRegions"
  | "missing"
  | "ambiguous";
