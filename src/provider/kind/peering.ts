import { checkPeering } from "../check/peering.ts";
import { propertyOf } from "../check/properties.ts";
import { saidOf } from "../estate/said.ts";
import { gatewaysOf } from "../gateway/gateways-of.ts";
import { completePeering } from "../peering/complete.ts";
import { disconnectReverse } from "../peering/disconnect.ts";
import { isComplete, peeredSpace, remoteNetworkOf } from "../peering/sides.ts";
import { peeringState, peeringSyncLevel, writeSpace } from "../peering/state.ts";
import type { Field, Showing } from "../shape/field.ts";
import {
  assigned,
  derived,
  fixed,
  flag,
  lasting,
  provisioningState,
  reference,
  texts,
} from "../shape/forms.ts";
import { defineChild } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/virtualNetworks/virtualNetworkPeerings. */
export const peering: Kind = defineChild({
  type: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
  properties: [
    provisioningState(),
    assigned("resourceGuid", ({ world }) => world.guid()),
    texts("localSubnetNames"),
    texts("remoteSubnetNames"),
    derived("peeringState", ({ estate, row }) => peeringState(estate, row)),
    derived("peeringSyncLevel", ({ estate, row }) => peeringSyncLevel(estate, row)),
    reference("remoteVirtualNetwork", "virtualNetworks"),
    flag("allowVirtualNetworkAccess", true),
    flag("allowForwardedTraffic", false),
    flag("allowGatewayTransit", false),
    flag("useRemoteGateways", false),
    flag("doNotVerifyRemoteGateways", false),
    flag("peerCompleteVnets", true),
    flag("enableOnlyIPv6Peering"),
    derived("remoteGateways", remoteGateways),
    remembered("remoteAddressSpace"),
    derived("localAddressSpace", localSpace),
    derived("localVirtualNetworkAddressSpace", localSpace),
    derived("remoteVirtualNetworkAddressSpace", remoteSpace),
    derived("remoteVirtualNetworkEncryption", remoteEncryption),
    derived("remoteBgpCommunities", remoteCommunities),
    fixed("routeServiceVips", {}),
  ],
  remember: ({ peeringState: state }) => (state === "Disconnected" ? { isDisconnected: true } : {}),
  checks: [checkPeering],
  complete: completePeering,
  cascade: disconnectReverse,
});

// Clients send it back as they read it; only a synchronization changes it.
function remembered(name: string): Field {
  const form = lasting(name);
  return { ...form, settle: (wanted, at) => at.kept ?? (at.isImport ? wanted : undefined) };
}

function remoteGateways({ estate, row }: Showing): unknown {
  if (propertyOf(row, "useRemoteGateways") !== true) return undefined;
  const remote = remoteNetworkOf(estate, row);
  const gateways = remote === undefined ? [] : gatewaysOf(estate, remote);
  return gateways.length === 0 ? undefined : gateways.map(({ id }) => ({ id: id.text }));
}

function remoteSpace({ estate, row }: Showing): unknown {
  const remote = remoteNetworkOf(estate, row);
  return remote === undefined
    ? (saidOf(row, "remoteVirtualNetworkAddressSpace") ?? propertyOf(row, "remoteAddressSpace"))
    : writeSpace(peeredSpace(estate, remote, row, "remote"));
}

function remoteEncryption({ estate, row }: Showing): unknown {
  const remote = remoteNetworkOf(estate, row);
  return remote === undefined ? undefined : propertyOf(remote, "encryption");
}

function remoteCommunities({ estate, row }: Showing): unknown {
  const remote = remoteNetworkOf(estate, row);
  return remote === undefined ? undefined : propertyOf(remote, "bgpCommunities");
}

// Only a peering of subnets tells its own side.
function localSpace({ estate, row }: Showing): unknown {
  const local = estate.find(row.root);
  if (isComplete(row) || local === undefined) return undefined;
  return writeSpace(peeredSpace(estate, local, row, "local"));
}
