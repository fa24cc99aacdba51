import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import type { FindingAssumption } from "../../finding/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { findPair, type Pair, remoteName } from "./pair.ts";
import { asSaid, refusedTransit } from "./transit.ts";

/** ERR-3 (PEER-7): there is nothing to use over there. */
export const remoteGatewayAbsent: CheckRule = {
  code: "TR503",
  family: "peering",
  severity: "warning",
  title: "The other side has no gateway",
  about:
    "useRemoteGateways needs a gateway or Route Server in the remote network. Azure refuses the peering as long as there is none.",
  rules: ["PEER-7"],
  replaces: ["remote-gateways-absent"],
  begin: (ground) => ({
    finish: () =>
      said(ground, "remote-gateways-absent").map((diagnostic) => draftOf(ground, diagnostic)),
  }),
};

function draftOf(ground: Ground, diagnostic: Diagnostic): Draft {
  const pair = findPair(ground.model, namedIn(diagnostic)["peering"] ?? "");
  if (pair === undefined) return asSaid(diagnostic);
  const name = remoteName(pair);
  return refusedTransit(ground, {
    diagnostic,
    pair,
    because: `${name} has neither a gateway nor a Route Server`,
    refusal: `Azure refuses it: ${diagnostic.message}`,
    remedy: `Create the gateway in ${name} first, or clear useRemoteGateways on ${pair.peering.name}.`,
    repair: { kind: "setPeering", peering: pair.peering.key, flags: { usesRemoteGateway: false } },
    assumptions: assumptionsOf(pair),
  });
}

// Azure has taken a peering that it has synchronized, so it has seen a gateway there.
function assumptionsOf(pair: Pair): readonly FindingAssumption[] {
  if (pair.peering.syncedPrefixes === undefined) return [];
  const message = `the snapshot holds every gateway and Route Server of ${remoteName(pair)}`;
  return [{ code: "gatewaysComplete", message, rules: ["PEER-7"] }];
}
