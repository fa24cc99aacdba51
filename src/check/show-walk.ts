import type { FindingWalk } from "../finding/index.ts";
import { type Flow, formatEndpoint } from "../flow/index.ts";
import type { Key, Protocol } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import type { Sender } from "../walk/index.ts";
import type { Ground } from "./ground.ts";

/** A flow that shows something: who sends, to what. */
export interface ShownFlow {
  /** What the sender is called; `trueroute trace` takes it. */
  readonly from: string;
  readonly sender: Sender;
  readonly source: Ip;
  readonly destination: Ip;
  readonly protocol: Protocol;
  /** Absent for protocols without ports. */
  readonly port: number | undefined;
  /** Name that was asked for, where the destination is known by one. */
  readonly name?: string;
  readonly supposedIn?: Key | undefined;
  /** What the destination is called where its address alone finds nobody: `network/subnet`. */
  readonly to?: string | undefined;
}

/** Follows a flow, and keeps it in the form in which findings show it. */
export function showWalk({ walker }: Ground, shown: ShownFlow): FindingWalk {
  const { from, sender, source, destination, protocol, port, name, supposedIn, to } = shown;
  const flow: Flow = {
    protocol,
    source,
    sourcePort: undefined,
    destination,
    destinationPort: port,
    name,
  };
  const trace = walker.trace({ sender, flow, supposedIn });
  const called = to ?? name;
  const target = called === undefined ? formatEndpoint(destination, port) : withPort(called, port);
  return { from, to: `${target}/${protocol}`, trace };
}

function withPort(name: string, port: number | undefined): string {
  return port === undefined ? name : `${name}:${port}`;
}
