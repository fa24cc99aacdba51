import type { Model, Protocol } from "../../../../model/index.ts";
import { peek, peekText, type Read, read, readPort, readText } from "../../field.ts";
import { answered, type Outcome, refuseBadRequest } from "../../outcome.ts";
import { machineOf } from "../../place.ts";

/** What a check of a connection asks. */
export interface ConnectivityRequest {
  /** Id of the machine or interface that sends. */
  readonly source: string;
  readonly sourcePort: number | undefined;
  /** Address, name or id, without the scheme and path of a URL. */
  readonly destination: string;
  readonly protocol: Protocol;
  /** Absent for ICMP. */
  readonly port: number | undefined;
}

/** Reads what a check of a connection asks; a machine as destination stands for its interface. */
export function readRequest(model: Model, body: unknown): Outcome<ConnectivityRequest> {
  const source = readText(peek(body, "source"), "resourceId");
  if (source.kind === "refused") return source;
  const sourcePort = readPort(peek(body, "source"), "port");
  if (sourcePort.kind === "refused") return sourcePort;
  const wanted = peek(body, "destination");
  const port = readPort(wanted, "port");
  if (port.kind === "refused") return port;
  const place = readDestination(model, wanted);
  if (place.kind === "refused") return place;
  const word = peekText(body, "protocol")?.toLowerCase();
  const isPing = word === "icmp";
  const usual = word === "https" ? httpsPort : (place.value.port ?? httpPort);
  return answered({
    source: source.value,
    sourcePort: isPing ? undefined : sourcePort.value,
    destination: place.value.name,
    protocol: isPing ? "icmp" : "tcp",
    port: isPing ? undefined : (port.value ?? usual),
  });
}

const httpPort = 80;
const httpsPort = 443;

interface Destination {
  readonly name: string;
  /** Port that its scheme implies. */
  readonly port: number | undefined;
}

function readDestination(model: Model, wanted: unknown): Read<Destination> {
  const address = peekText(wanted, "address");
  if (address !== undefined) return read(withoutScheme(address));
  const id = peekText(wanted, "resourceId");
  if (id === undefined) {
    return refuseBadRequest("The destination names nothing. Write its address or resourceId.");
  }
  const machine = machineOf(model, id);
  const name = machine.kind === "answered" ? machine.body[0].id : id;
  return read({ name, port: undefined });
}

// People paste URLs.
function withoutScheme(text: string): Destination {
  const [, scheme, host] = /^(https?):\/\/([^/:?#]+)/i.exec(text) ?? [];
  if (scheme === undefined || host === undefined) return { name: text, port: undefined };
  return { name: host, port: scheme.toLowerCase() === "https" ? httpsPort : httpPort };
}
