import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import { keyOf } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { pairsOf } from "./pair.ts";
import { asSaid } from "./transit.ts";

/** ERR-7: two peerings to one network. */
export const duplicate: CheckRule = {
  code: "TR525",
  family: "peering",
  severity: "warning",
  title: "Two peerings lead to the same network",
  about:
    "A network has one peering to another. Azure refuses the second, and flags that only the second one sets have no effect.",
  rules: ["PEER-1"],
  replaces: ["peering-duplicate"],
  begin: (ground) => ({
    finish: () => {
      const duplicates = said(ground, "peering-duplicate");
      return duplicates.map((diagnostic) => draftOf(ground, diagnostic));
    },
  }),
};

function draftOf({ model }: Ground, diagnostic: Diagnostic): Draft {
  const { ignored = "", remote = "" } = namedIn(diagnostic);
  const [first] = diagnostic.related;
  const pair = [...pairsOf(model)].find(({ peering }) => peering.place === first);
  if (pair === undefined) return asSaid(diagnostic);
  const { network, peering } = pair;
  const target = remote.split("/").at(-1) ?? remote;
  return {
    message: `Network ${network.name} has two peerings to ${target}, ${peering.name} and ${ignored}. Azure refuses the second (AnotherPeeringAlreadyReferencesRemoteVnet), so what ${ignored} allows has no effect.`,
    remedy: `Keep one of them, with the flags of both as they are meant; here ${peering.name} was taken.`,
    place: diagnostic.place,
    related: diagnostic.related,
    affected: [network.id],
    subject: [ignored],
    repair: {
      kind: "removePeering",
      peering: keyOf(`${network.id}/virtualNetworkPeerings/${ignored}`),
    },
  };
}
