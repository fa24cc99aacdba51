import { formatIp, parseIp } from "../../../net/index.ts";
import { type BgpSession, bgpRoutesOf, bgpSessionsOf } from "../../../route/index.ts";
import { answered } from "../outcome.ts";
import type { Answer } from "../question.ts";
import { gatewayOf } from "./gateway.ts";

/** The BGP sessions of a gateway. Times and counts of messages are left out: nobody can know them. */
export interface BgpPeers {
  readonly value: readonly BgpPeerRow[];
}

/** One session. */
export interface BgpPeerRow {
  readonly localAddress: string;
  readonly neighbor: string;
  /** 0 where the input does not tell. */
  readonly asn: number;
  readonly state: "Connected" | "Connecting" | "Unknown";
  readonly routesReceived: number;
}

/** `POST virtualNetworkGateways/X/getBgpPeerStatus`: its sessions, or those with one peer (CAP-30). */
export const bgpPeers: Answer<BgpPeers> = ({ walker }, { target, parameter }) => {
  const { model } = walker.world;
  const gateway = gatewayOf(model, target);
  if (gateway.kind === "refused") return gateway;
  const wanted = parameter?.("peer");
  const peer = wanted === undefined ? undefined : parseIp(wanted);
  const counts = new Map<string, number>();
  for (const { local, peer: from, origin } of bgpRoutesOf(model, gateway.body)) {
    if (origin === "network" || from === undefined) continue;
    // A list that names no instance counts for each.
    const key = `${local ?? ""} ${from}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const sessions = bgpSessionsOf(model, gateway.body).filter(
    ({ neighbor }) => wanted === undefined || wanted === "" || neighbor === peer,
  );
  return answered({
    value: sessions.map((session) => ({
      localAddress: formatIp(session.local),
      neighbor: formatIp(session.neighbor),
      asn: session.asn ?? 0,
      state: stateOf(session),
      routesReceived: receivedOver(session, counts),
    })),
  });
};

function stateOf({ kind, isUp }: BgpSession): BgpPeerRow["state"] {
  if (kind === "self") return "Unknown";
  return isUp ? "Connected" : "Connecting";
}

function receivedOver(
  { local, neighbor, kind }: BgpSession,
  counts: ReadonlyMap<string, number>,
): number {
  if (kind === "self") return 0;
  return counts.get(`${local} ${neighbor}`) ?? counts.get(` ${neighbor}`) ?? 0;
}
