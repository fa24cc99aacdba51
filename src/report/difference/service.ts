import {
  equalServices,
  everyService,
  type ProtocolPorts,
  protocolsIn,
  type ServiceSet,
  subtractServices,
} from "../../flow/index.ts";
import { counted, joinWords } from "./list.ts";

/** Ports of one protocol. */
export interface ServiceReport {
  readonly protocol: string;
  /** Ascending; a port `443` or a range `1024-65535`. Null for all of them. */
  readonly ports: readonly string[] | null;
}

/** Tells services; null stands for all of them. */
export function serviceReports(services: ServiceSet): readonly ServiceReport[] | null {
  if (equalServices(services, everyService)) return null;
  return protocolsIn(services).map(({ protocol, ports, isWhole }) => ({
    protocol,
    ports: isWhole ? null : ports.map(portText),
  }));
}

/** Names services in few words, what is left out where that is shorter; empty for all of them. */
export function servicesText(services: ServiceSet): string {
  if (equalServices(services, everyService)) return "";
  const without = subtractServices(everyService, services);
  const [named, left] = [services, without].map((one) => joinWords(protocolsIn(one).map(nameOf)));
  const isShorter = countPorts(without) < countPorts(services);
  return isShorter ? `all but ${left}` : `${named}`;
}

const mostPorts = 6;

function nameOf({ protocol, ports, isWhole }: ProtocolPorts): string {
  if (isWhole) return protocol;
  const texts = ports.map(portText);
  const rest = texts.length - mostPorts;
  return `${protocol} ${texts.slice(0, mostPorts).join(",")}${rest > 0 ? ` and ${counted(rest, "more range")}` : ""}`;
}

// How much there is to say: every protocol takes a word, and every range of ports another one.
function countPorts(services: ServiceSet): number {
  return protocolsIn(services).reduce(
    (sum, { ports, isWhole }) => sum + (isWhole ? 1 : 1 + ports.length),
    0,
  );
}

function portText({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? `${first}` : `${first}-${last}`;
}
