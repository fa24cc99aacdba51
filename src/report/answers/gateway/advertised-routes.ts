import type { Gateway, Model } from "../../../model/index.ts";
import { formatPrefix, parseIp } from "../../../net/index.ts";
import { announcedPrefixes, bgpAnnouncementsTo, speaksBgp } from "../../../route/index.ts";
import { answered, refuseBadRequest } from "../outcome.ts";
import type { Answer } from "../question.ts";
import { type BgpRouteRow, type BgpRoutes, bgpRow, gatewayOf } from "./gateway.ts";

/**
 * `POST virtualNetworkGateways/X/getAdvertisedRoutes?peer=A`: what a gateway announces to a neighbor
 * (GW-23, GW-24, CAP-31).
 */
export const advertisedRoutes: Answer<BgpRoutes> = ({ walker }, { target, parameter }) => {
  const { model } = walker.world;
  const gateway = gatewayOf(model, target);
  if (gateway.kind === "refused") return gateway;
  const text = parameter?.("peer") ?? "";
  const peer = parseIp(text);
  if (peer === undefined) {
    return refuseBadRequest(`peer is '${text}'. Write the address of a BGP peer of the gateway.`);
  }
  if (!speaksBgp(model, gateway.body)) return answered({ value: withoutBgp(model, gateway.body) });
  return answered({
    value: bgpAnnouncementsTo(model, gateway.body, peer).map(({ local, ...one }) =>
      bgpRow({ ...one, local, nextHop: local, origin: "Igp", weight: 0 }),
    ),
  });
};

// A gateway without BGP tells its network, whoever is asked about (CAP-31).
function withoutBgp(model: Model, gateway: Gateway): readonly BgpRouteRow[] {
  return announcedPrefixes(model, gateway, undefined).map(({ prefix }) => ({
    localAddress: "",
    network: formatPrefix(prefix),
    nextHop: "Virtual Network",
    origin: "Network",
    weight: 0,
  }));
}
