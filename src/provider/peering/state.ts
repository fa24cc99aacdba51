import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { propertyOf, textsOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import { saidOf } from "../estate/said.ts";
import type { EstateView } from "../estate/view.ts";
import { peeredSpace, remoteNetworkOf, reverseOf } from "./sides.ts";

/** `peeringState`: PEER-1. */
export function peeringState(
  estate: EstateView,
  peering: Row,
): "Initiated" | "Connected" | "Disconnected" {
  if (peering.facts["isDisconnected"] === true) return "Disconnected";
  if (
    remoteNetworkOf(estate, peering) === undefined &&
    saidOf(peering, "peeringState") === "Connected"
  ) {
    return "Connected";
  }
  const reverse = reverseOf(estate, peering);
  if (reverse === undefined) return "Initiated";
  return reverse.facts["isDisconnected"] === true ? "Initiated" : "Connected";
}

/**
 * `peeringSyncLevel`: whether each side knows the other's address space as it is. A side that has no
 * peering back knows nothing.
 */
export function peeringSyncLevel(estate: EstateView, peering: Row): string {
  const said = saidOf(peering, "peeringSyncLevel");
  if (typeof said === "string" && remoteNetworkOf(estate, peering) === undefined) return said;
  const isLocalSynced = knowsRemote(estate, peering);
  const reverse = reverseOf(estate, peering);
  const isRemoteSynced =
    reverse !== undefined &&
    peeringState(estate, peering) === "Connected" &&
    knowsRemote(estate, reverse);
  if (isLocalSynced) return isRemoteSynced ? "FullyInSync" : "RemoteNotInSync";
  return isRemoteSynced ? "LocalNotInSync" : "LocalAndRemoteNotInSync";
}

function knowsRemote(estate: EstateView, peering: Row): boolean {
  const remote = remoteNetworkOf(estate, peering);
  if (remote === undefined) return false;
  const known = new Set(knownSpace(peering));
  const current = peeredSpace(estate, remote, peering, "remote");
  return known.size === current.length && current.every((prefix) => known.has(prefix));
}

function knownSpace(peering: Row): readonly string[] {
  const space = propertyOf(peering, "remoteAddressSpace");
  return isJsonObject(space) ? textsOf(space["addressPrefixes"]) : [];
}

/** An address space as answers write it. */
export function writeSpace(prefixes: readonly string[]): JsonObject {
  return { addressPrefixes: prefixes, ipamPoolPrefixAllocations: [] };
}
