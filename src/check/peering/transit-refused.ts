import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { findPair, remoteName } from "./pair.ts";
import { asSaid, refusedTransit } from "./transit.ts";

/** ERR-2 (PEER-7): the other side does not offer its gateways. */
export const transitRefused: CheckRule = {
  code: "TR502",
  family: "peering",
  severity: "error",
  title: "The other side does not offer its gateways",
  about:
    "useRemoteGateways needs allowGatewayTransit on the peering back. Azure refuses the one without the other, and the network gets no gateway routes.",
  rules: ["PEER-7"],
  replaces: ["remote-gateways-refused"],
  begin: (ground) => ({
    finish: () =>
      said(ground, "remote-gateways-refused").map((diagnostic) => draftOf(ground, diagnostic)),
  }),
};

function draftOf(ground: Ground, diagnostic: Diagnostic): Draft {
  const pair = findPair(ground.model, namedIn(diagnostic)["peering"] ?? "");
  if (pair?.back === undefined) return asSaid(diagnostic);
  const { back } = pair;
  return refusedTransit(ground, {
    diagnostic,
    pair,
    because: `the peering back, ${remoteName(pair)}/${back.name}, does not offer them`,
    refusal: `Azure refuses it: ${diagnostic.message}`,
    remedy: `Set allowGatewayTransit on ${remoteName(pair)}/${back.name}.`,
    repair: { kind: "setPeering", peering: back.key, flags: { offersGateway: true } },
  });
}
