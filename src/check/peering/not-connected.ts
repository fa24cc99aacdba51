import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import type { FindingAssumption, Repair } from "../../finding/index.ts";
import type { Peering } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { isNothing, lossOf, tellLoss, walksOf } from "./loss.ts";
import { findPair, type Pair, pairsOf, peeringName, remoteName } from "./pair.ts";
import { asSaid } from "./transit.ts";

/** PEER-3: one side is missing, waits, or was left behind. */
export const notConnected: CheckRule = {
  code: "TR507",
  family: "peering",
  severity: "error",
  title: "A peering is not connected",
  about:
    "Only two connected sides of a peering carry traffic. One side alone stays Initiated; one that is left over is Disconnected and must be made anew.",
  rules: ["PEER-3"],
  replaces: ["peering-one-sided", "peering-state-mismatch"],
  begin: (ground) => ({
    finish: () => [
      ...said(ground, "peering-one-sided").flatMap((one) => oneSided(ground, one)),
      ...said(ground, "peering-state-mismatch").map((one) => mismatch(ground, one)),
      ...silent(ground),
    ],
  }),
};

function oneSided(ground: Ground, diagnostic: Diagnostic): readonly Draft[] {
  const pair = findPair(ground.model, namedIn(diagnostic)["peering"] ?? "");
  if (pair === undefined) return [asSaid(diagnostic)];
  const { peering, network } = pair;
  const name = remoteName(pair);
  switch (peering.state) {
    case "connected":
      return [halfRead(pair)];
    case "disconnected":
      return [disconnected(ground, pair)];
    case "initiated":
      // With remote gateways it is a finding of its own.
      if (peering.usesRemoteGateway) return [];
      return [
        draftOf(ground, pair, {
          why: `${name} has no peering back to ${network.name}`,
          remedy: `Create the peering from ${name} to ${network.name}.`,
          repair: createBack(peering),
        }),
      ];
  }
}

// Azure keeps no connected side without the other, so one of them has not been read.
function halfRead(pair: Pair): Draft {
  const { peering, network } = pair;
  const name = remoteName(pair);
  const assumption: FindingAssumption = {
    code: "peeringsComplete",
    message: `the snapshot holds every peering of ${name}`,
    rules: ["PEER-3"],
  };
  return {
    severity: "info",
    message: `Peering ${peeringName(pair)} is Connected, and the snapshot has no peering back from ${name}, so answers about traffic from there to ${network.name} leave it out.`,
    remedy: `Export the peerings of ${name} as well, at the same time.`,
    place: peering.place,
    subject: [peering.name],
    assumptions: [assumption],
  };
}

function mismatch(ground: Ground, diagnostic: Diagnostic): Draft {
  const pair = findPair(ground.model, namedIn(diagnostic)["peering"] ?? "");
  if (pair?.back === undefined) return asSaid(diagnostic);
  const { peering, back } = pair;
  if (peering.state === "disconnected") return disconnected(ground, pair);
  if (back.state === "disconnected") {
    const turned = findPair(ground.model, back.id);
    return turned === undefined ? asSaid(diagnostic) : disconnected(ground, turned);
  }
  return {
    severity: "warning",
    message: `Peering ${peeringName(pair)} is ${stateWords[peering.state]} while the peering back, ${remoteName(pair)}/${back.name}, is ${stateWords[back.state]}. Azure changes both at once, so the two were read at different times, and one of them is out of date.`,
    remedy: "Export both networks again at the same time.",
    place: peering.place,
    related: [back.place],
    subject: [peering.name],
  };
}

// What compiling has no words for: two sides that agree not to be connected, and one whose other
// side is outside the snapshot.
function silent(ground: Ground): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const pair of pairsOf(ground.model)) {
    const { peering, back, remote } = pair;
    if (peering.state === "connected") continue;
    if (remote === undefined) drafts.push(outside(pair));
    else if (back?.state === peering.state && peering.key < back.key) {
      drafts.push(
        peering.state === "disconnected" ? disconnected(ground, pair) : waiting(ground, pair),
      );
    }
  }
  return drafts;
}

function outside(pair: Pair): Draft {
  const { peering, network } = pair;
  const name = remoteName(pair);
  const isLeft = peering.state === "disconnected";
  const why = isLeft ? "the other side has been deleted" : "the other side does not exist yet";
  return {
    severity: "warning",
    message: `Peering ${peeringName(pair)} is ${stateWords[peering.state]}: ${why}, and nothing goes between ${network.name} and ${name}.`,
    remedy: isLeft
      ? `Delete it, or recreate it together with its other side in ${name}.`
      : `Create the peering from ${name} to ${network.name}.`,
    place: peering.place,
    subject: [peering.name],
    repair: isLeft ? { kind: "removePeering", peering: peering.key } : undefined,
  };
}

function waiting(ground: Ground, pair: Pair): Draft {
  return draftOf(ground, pair, {
    why: "both sides wait for each other",
    remedy: "Delete both sides and create them again.",
    repair: { kind: "recreatePeering", peering: pair.peering.key },
  });
}

function disconnected(ground: Ground, pair: Pair): Draft {
  return draftOf(ground, pair, {
    why: "its other side was deleted, and a disconnected side cannot be mended",
    remedy: "Delete both sides and create them again.",
    repair: { kind: "recreatePeering", peering: pair.peering.key },
  });
}

interface Fault {
  readonly why: string;
  readonly remedy: string;
  readonly repair: Repair;
}

function draftOf(ground: Ground, pair: Pair, { why, remedy, repair }: Fault): Draft {
  const { peering, network, remote, back } = pair;
  const space = remote?.addressSpace.map(({ prefix }) => prefix) ?? [];
  const loss = lossOf(ground, network, space);
  const cost = isNothing(loss) ? "it carries nothing" : tellLoss(ground, loss);
  return {
    severity: isNothing(loss) ? "warning" : "error",
    message: `Peering ${peeringName(pair)} is ${stateWords[peering.state]}, because ${why}: ${cost}.`,
    remedy,
    place: peering.place,
    related: back === undefined ? [] : [back.place],
    affected: loss.subnets.map(({ id }) => id),
    subject: [peering.name],
    walks: walksOf(ground, loss),
    repair,
  };
}

function createBack({ key, acceptsForwarded }: Peering): Repair {
  return {
    kind: "createReversePeering",
    peering: key,
    flags: { allowsAccess: true, acceptsForwarded },
  };
}

const stateWords = {
  initiated: "Initiated",
  connected: "Connected",
  disconnected: "Disconnected",
} as const;
