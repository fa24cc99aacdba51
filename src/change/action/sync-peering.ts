import { peekProperty, type Resource } from "../../arm/index.ts";
import type { SyncPeering } from "../change.ts";
import { listAt, textAt, withProperty } from "../estate/body.ts";
import { editResource, findResource } from "../estate/family.ts";
import type { Telling } from "../telling.ts";
import { isExpression, type Value } from "../terraform/block.ts";
import type { Action } from "./action.ts";
import { remoteOf } from "./peering-pair.ts";
import { peeringCommand, peeringWords } from "./peering-texts.ts";

/** Lets a peering learn the address space that the other network has now (PEER-2). */
export const syncPeering: Action<SyncPeering> = {
  stage: () => "edit",
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
  describe: ({ peering }) =>
    `Synchronize the ${peeringWords(peering)} with the present address space of the other network.`,
  commands: ({ peering }, telling) => [peeringCommand(telling, "sync", peering)],
  // Azure synchronizes on a parameter of the request, which no template has
  // (Azure/bicep#18379).
  deploys: () => [],
  terraform: ({ peering }, telling) => [
    {
      kind: "edit",
      at: telling.addresses.of(peering),
      note: "The provider synchronizes whenever a trigger changes.",
      body: [
        { name: "triggers", value: { object: { remote_address_space: space(telling, peering) } } },
      ],
    },
  ],
};

function space(telling: Telling, peering: string): Value {
  const { addresses, after } = telling;
  const remote = remoteOf(after, peering) ?? "";
  const prefixes = listAt(
    peekProperty(findResource(after, peering)?.body, "remoteAddressSpace"),
    "addressPrefixes",
  ).join(",");
  const reference = addresses.refer(remote, "address_space", prefixes);
  return isExpression(reference) ? { expression: `join(",", ${reference.expression})` } : reference;
}

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
