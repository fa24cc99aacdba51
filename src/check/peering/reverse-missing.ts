import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { findPair, peeringName, remoteName } from "./pair.ts";
import { refusedTransit } from "./transit.ts";

/** The last row of the decision table of 10.1 (PEER-3, PEER-7). */
export const reverseMissing: CheckRule = {
  code: "TR505",
  family: "peering",
  severity: "error",
  title: "Remote gateways over a peering without its other side",
  about:
    "Azure takes a peering that uses remote gateways before the peering back exists, and leaves it Initiated: neither the peer nor its gateways are reached.",
  rules: ["PEER-3", "PEER-7"],
  replaces: ["peering-one-sided"],
  begin: (ground) => ({
    finish: () =>
      said(ground, "peering-one-sided").flatMap((diagnostic) => draftOf(ground, diagnostic)),
  }),
};

// All others are a matter of states alone.
function draftOf(ground: Ground, diagnostic: Diagnostic): readonly Draft[] {
  const pair = findPair(ground.model, namedIn(diagnostic)["peering"] ?? "");
  if (pair === undefined || !pair.peering.usesRemoteGateway) return [];
  const { network, peering, remote } = pair;
  if (peering.state !== "initiated") return [];
  const name = remoteName(pair);
  const draft = refusedTransit(ground, {
    diagnostic,
    pair,
    because: `${name} has no peering back to ${network.name}`,
    refusal: `${peeringName(pair)} stays Initiated and carries nothing until there is one.`,
    remedy: `Create the peering from ${name} to ${network.name}, with allowGatewayTransit.`,
    repair: {
      kind: "createReversePeering",
      peering: peering.key,
      flags: { allowsAccess: true, offersGateway: true },
    },
    further: remote?.addressSpace.map(({ prefix }) => prefix) ?? [],
  });
  return [{ ...draft, severity: "error" }];
}
