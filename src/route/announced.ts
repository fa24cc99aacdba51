import type { Connection, Gateway, Model } from "../model/index.ts";
import { isDefault, overlaps, type Prefix } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { advertisedPrefixes } from "./advertised.ts";
import { suppliedTo } from "./gateway-lookup.ts";
import type { Offer } from "./offer.ts";
import { joinedOffers } from "./relay.ts";
import { localSite } from "./vpn-learned.ts";

/** A prefix that a place outside Azure hears from a gateway or hub. */
export interface AnnouncedPrefix {
  readonly prefix: Prefix;
  /** As whoever announces it has it, before his own number; empty for what is his own. */
  readonly asPath: readonly number[];
  readonly rules: readonly RuleId[];
}

/**
 * What a gateway announces over one of its connections, or over all where none is named: its
 * network with those that use it (GW-23, GW-25), the other sites of a VPN gateway with BGP (GW-24),
 * and what a Route Server joins (GW-21). A VPN gateway never hands on a default route (GW-9).
 */
export function announcedPrefixes(
  model: Model,
  gateway: Gateway,
  connection: Connection | undefined,
): readonly AnnouncedPrefix[] {
  const host = model.networks.get(gateway.network);
  if (host === undefined) return [];
  const own = advertisedPrefixes(model, host).map(({ prefix }): AnnouncedPrefix => {
    const rules: readonly RuleId[] =
      host.summarizedGatewayPrefixes.length > 0 ? ["GW-23", "GW-25"] : ["GW-23"];
    return { prefix, asPath: [], rules };
  });
  const isForeign = ({ prefix }: Offer): boolean =>
    !host.addressSpace.some((range) => overlaps(range.prefix, prefix));
  const joined = joinedOffers(model, gateway)
    .filter(({ prefix }) => gateway.kind === "expressRoute" || !isDefault(prefix))
    .map(({ prefix, asPath }): AnnouncedPrefix => ({ prefix, asPath, rules: ["GW-21"] }));
  const relayed = relayedOffers(model, gateway, connection)
    .filter(isForeign)
    .map(({ prefix, asPath }): AnnouncedPrefix => ({ prefix, asPath, rules: ["GW-24"] }));
  return [...own, ...relayed, ...joined];
}

// Nobody hears from a gateway what he has told it himself.
function relayedOffers(
  model: Model,
  gateway: Gateway,
  connection: Connection | undefined,
): readonly Offer[] {
  const speaksBgp = connection?.usesBgp ?? gateway.usesBgp;
  if (gateway.kind !== "vpn" || !speaksBgp) return [];
  const asn = connection === undefined ? undefined : localSite(model, connection)?.asn;
  return suppliedTo(model, gateway).offers.filter(
    ({ producer, prefix, asPath }) =>
      producer !== connection?.key &&
      !isDefault(prefix) &&
      (asn === undefined || !asPath.includes(asn)),
  );
}
