import { peekProperty, type Resource } from "../../arm/index.ts";
import type { SyncPeering } from "../change.ts";
import { textAt, withProperty } from "../estate/body.ts";
import { editResource, findResource } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { remoteOf } from "./peering-pair.ts";

/** Lets a peering learn the address space that the other network has now (PEER-2). */
export const syncPeering: Action<SyncPeering> = {
  needs: ({ peering }) => [{ id: peering, kinds: ["peering"] }],
  apply: (estate, { peering }) => {
    const remote = remoteOf(estate, peering) ?? "";
    const space =
      peekProperty(findResource(estate, remote)?.body, "addressSpace") ??
      peekProperty(findResource(estate, peering)?.body, "remoteVirtualNetworkAddressSpace");
    if (space === undefined) return { kind: "missing", id: remote };
    editResource(estate, peering, (resource) => edit(resource, space));
    return undefined;
  },
};

function edit(peering: Resource, space: unknown): Resource {
  const synced = ["remoteAddressSpace", "remoteVirtualNetworkAddressSpace"].reduce(
    (at, name) => withProperty(at, name, space),
    peering,
  );
  const level = textAt(peering.body, "peeringSyncLevel");
  return level === undefined ? synced : withProperty(synced, "peeringSyncLevel", levelAfter(level));
}

// Only this side has been synchronized.
function levelAfter(level: string): string {
  const isRemoteBehind = /^(remote|localandremote)notinsync$/i.test(level);
  return isRemoteBehind ? "RemoteNotInSync" : "FullyInSync";
}
