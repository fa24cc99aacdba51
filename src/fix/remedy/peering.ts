import type { Change, PeeringFlags } from "../../change/index.ts";
import type { Key, Model, Peering } from "../../model/index.ts";
import { reversePeering } from "../../route/index.ts";
import { freeName } from "../new-id.ts";
import { planned, type Remedy, refused } from "../plan.ts";

/** Flags of a peering (PEER-5 to PEER-7). */
export const setPeering: Remedy<"setPeering"> = ({ peering, flags }, { model }) => {
  const found = findPeering(model, peering);
  if (found === undefined) return refused("the peering is not in the snapshot");
  return planned([{ kind: "setPeeringFlags", peering: found.id, flags }]);
};

/** A peering learns the other side's present address space (PEER-2). */
export const syncPeering: Remedy<"syncPeering"> = ({ peering }, { model }) => {
  const found = findPeering(model, peering);
  if (found === undefined) return refused("the peering is not in the snapshot");
  return planned([{ kind: "syncPeering", peering: found.id }]);
};

/** The direction of a peering that is missing (PEER-3). */
export const createReversePeering: Remedy<"createReversePeering"> = (
  { peering, flags },
  { model },
) => {
  const found = findPeering(model, peering);
  const remote = found === undefined ? undefined : model.networks.get(found.remote);
  const local = found === undefined ? undefined : model.networks.get(found.network);
  if (found === undefined || remote === undefined || local === undefined) {
    return refused("one of the two networks is not in the snapshot");
  }
  if (reversePeering(model, found) !== undefined) return refused("both directions are there");
  const taken = remote.peerings.map(({ name }) => name);
  const id = `${remote.id}/virtualNetworkPeerings/${freeName(`to-${local.name}`, taken)}`;
  return planned([{ kind: "createPeering", peering: id, remote: local.id, flags }]);
};

/** Both directions anew: a disconnected one cannot be mended (PEER-3). */
export const recreatePeering: Remedy<"recreatePeering"> = ({ peering }, { model }) => {
  const found = findPeering(model, peering);
  const remote = found === undefined ? undefined : model.networks.get(found.remote);
  const local = found === undefined ? undefined : model.networks.get(found.network);
  if (found === undefined || remote === undefined || local === undefined) {
    return refused("one of the two networks is not in the snapshot");
  }
  const reverse = reversePeering(model, found);
  const back =
    reverse?.id ??
    `${remote.id}/virtualNetworkPeerings/${freeName(
      `to-${local.name}`,
      remote.peerings.map(({ name }) => name),
    )}`;
  const changes: readonly Change[] = [
    { kind: "removePeering", peering: found.id },
    ...(reverse === undefined ? [] : [{ kind: "removePeering", peering: reverse.id } as const]),
    { kind: "createPeering", peering: found.id, remote: remote.id, flags: flagsOf(found) },
    {
      kind: "createPeering",
      peering: back,
      remote: local.id,
      flags: reverse === undefined ? {} : flagsOf(reverse),
    },
  ];
  return planned(changes, [
    "Between removing and making it, nothing passes between the two networks.",
  ]);
};

/** A peering goes; one that another to the same network shadows is not in the model. */
export const removePeering: Remedy<"removePeering"> = ({ peering }, { model }) =>
  planned([{ kind: "removePeering", peering: findPeering(model, peering)?.id ?? peering }]);

function findPeering({ networks }: Model, key: Key): Peering | undefined {
  for (const { peerings } of networks.values()) {
    const found = peerings.find((peering) => peering.key === key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function flagsOf({
  allowsAccess,
  acceptsForwarded,
  offersGateway,
  usesRemoteGateway,
}: Peering): PeeringFlags {
  return { allowsAccess, acceptsForwarded, offersGateway, usesRemoteGateway };
}
