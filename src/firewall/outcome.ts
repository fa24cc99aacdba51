import type { Flow } from "../flow/index.ts";
import type { Firewall } from "../model/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Assumed } from "./match.ts";
import type { Resolve } from "./name-match.ts";
import type { PlacedRule, RuleOrder } from "./order.ts";
import { hasManagementInterface, type OwnAddress } from "./own-address.ts";
import { protocolOf } from "./rule-match.ts";
import { isPrivate, translateSource } from "./source-translation.ts";
import type { FirewallVerdict } from "./verdict.ts";

/** What a rule does with the flow that it takes. */
export interface Outcome
  extends Pick<
    FirewallVerdict,
    "action" | "reason" | "kind" | "destination" | "translatesSource" | "rules"
  > {
  readonly assumed: readonly Assumed[];
}

/** What outcomes depend on besides the rule. */
export interface Situation {
  readonly firewall: Firewall;
  readonly order: RuleOrder;
  readonly flow: Flow;
  readonly own: OwnAddress;
  readonly resolve: Resolve | undefined;
  readonly isTunneled: boolean;
}

/** An outcome that lets nothing through. */
export function refuse(
  reason: FirewallVerdict["reason"],
  kind: FirewallVerdict["kind"],
  rules: readonly RuleId[],
): Outcome {
  const action = reason === "destinationUnknown" ? "unknown" : "deny";
  const rest = { destination: undefined, translatesSource: false, assumed: [] };
  return { action, reason, kind, rules, ...rest };
}

/**
 * What a DNAT rule does: allow, with both addresses translated (FWD-35), so that replies come back
 * to the same instance. In forced-tunnel mode they would not, unless the firewall has a management
 * interface (FWD-25).
 */
export function natOutcome(
  { rule, isInherited }: RuleOrder["nat"][number],
  { firewall, flow, own, resolve, isTunneled }: Situation,
): Outcome {
  if (isTunneled && own !== "private" && !hasManagementInterface(firewall)) {
    return refuse("noDnat", "nat", ["FWD-25", "FWD-35"]);
  }
  if (own === "public" && isPrivate(flow.source)) return refuse("hairpin", "nat", ["FWD-36"]);
  const resolution = rule.translatedFqdn && resolve?.(rule.translatedFqdn);
  const [resolved] =
    resolution && resolution.kind === "addresses" ? resolution.addresses : [undefined];
  const address = rule.translatedAddress ?? resolved;
  if (address === undefined) return refuse("destinationUnknown", "nat", ["FWD-35"]);
  const port = rule.translatedPort || flow.destinationPort;
  const rules: readonly RuleId[] = ["FWD-34", "FWD-35", ...(isInherited ? ["X-34" as const] : [])];
  return { ...allow("nat", { address, port }, true), rules };
}

/** What a network rule does: as its collection says; allowed flows are translated as in FWD-24. */
export function networkOutcome(
  { collection, rule }: RuleOrder["network"][number],
  { firewall, order, flow, isTunneled }: Situation,
): Outcome {
  const ordering: readonly RuleId[] = rule.protocols.includes("any")
    ? ["FWD-34", "FWD-39"]
    : ["FWD-34"];
  if (collection.action === "deny") return refuse("rule", "network", ordering);
  const { isTranslated, assumed } = translateSource(firewall, order, flow.destination);
  const hasPorts = flow.protocol === "tcp" || flow.protocol === "udp";
  if (isTranslated && !hasPorts && !isTunneled) {
    return refuse("protocolNotTranslated", "network", [...ordering, "FWD-24", "FWD-38"]);
  }
  const outcome = allow("network", undefined, isTranslated);
  const tunnel: readonly RuleId[] = isTranslated && isTunneled ? ["FWD-25"] : [];
  return { ...outcome, assumed, rules: [...ordering, "FWD-24", ...tunnel] };
}

/**
 * What an application rule does: as its collection says; an allowed flow is always translated
 * (FWD-24). Where the firewall reads the request, it goes to the address that the firewall finds
 * for the name, not to the one that the sender found (FWD-40).
 */
export function applicationOutcome(
  { collection, rule }: RuleOrder["application"][number],
  { flow, resolve, isTunneled }: Situation,
): Outcome {
  if (collection.action === "deny") return refuse("rule", "application", ["FWD-34", "FWD-40"]);
  const readsRequest = rule.terminatesTls || protocolOf(rule, flow) === "http";
  const resolution = readsRequest && flow.name !== undefined ? resolve?.(flow.name) : undefined;
  const found = resolution?.kind === "addresses" ? resolution.addresses : [];
  const [address] = found.includes(flow.destination) ? [] : found;
  const destination = address === undefined ? undefined : { address, port: flow.destinationPort };
  const tunnel: readonly RuleId[] = isTunneled ? ["FWD-25"] : [];
  const rules: readonly RuleId[] = ["FWD-34", "FWD-24", "FWD-40", ...tunnel];
  return { ...allow("application", destination, true), rules };
}

/** What the network rule does that comes with a DNAT rule for any source (FWD-37). */
export function impliedOutcome({ rule }: PlacedRule): Outcome {
  const assumed: readonly Assumed[] = [{ code: "impliedByNat", about: [rule.name] }];
  return { ...allow("nat", undefined, true), rules: ["FWD-37"], assumed };
}

function allow(
  kind: "nat" | "network" | "application",
  destination: FirewallVerdict["destination"],
  translatesSource: boolean,
): Omit<Outcome, "rules"> {
  const reason = "rule";
  return { action: "allow", reason, kind, destination, translatesSource, assumed: [] };
}

/** Whether it makes no difference which of two outcomes decides. */
export function isSameOutcome(a: Outcome, b: Outcome): boolean {
  return (
    a.action === b.action &&
    a.translatesSource === b.translatesSource &&
    a.destination?.address === b.destination?.address &&
    a.destination?.port === b.destination?.port
  );
}
