import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import { keyOf } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { gatewaysIn } from "./gateways.ts";

/** GW-21, ERR-67: a Route Server that cannot join branches. */
export const branchGateway: CheckRule = {
  code: "TR519",
  family: "peering",
  severity: "warning",
  title: "A Route Server cannot exchange routes with the VPN gateway",
  about:
    "Branch-to-branch takes an active-active VPN gateway with ASN 65515. With another one, appliances and ExpressRoute sites do not hear of the VPN sites, nor these of them.",
  rules: ["GW-21"],
  replaces: ["gateway-misplaced"],
  begin: (ground) => ({
    finish: () =>
      said(ground, "gateway-misplaced").flatMap((diagnostic) => draftOf(ground, diagnostic)),
  }),
};

function draftOf({ model }: Ground, diagnostic: Diagnostic): readonly Draft[] {
  const { gateway = "", reason = "" } = namedIn(diagnostic);
  const server = model.routeServers.get(keyOf(gateway));
  if (server === undefined) return [];
  const vpn = gatewaysIn(model, server.network).filter(({ kind }) => kind === "vpn");
  return [
    {
      message: `Route Server ${server.name}: ${reason}, which Azure does not support: appliances and ExpressRoute sites behind ${server.name} and sites behind the VPN gateway do not hear of each other.`,
      remedy: diagnostic.remedy,
      place: diagnostic.place,
      related: diagnostic.related,
      affected: [server.id, ...vpn.map(({ id }) => id)],
      subject: vpn.map(({ name }) => name),
    },
  ];
}
