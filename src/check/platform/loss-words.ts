import type { Model } from "../../model/index.ts";
import { formatIp } from "../../net/index.ts";
import { routeWords } from "./cause.ts";
import type { Lost } from "./ways.ts";

/**
 * What becomes of packets, as a clause: `route to-hq (...) takes their packets to headquarters, which
 * lets nothing out to the Internet`. `packets` is what they are called.
 */
export function lossWords(model: Model, lost: Lost, packets: string): string {
  const { cause } = lost;
  switch (cause.kind) {
    case "route":
      return `${routeWords(model, cause.route, cause.prefix)} ${afterRoute(lost, packets)}`;
    case "firewall":
      return cause.rule === undefined
        ? `firewall ${cause.name} has no rule that allows ${packets}`
        : `rule ${cause.rule} of firewall ${cause.name} denies ${packets}`;
    case "filter":
      return `rule ${cause.rule} of ${cause.group} denies ${packets}`;
    case "egress":
      return `nothing gives ${cause.name} a public address with which ${packets} could leave`;
    case "node":
      return `${cause.name} does not pass on ${packets}`;
  }
}

function afterRoute(lost: Lost, packets: string): string {
  const { loss } = lost;
  const [first = loss.node] = loss.about;
  switch (loss.disposition) {
    case "droppedByNoneRoute":
      return `drops ${packets}`;
    case "deniedByService":
      return `takes ${packets} out by ${lastSite(lost)}, and ${seenWords(lost)}`;
    case "exitsToOnPremises":
      return `takes ${packets} to what is behind ${lastSite(lost)}, and whatever goes out there comes from no address of Azure`;
    case "noOutbound":
      return `takes ${packets} to ${first}, which lets nothing out to the Internet`;
    case "noRouteInGateway":
      return `takes ${packets} to ${first}, which has no route for them`;
    case "nextHopUnreachable":
      return `takes ${packets} to a next hop that is not there`;
    default:
      return `takes ${packets} to ${loss.node}, where they are lost`;
  }
}

// The last node before the far end is the place that lets them out.
function lastSite({ show, loss }: Lost): string {
  const { hops } = show().trace.journeys[0].forward;
  return hops.at(-2)?.node.name ?? loss.node;
}

function seenWords({ show }: Lost): string {
  const { sourceSeen } = show().trace;
  return sourceSeen === undefined
    ? "their source is no address of Azure"
    : `their source there, ${formatIp(sourceSeen)}, is no address of Azure`;
}
