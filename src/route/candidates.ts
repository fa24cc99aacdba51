import type { Behavior, Model } from "../model/index.ts";
import type { RouteGroup } from "./group.ts";
import {
  dropInsideNetwork,
  gatewayInsideSystem,
  type PairRule,
  remember,
  samePrefixAsDrop,
  serviceEndpointOverLongerUser,
  serviceEndpointOverUser,
  userOverOthers,
} from "./pair-fates.ts";

/** The groups of candidates of one table, before selection. Empty groups may be left in. */
export interface Candidates {
  readonly network: RouteGroup;
  readonly peering: RouteGroup;
  readonly globalPeering: RouteGroup;
  readonly connectedGroup: RouteGroup;
  readonly gateway: RouteGroup;
  readonly internet: RouteGroup;
  readonly drop: RouteGroup;
  readonly user: RouteGroup;
  readonly serviceEndpoint: RouteGroup;
  /** Of the own network first; one group per network. */
  readonly endpoints: readonly SeenEndpoints[];
  /** Route table: does it let gateway routes in (GW-14)? */
  readonly takesGatewayRoutes: boolean;
  /** Route table: does it let peering routes in (PEER-12)? */
  readonly takesPeeringRoutes: boolean;
  /**
   * Whether a user route for exactly an endpoint's address is ignored, as some gateways do (PE-9).
   */
  readonly ignoresExactUserRoutes: boolean;
}

/** Private endpoints of one network, as seen from the table's network. */
export interface SeenEndpoints {
  readonly group: RouteGroup;
  readonly isOwn: boolean;
}

/** The rules of one model, with what they remember about pairs of groups. */
export interface Rules {
  readonly behavior: Behavior;
  readonly model: Model;
  readonly gatewayInsideSystem: PairRule;
  readonly userOverOthers: PairRule;
  readonly serviceEndpointOverUser: PairRule;
  readonly samePrefixAsDrop: PairRule;
  readonly dropInsideNetwork: PairRule;
}

/** The rules as a model's switches set them. */
export function createRules(model: Model): Rules {
  const { behavior } = model;
  const overUser =
    behavior.seBeatsLongerUdr === "true" ? serviceEndpointOverLongerUser : serviceEndpointOverUser;
  return {
    behavior,
    model,
    gatewayInsideSystem: remember(gatewayInsideSystem(behavior)),
    userOverOthers: remember(userOverOthers),
    serviceEndpointOverUser: remember(overUser),
    samePrefixAsDrop: remember(samePrefixAsDrop),
    dropInsideNetwork: remember(dropInsideNetwork),
  };
}
