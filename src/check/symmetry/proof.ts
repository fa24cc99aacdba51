import type { FindingWalk } from "../../finding/index.ts";
import { isSuccess } from "../../flow/index.ts";
import type { Key, Subnet } from "../../model/index.ts";
import type { Trace } from "../../walk/index.ts";
import type { Ground } from "../ground.ts";
import { type Host, hostIn } from "../host.ts";
import { type Judges, type Probed, probe } from "../probe.ts";
import type { Asymmetry } from "./asymmetry.ts";
import type { End } from "./end.ts";

/** What walks between two ends show of an asymmetry. */
export interface Proof {
  /** A flow that the source begins, and that meets other devices on its way back. */
  readonly begun: FindingWalk | undefined;
  /** A flow that the target begins, and that does. */
  readonly answered: FindingWalk | undefined;
  /** Whether flows that the source begins pass all the same, since a device translates them. */
  readonly isTranslated: boolean;
  /** Whether nothing was shown, for something on the way is not in the input. */
  readonly isUnknown: boolean;
}

/** Follows flows between the ends of an asymmetry, in both directions. */
export function prove(ground: Ground, { sources, targets, there, back }: Asymmetry): Proof {
  const [from, to] = pairOf(sources, targets);
  const [source, target] = [hostOf(ground, from), hostOf(ground, to)];
  const nothing = { shown: undefined, others: [] };
  if (source === undefined || target === undefined) return proofOf(nothing, nothing);
  const firewalls = [...there.passed, ...back.passed].flatMap(({ devices }) =>
    devices.flatMap(({ key }) => ground.model.firewalls.get(key) ?? []),
  );
  const answered = tryFlows(ground, target, source, { firewalls });
  // Where one direction shows it, the other one is not worth every port.
  const most = answered.shown === undefined ? {} : { most: mostBeside };
  return proofOf(tryFlows(ground, source, target, { firewalls, ...most }), answered);
}

const mostBeside = 2;

// Where all are alike, both lists hold all of them, and nobody sends to himself.
function pairOf(sources: Asymmetry["sources"], targets: Asymmetry["targets"]): readonly [End, End] {
  const [from] = sources;
  const to = targets.find((target) => placeOf(target) !== placeOf(from));
  return [from, to ?? targets[0]];
}

function placeOf(end: End): string {
  return end.kind === "site" || end.viewpoint.isLocal ? end.key : end.network.key;
}

function proofOf(begun: Probed, answered: Probed): Proof {
  const isNothingShown = begun.shown === undefined && answered.shown === undefined;
  const others = [...begun.others, ...answered.others];
  return {
    begun: begun.shown,
    answered: answered.shown,
    isTranslated: begun.others.some(({ works, isSymmetric }) => works && isSymmetric),
    isUnknown:
      isNothingShown && others.some(({ disposition }) => disposition === "insufficientInfo"),
  };
}

interface StandIn {
  readonly host: Host;
  /** Whose rules filter what comes in. */
  readonly subnet: Key | undefined;
}

function tryFlows(
  ground: Ground,
  { host: from }: StandIn,
  { host: to, subnet }: StandIn,
  judges: Omit<Judges, "subnet">,
): Probed {
  const flow = {
    from: from.label,
    sender: from.sender,
    source: from.address,
    destination: to.address,
    supposedIn: to.supposedIn,
    to: to.supposedIn === undefined ? undefined : to.label,
  };
  return probe(ground, flow, { ...judges, subnet }, isLopsided);
}

// It arrives, and its reply is lost or takes another way.
function isLopsided({ journeys }: Trace): boolean {
  return journeys.some(
    ({ forward, reply, isSymmetric }) =>
      isSuccess(forward.disposition) &&
      reply !== undefined &&
      (!isSymmetric ||
        reply.disposition === "statefulDrop" ||
        reply.disposition === "droppedByNoneRoute"),
  );
}

function hostOf(ground: Ground, end: End): StandIn | undefined {
  if (end.kind === "site") {
    const { name: label, key } = end.gateway;
    const sender = { kind: "gateway", gateway: key } as const;
    return {
      host: { label, sender, address: end.address, supposedIn: undefined },
      subnet: undefined,
    };
  }
  const standIns = end.subnets
    .slice(0, mostSubnets)
    .flatMap((subnet) => standIn(ground, end, subnet));
  return standIns.find(({ host }) => host.supposedIn === undefined) ?? standIns[0];
}

// Somebody is known in one of the first of them, or hardly anywhere.
const mostSubnets = 8;

function standIn(ground: Ground, end: End, subnet: Subnet): readonly StandIn[] {
  const host = hostIn(ground, subnet, end.address);
  return host === undefined ? [] : [{ host, subnet: subnet.key }];
}
