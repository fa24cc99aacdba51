import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { findPair, networkOfChild, type Pair, remoteName } from "./pair.ts";
import { asSaid, refusedTransit } from "./transit.ts";

/** ERR-1 (PEER-7): the gateways of two peers. */
export const secondRemoteGateway: CheckRule = {
  code: "TR501",
  family: "peering",
  severity: "error",
  title: "A network asks for the gateways of two peers",
  about:
    "A network can use the gateways of one peer only. Azure refuses the second peering, and nothing goes through its gateways.",
  rules: ["PEER-7"],
  replaces: ["remote-gateways-twice"],
  begin: (ground) => ({
    finish: () =>
      said(ground, "remote-gateways-twice").map((diagnostic) => draftOf(ground, diagnostic)),
  }),
};

function draftOf(ground: Ground, diagnostic: Diagnostic): Draft {
  const { other = "" } = namedIn(diagnostic);
  const first = findPair(ground.model, other);
  const pair = findSecond(ground, diagnostic);
  if (pair === undefined || first === undefined) return asSaid(diagnostic);
  return refusedTransit(ground, {
    diagnostic,
    pair,
    because: `${pair.network.name} uses those of ${remoteName(first)} already`,
    refusal: `Azure refuses it: ${diagnostic.message}`,
    remedy: `Put both gateways into one network and use that one, or clear useRemoteGateways on ${pair.peering.name}.`,
    repair: { kind: "setPeering", peering: pair.peering.key, flags: { usesRemoteGateway: false } },
  });
}

// Azure names the second peering by the names of its network and its own.
function findSecond({ model }: Ground, diagnostic: Diagnostic): Pair | undefined {
  const { peering = "", other = "" } = namedIn(diagnostic);
  const network = networkOfChild(model, other);
  const name = peering.slice(peering.lastIndexOf("/") + 1);
  return network && findPair(model, `${network.key}/virtualNetworkPeerings/${name}`);
}
