import type { Place } from "../diagnostic/index.ts";
import type { Flow } from "../flow/index.ts";
import type {
  Frontend,
  InboundNatRule,
  Key,
  LoadBalancer,
  LoadBalancingRule,
  Model,
  Protocol,
} from "../model/index.ts";
import type { RuleId } from "../rule/index.ts";
import { type FrontendMember, findInterface, findMembers, type Members } from "./member.ts";

/** Why a front end gives a flow to nobody. */
export type FrontendReason =
  /** The flow is for the front end, and no rule is for its port. */
  | "noRuleForPort"
  /** The front end is only the next hop, and no HA-ports rule takes such flows (FWD-7). */
  | "noRuleForRouted"
  /** Nobody who could take it is behind the rule, or nobody runs. */
  | "noBackend"
  /** The snapshot does not tell who is behind the rule. */
  | "membersUnknown";

/** What a front end does with a flow. */
export type FrontendVerdict =
  | {
      readonly kind: "forwards";
      /** Name of the rule. */
      readonly rule: string;
      /** All that may get it; a flow's hash decides which one does. Never empty. */
      readonly members: readonly FrontendMember[];
      /** Names of members that the snapshot lacks, which may get it too. */
      readonly unknown: readonly string[];
      /** Whether the flow keeps its destination address: floating IP, or a routed packet (FWD-7). */
      readonly keepsDestination: boolean;
      /** Port that the member gets it on; absent for protocols without ports. */
      readonly port: number | undefined;
      readonly places: readonly Place[];
      readonly rules: readonly RuleId[];
    }
  /** The front end answers itself: a ping to a public Standard one with somebody behind it. */
  | {
      readonly kind: "answers";
      readonly places: readonly Place[];
      readonly rules: readonly RuleId[];
    }
  | {
      readonly kind: "refuses";
      readonly reason: FrontendReason;
      /** Names that the sentence mentions: machines that do not run, members that are missing. */
      readonly about: readonly string[];
      readonly places: readonly Place[];
      readonly rules: readonly RuleId[];
    };

/**
 * Tells what a front end does with a flow that arrives there, either because it is sent to its
 * address or because a route names its address as next hop.
 */
export function receiveAtFrontend(
  model: Model,
  balancer: LoadBalancer,
  frontend: Frontend,
  flow: Flow,
): FrontendVerdict {
  const at: Arrival = { model, balancer, frontend, flow };
  if (!isAddressed(at)) return receiveRouted(at);
  const natRule = balancer.natRules.find((rule) => takesByNat(rule, at));
  if (natRule !== undefined) return receiveByNat(natRule, at);
  const rule = findRule(at);
  if (rule !== undefined) return receiveByRule(rule, at);
  return flow.protocol === "icmp" ? receivePing(at) : refuse("noRuleForPort", at);
}

/** The flow as a member gets it. A member without a known address keeps the front end's. */
export function flowToMember(
  verdict: Extract<FrontendVerdict, { readonly kind: "forwards" }>,
  { address }: FrontendMember,
  flow: Flow,
): Flow {
  const destination = verdict.keepsDestination ? flow.destination : (address ?? flow.destination);
  return { ...flow, destination, destinationPort: verdict.port };
}

interface Arrival {
  readonly model: Model;
  readonly balancer: LoadBalancer;
  readonly frontend: Frontend;
  readonly flow: Flow;
}

function isAddressed({ frontend, flow }: Arrival): boolean {
  return flow.destination === frontend.address || flow.destination === frontend.publicIp?.address;
}

// FWD-7: only the rule for all ports takes what is not for the front end's own address.
function receiveRouted(at: Arrival): FrontendVerdict {
  const { balancer, frontend } = at;
  const rule = rulesOf(at).find(isForAllPorts);
  const canRoute = balancer.sku === "standard" && frontend.address !== undefined;
  if (rule === undefined || !canRoute) return refuse("noRuleForRouted", at);
  return receiveByRule({ ...rule, keepsDestination: true }, at);
}

