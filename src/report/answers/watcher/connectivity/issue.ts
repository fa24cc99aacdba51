import type { Hop, Pass, Step } from "../../../../walk/index.ts";
import { watcherRuleName } from "../../../security-words.ts";
import { endWords } from "../../../walk-words.ts";

/** Why a connection fails at a hop. */
export interface ConnectivityIssue {
  readonly origin: "Local" | "Inbound" | "Outbound";
  readonly severity: "Error" | "Warning";
  readonly type:
    | "DnsResolution"
    | "NetworkSecurityRule"
    | "UserDefinedRoute"
    | "GuestFirewall"
    | "Platform";
  readonly context: readonly { readonly key: string; readonly value: string }[];
}

type Ending = Extract<Step, { kind: "end" }>;

/** Says why a way ends at its last hop. */
export function issueOf({ hops }: Pass): ConnectivityIssue {
  const last = hops.at(-1);
  const end = last?.steps.findLast((step) => step.kind === "end") as Ending | undefined;
  switch (end?.reason) {
    case "filterDenies":
    case "adminDenies":
    case "closedPublicIp":
    case "accessOff":
      return deniedAt(last, end);
    case "guestRefuses":
    case "flagOff":
      return issue("Outbound", "GuestFirewall", end);
    case "noneRoute":
    case "nextHopNobody":
    case "nextHopNotConnected":
    case "noBackend":
    case "hopNotRunning":
    case "gatewayKindUnserved":
      return isSentByUser(hops)
        ? { ...failed, origin: "Outbound", type: "UserDefinedRoute", context: userRoute }
        : issue("Outbound", "Platform", end);
    default:
      return issue("Outbound", "Platform", end);
  }
}

/** Says that a name has no address where it is asked for. */
export function unresolvedIssue(sentence: string): ConnectivityIssue {
  const context = [{ key: "Reason", value: sentence }];
  return { ...failed, origin: "Local", type: "DnsResolution", context };
}

const failed = { origin: "Outbound", severity: "Error" } as const;
const userRoute = [{ key: "RouteType", value: "User" }];

function deniedAt(hop: Hop | undefined, end: Ending): ConnectivityIssue {
  const step = hop?.steps.findLast((one) => one.kind === "filter");
  if (step?.kind !== "filter") return issue("Outbound", "NetworkSecurityRule", end);
  const { direction, level, rule } = step.verdict;
  const origin = direction === "inbound" ? "Inbound" : "Outbound";
  if (rule === undefined) return issue(origin, "NetworkSecurityRule", end);
  const context = [{ key: "RuleName", value: watcherRuleName(rule, level) }];
  return { ...failed, origin, type: "NetworkSecurityRule", context };
}

// What Azure has no word for is told in one of ours.
function issue(
  origin: ConnectivityIssue["origin"],
  type: ConnectivityIssue["type"],
  end: Ending | undefined,
): ConnectivityIssue {
  const context =
    end === undefined ? [] : [{ key: "Reason", value: endWords(end.reason, end.about) }];
  return { ...failed, origin, type, context };
}

// The route that brought the packet to where it is lost stands in the last hop that has one.
function isSentByUser(hops: readonly Hop[]): boolean {
  const steps = hops.flatMap((hop) => hop.steps);
  const route = steps.findLast((step) => step.kind === "route");
  return route?.kind === "route" && route.route.source === "user";
}
