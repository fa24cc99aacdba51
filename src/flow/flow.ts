import type { Protocol } from "../model/index.ts";
import { formatIp, type Ip } from "../net/index.ts";
import { isUnknownAddress } from "./unknown-address.ts";

/** One header: what every device on the way looks at. A flow has no payload. */
export interface Flow {
  readonly protocol: Protocol;
  readonly source: Ip;
  /** Absent for protocols without ports, and where nobody has said which port the sender takes. */
  readonly sourcePort: number | undefined;
  readonly destination: Ip;
  /** Absent for protocols without ports. */
  readonly destinationPort: number | undefined;
  /** Name that the sender asked for, lower case; absent when it used an address. */
  readonly name: string | undefined;
}

/** The flow of the replies. */
export function reverseFlow(flow: Flow): Flow {
  return {
    ...flow,
    source: flow.destination,
    sourcePort: flow.destinationPort,
    destination: flow.source,
    destinationPort: flow.sourcePort,
  };
}

/** Tells flows apart; names do not count, since no packet of the network layer carries one. */
export function flowKey(flow: Flow): string {
  const { protocol, source, sourcePort, destination, destinationPort } = flow;
  return `${protocol} ${source} ${sourcePort ?? ""} ${destination} ${destinationPort ?? ""}`;
}

/** Formats a flow: `tcp 10.1.0.4 -> 10.2.0.4:443`, its replies `tcp 10.2.0.4:443 -> 10.1.0.4`. */
export function formatFlow(flow: Flow): string {
  const { protocol, source, sourcePort, destination, destinationPort } = flow;
  const from = formatEndpoint(source, sourcePort);
  return `${protocol} ${from} -> ${formatEndpoint(destination, destinationPort)}`;
}

/** Formats an address with its port: `10.2.0.4:443`, `[fd00::4]:443`, `(unknown):443`. */
export function formatEndpoint(address: Ip, port: number | undefined): string {
  if (isUnknownAddress(address)) return port === undefined ? "(unknown)" : `(unknown):${port}`;
  const text = formatIp(address);
  if (port === undefined) return text;
  return typeof address === "number" ? `${text}:${port}` : `[${text}]:${port}`;
}
