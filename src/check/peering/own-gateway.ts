import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { gatewayNames } from "./gateways.ts";
import { findPair } from "./pair.ts";
import { asSaid, refusedTransit } from "./transit.ts";

/** ERR-4 (PEER-7): a gateway of its own and that of a peer. */
export const ownGateway: CheckRule = {
  code: "TR504",
  family: "peering",
  severity: "error",
  title: "A network with a gateway asks for that of a peer",
  about:
    "A network has its own gateways or its peer's, never both. Azure refuses the peering, and what comes over the peer's gateways is not reached.",
  rules: ["PEER-7"],
  replaces: ["remote-gateways-own"],
  begin: (ground) => ({
    finish: () =>
      said(ground, "remote-gateways-own").map((diagnostic) => draftOf(ground, diagnostic)),
  }),
};

function draftOf(ground: Ground, diagnostic: Diagnostic): Draft {
  const { model } = ground;
  const pair = findPair(model, namedIn(diagnostic)["peering"] ?? "");
  if (pair === undefined) return asSaid(diagnostic);
  const { network, peering } = pair;
  const own = gatewayNames(model, network);
  const owners = [...model.gateways.values(), ...model.routeServers.values()];
  return refusedTransit(ground, {
    diagnostic,
    pair,
    because: `${network.name} has a gateway of its own (${own}), and that alone counts`,
    refusal: "Azure refuses such a peering.",
    remedy: `Remove the gateway from ${network.name}, or clear useRemoteGateways on ${peering.name} and connect its own gateways to what it needs.`,
    repair: { kind: "setPeering", peering: peering.key, flags: { usesRemoteGateway: false } },
    related: owners.filter((one) => one.network === network.key).map(({ place }) => place),
  });
}
