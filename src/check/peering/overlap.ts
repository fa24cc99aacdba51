import { type Diagnostic, namedIn, type Place } from "../../diagnostic/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { type Pair, pairsOf } from "./pair.ts";
import { asSaid } from "./transit.ts";

/** PEER-9, PEER-11 (ERR-5, ERR-6): the same addresses twice. */
export const overlap: CheckRule = {
  code: "TR511",
  family: "peering",
  severity: "error",
  title: "Peered networks share addresses",
  about:
    "Networks that are peered, or that are both peered with a third, may not overlap: Azure refuses the peering, and packets for the shared range can only go to one of them.",
  rules: ["PEER-9"],
  replaces: ["peering-overlap", "peering-overlap-through", "group-prefix-overlap"],
  begin: (ground) => ({
    finish: () => {
      const direct = said(ground, "peering-overlap");
      const through = said(ground, "peering-overlap-through");
      const pairs =
        direct.length + through.length === 0 ? new Map<Place, Pair>() : pairsByPlace(ground);
      return [
        ...direct.map((diagnostic) => directDraft(pairs, diagnostic)),
        ...through.map((diagnostic) => throughDraft(pairs, diagnostic)),
        ...said(ground, "group-prefix-overlap").map(groupDraft),
      ];
    },
  }),
};

function pairsByPlace({ model }: Ground): ReadonlyMap<Place, Pair> {
  return new Map([...pairsOf(model)].map((pair) => [pair.peering.place, pair]));
}

function directDraft(pairs: ReadonlyMap<Place, Pair>, diagnostic: Diagnostic): Draft {
  const pair = pairs.get(diagnostic.place);
  if (pair?.remote === undefined) return asSaid(diagnostic);
  const { network, remote } = pair;
  const { prefixes = "" } = namedIn(diagnostic);
  return {
    message: `Networks ${network.name} and ${remote.name} are peered and both have ${prefixes}: packets to it stay in the network that sends them and never reach the other one. Azure refuses the peering (VnetAddressSpacesOverlap).`,
    remedy: diagnostic.remedy,
    place: diagnostic.place,
    related: [...diagnostic.related, network.place, remote.place],
    affected: [network.id, remote.id],
    subject: [network.id, remote.id],
  };
}

function throughDraft(pairs: ReadonlyMap<Place, Pair>, diagnostic: Diagnostic): Draft {
  const later = pairs.get(diagnostic.place);
  const [place] = diagnostic.related;
  const first = place === undefined ? undefined : pairs.get(place);
  if (later?.remote === undefined || first?.remote === undefined) return asSaid(diagnostic);
  const { network, remote } = later;
  const { prefixes = "" } = namedIn(diagnostic);
  return {
    message: `Networks ${first.remote.name} and ${remote.name} are both peered with ${network.name} and both have ${prefixes}: packets from ${network.name} reach only one of them. Azure refuses the later peering (VnetAddressSpaceOverlapsWithAlreadyPeeredVnet).`,
    remedy: diagnostic.remedy,
    place: diagnostic.place,
    related: [...diagnostic.related, first.remote.place, remote.place],
    affected: [first.remote.id, remote.id],
    subject: [first.remote.id, remote.id],
  };
}

function groupDraft(diagnostic: Diagnostic): Draft {
  const { prefix = "", group = "" } = namedIn(diagnostic);
  return {
    severity: "warning",
    message: `More than one member of connected group ${group} has ${prefix}, so the mesh leaves it out: no other member reaches it there.`,
    remedy: diagnostic.remedy,
    place: diagnostic.place,
    related: diagnostic.related,
    affected: diagnostic.related.map(({ resource }) => resource),
    subject: [prefix],
    rules: ["PEER-11"],
  };
}
