import type { Gateway } from "../../../model/index.ts";
import { type BgpRoute, bgpRoutesOf } from "../../../route/index.ts";
import { answered } from "../outcome.ts";
import type { Answer } from "../question.ts";
import { type BgpRoutes, bgpRow, gatewayOf, originWord } from "./gateway.ts";

/** `POST virtualNetworkGateways/X/getLearnedRoutes`: what a gateway has by BGP (CAP-29). */
export const learnedRoutes: Answer<BgpRoutes> = ({ walker }, { target }) => {
  const { model } = walker.world;
  const gateway = gatewayOf(model, target);
  if (gateway.kind === "refused") return gateway;
  const routes = bgpRoutesOf(model, gateway.body);
  return answered({
    value: routes.map((route) =>
      bgpRow({ ...route, origin: originWord(route.origin), weight: weightOf(gateway.body, route) }),
    ),
  });
};

// Recorded; the number says nothing else.
function weightOf({ kind }: Gateway, { origin }: BgpRoute): number {
  return kind === "expressRoute" && origin === "external" ? 32_769 : 32_768;
}