function receiveByRule(rule: LoadBalancingRule, at: Arrival): FrontendVerdict {
  const { destinationPort } = at.flow;
  const { backendPort, keepsDestination, name, place } = rule;
  const port = destinationPort === undefined || backendPort === 0 ? destinationPort : backendPort;
  const members = findMembers(at.model, { balancer: at.balancer, home: homeOf(at) }, rule.pools);
  return forward({ rule: name, place, keepsDestination, port }, members, at);
}

function receiveByNat(rule: InboundNatRule, at: Arrival): FrontendVerdict {
  const { backendPort: port, keepsDestination, name, place, member, pool } = rule;
  const members =
    member === undefined
      ? findMembers(at.model, { balancer: at.balancer, home: homeOf(at) }, pool ? [pool] : [])
      : findInterface(at.model, member);
  return forward({ rule: name, place, keepsDestination, port }, members, at);
}

// Source: Microsoft Learn, "Test reachability of Azure public load balancer frontends": a public
// Standard front end answers pings while somebody healthy is behind one of its rules.
function receivePing(at: Arrival): FrontendVerdict {
  const { balancer, frontend, model } = at;
  const pools = rulesOf(at).flatMap((rule) => rule.pools);
  const isPingable = balancer.sku === "standard" && frontend.address === undefined;
  if (!isPingable || pools.length === 0) return refuse("noRuleForPort", at);
  const members = findMembers(model, { balancer, home: homeOf(at) }, pools);
  if (members.running.length === 0) return refuseEmpty(members, at);
  return { kind: "answers", places: [frontend.place], rules: ownRules(at) };
}

type Taken = Pick<
  Extract<FrontendVerdict, { readonly kind: "forwards" }>,
  "rule" | "keepsDestination" | "port"
> & { readonly place: Place };

function forward({ place, ...taken }: Taken, members: Members, at: Arrival): FrontendVerdict {
  if (members.running.length === 0) return refuseEmpty(members, at, place);
  const { running, unknown } = members;
  const places = [place, at.frontend.place];
  return { kind: "forwards", ...taken, members: running, unknown, places, rules: ownRules(at) };
}

function refuseEmpty({ stopped, unknown }: Members, at: Arrival, place?: Place): FrontendVerdict {
  const isUnknown = unknown.length > 0;
  return {
    kind: "refuses",
    reason: isUnknown ? "membersUnknown" : "noBackend",
    about: isUnknown ? unknown : stopped,
    places: place === undefined ? [at.frontend.place] : [place, at.frontend.place],
    rules: ownRules(at),
  };
}

function refuse(reason: FrontendReason, at: Arrival): FrontendVerdict {
  const places = [at.frontend.place];
  return { kind: "refuses", reason, about: [], places, rules: ownRules(at) };
}

function ownRules(at: Arrival): readonly RuleId[] {
  return isAddressed(at) ? ["FWD-33"] : ["FWD-7"];
}

function rulesOf({ balancer, frontend }: Arrival): readonly LoadBalancingRule[] {
  return balancer.rules.filter((rule) => rule.frontend === frontend.key);
}

// FWD-33: a rule for the very port comes before one for all ports, wherever both are written.
function findRule(at: Arrival): LoadBalancingRule | undefined {
  const { protocol, destinationPort } = at.flow;
  const fitting = rulesOf(at).filter((rule) => carries(rule.protocol, protocol));
  return (
    fitting.find((rule) => rule.frontendPort === destinationPort) ?? fitting.find(isForAllPorts)
  );
}

function isForAllPorts({ protocol, frontendPort }: LoadBalancingRule): boolean {
  return protocol === "any" && frontendPort === 0;
}

function takesByNat(rule: InboundNatRule, { frontend, flow }: Arrival): boolean {
  const { destinationPort: port } = flow;
  const { first, last } = rule.frontendPorts;
  const isForPort = port !== undefined && port >= first && port <= last;
  return rule.frontend === frontend.key && carries(rule.protocol, flow.protocol) && isForPort;
}

function carries(written: Protocol | "any", protocol: Protocol): boolean {
  return written === "any" || written === protocol;
}

function homeOf({ model, frontend }: Arrival): Key | undefined {
  return frontend.subnet && model.subnets.get(frontend.subnet)?.network;
}
