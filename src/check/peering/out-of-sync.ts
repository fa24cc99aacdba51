import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import type { Subnet, VirtualNetwork } from "../../model/index.ts";
import { coversPrefix, overlaps, type Prefix, prefixSet } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { exampleIn, walkTo } from "./flows.ts";
import { hasMachines, isNothing, type Loss, lossOf, tellLoss } from "./loss.ts";
import { findPair, type Pair, peeringName, remoteName } from "./pair.ts";
import { asSaid } from "./transit.ts";
import { listPrefixes } from "./words.ts";

/** PEER-2: a peering that knows its peer as it was. */
export const outOfSync: CheckRule = {
  code: "TR506",
  family: "peering",
  severity: "error",
  title: "A peering is not synchronized",
  about:
    "A peering keeps the address space of its peer as it was when it was last synchronized. What the peer has gained since then is not reached.",
  rules: ["PEER-2"],
  replaces: ["peering-out-of-sync"],
  begin: (ground) => ({
    finish: () =>
      said(ground, "peering-out-of-sync").map((diagnostic) => draftOf(ground, diagnostic)),
  }),
};

function draftOf(ground: Ground, diagnostic: Diagnostic): Draft {
  const pair = findPair(ground.model, namedIn(diagnostic)["peering"] ?? "");
  if (pair?.remote === undefined) return asSaid(diagnostic);
  const { network, peering, remote } = pair;
  const { gained, stale } = changesOf(pair, remote);
  const hidden = subnetsIn(ground, remote, gained);
  const loss = lossOf(ground, network, gained, (subnet) => isSender(subnet));
  const isHit = !isNothing(loss) && hidden.length > 0;
  return {
    severity: isHit ? "error" : "warning",
    message: [
      `Peering ${peeringName(pair)} knows ${remote.name} as it was before its address space changed.`,
      ...tellGained(ground, pair, { gained, loss }),
      ...tellStale(remote, stale),
    ].join(" "),
    remedy: `Synchronize it: az network vnet peering sync --name ${peering.name} --vnet-name ${network.name}.`,
    place: diagnostic.place,
    related: diagnostic.related,
    affected: [...loss.subnets, ...hidden].map(({ id }) => id),
    subject: [peering.name],
    walks: showGained(ground, loss, [hidden, gained]),
    repair: { kind: "syncPeering", peering: peering.key },
  };
}

function changesOf(
  { peering }: Pair,
  remote: VirtualNetwork,
): { readonly gained: readonly Prefix[]; readonly stale: readonly Prefix[] } {
  const synced = (peering.syncedPrefixes ?? []).map(({ prefix }) => prefix);
  const current = remote.addressSpace.map(({ prefix }) => prefix);
  const [before, now] = [prefixSet(synced), prefixSet(current)];
  return {
    gained: current.filter((prefix) => !coversPrefix(before, prefix)),
    stale: synced.filter((prefix) => !coversPrefix(now, prefix)),
  };
}

// What comes from outside is sent on by a gateway with the same routes.
function isSender(subnet: Subnet): boolean {
  return hasMachines(subnet) || subnet.role === "gateway";
}

function subnetsIn(
  { model }: Ground,
  { subnets }: VirtualNetwork,
  ranges: readonly Prefix[],
): readonly Subnet[] {
  return subnets
    .flatMap((key) => model.subnets.get(key) ?? [])
    .filter(({ prefixes }) =>
      prefixes.some(({ prefix }) => ranges.some((range) => overlaps(range, prefix))),
    );
}

interface Gain {
  readonly gained: readonly Prefix[];
  readonly loss: Loss;
}

function tellGained(ground: Ground, pair: Pair, { gained, loss }: Gain): readonly string[] {
  if (gained.length === 0) return [];
  const name = remoteName(pair);
  if (isNothing(loss)) return [`Nothing of ${listPrefixes(gained)} is reached over it.`];
  const text = tellLoss(ground, loss);
  return [
    `${text.slice(0, 1).toUpperCase()}${text.slice(1)}, although ${name} has that space now.`,
  ];
}

function tellStale({ name }: VirtualNetwork, stale: readonly Prefix[]): readonly string[] {
  if (stale.length === 0) return [];
  return [`Packets to ${listPrefixes(stale)} still go to ${name}, which no longer has it.`];
}

function showGained(
  ground: Ground,
  { subnets }: Loss,
  [hidden, gained]: readonly [readonly Subnet[], readonly Prefix[]],
): Draft["walks"] & {} {
  const [sender] = subnets;
  const inside = hidden.flatMap(({ prefixes }) => prefixes.map(({ prefix }) => prefix));
  const prefix = inside.find((one) => gained.some((range) => overlaps(range, one))) ?? gained[0];
  if (sender === undefined || prefix === undefined) return [];
  return walkTo(ground, sender, exampleIn(prefix));
}
