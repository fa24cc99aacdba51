import type { Diagnostic, Place } from "../../diagnostic/index.ts";
import type { FindingAssumption, Repair } from "../../finding/index.ts";
import type { VirtualNetwork } from "../../model/index.ts";
import type { Prefix } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import type { Draft } from "../rule.ts";
import { gatewayNames, gatewayPrefixes, hasGateway } from "./gateways.ts";
import { isNothing, lossOf, takesGatewayRoutes, tellLoss, walksOf } from "./loss.ts";
import { type Pair, peeringName, remoteName } from "./pair.ts";

/** A peering that asks for the gateways of its peer and does not get them. */
export interface Refused {
  readonly diagnostic: Diagnostic;
  readonly pair: Pair;
  /** Goes on after `Peering a/to-b asks for the gateways of b, but`. */
  readonly because: string;
  /** What Azure says to it, as a sentence; absent where it says nothing. */
  readonly refusal: string | undefined;
  readonly remedy: string;
  readonly repair: Repair | undefined;
  readonly related?: readonly Place[];
  readonly assumptions?: readonly FindingAssumption[];
  /** Prefixes that are lost beside those of the gateways. */
  readonly further?: readonly Prefix[];
}

/**
 * What it costs a network not to get the gateways that it asks for: an error where traffic is known
 * that would take them, else a warning.
 */
export function refusedTransit(ground: Ground, refused: Refused): Draft {
  const { pair, diagnostic, because, refusal, remedy, repair } = refused;
  const { network, remote } = pair;
  const offered = remote === undefined ? [] : gatewayPrefixes(ground, remote);
  const missed = [...(refused.further ?? []), ...offered];
  const loss = lossOf(ground, network, missed, takesGatewayRoutes);
  const isKnown = !isNothing(loss);
  const isOfGateways = refused.further === undefined;
  const instead = isOfGateways ? insteadOf(ground, remote) : "";
  const cost = isKnown ? `, so ${tellLoss(ground, loss)}${instead}` : "";
  const asks = `Peering ${peeringName(pair)} asks for the gateways of ${remoteName(pair)}`;
  return {
    severity: isKnown ? "error" : "warning",
    message: [`${asks}, but ${because}${cost}.`, refusal ?? []].flat().join(" "),
    remedy,
    place: diagnostic.place,
    related: refused.related ?? diagnostic.related,
    affected: loss.subnets.map(({ id }) => id),
    subject: [pair.peering.name],
    assumptions: refused.assumptions ?? [],
    walks: walksOf(ground, loss),
    repair,
  };
}

function insteadOf({ model }: Ground, remote: VirtualNetwork | undefined): string {
  return remote === undefined || !hasGateway(model, remote.key)
    ? ""
    : ` instead of going through ${gatewayNames(model, remote)}`;
}

/**
 * The draft of a diagnostic about something that cannot be found again, so that nothing that
 * compiling has said is lost.
 */
export function asSaid({ message, remedy, place, related }: Diagnostic): Draft {
  const end = message.endsWith(".") ? "" : ".";
  const first = message.slice(0, 1).toUpperCase();
  return {
    message: `${first}${message.slice(1)}${end}`,
    remedy,
    place,
    related,
    subject: [message],
  };
}
