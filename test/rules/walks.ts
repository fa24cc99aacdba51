// Walks through estates that tests write: from a line `FROM TO[:PORT][/PROTOCOL]` to a trace.
import type { Flow } from "../../src/flow/index.ts";
import type { Behavior, Protocol } from "../../src/model/index.ts";
import { formatIp } from "../../src/net/index.ts";
import { Router } from "../../src/route/index.ts";
import {
  findDestination,
  findSender,
  inFamilyOf,
  type Pass,
  type Trace,
  Walker,
} from "../../src/walk/index.ts";
import { compile, type Estate } from "./estate.ts";

/** A walker over an estate. */
export function walkerOf(base: Estate, switches: Partial<Behavior> = {}): Walker {
  return new Walker(new Router(compile(base, switches).model));
}

/** Follows a flow written `FROM TO[:PORT][/PROTOCOL]`; TCP to port 443 unless it says otherwise. */
export function trace(base: Estate, line: string, switches: Partial<Behavior> = {}): Trace {
  return traceBy(walkerOf(base, switches), line);
}

/** The same with a walker that is there already. */
export function traceBy(walker: Walker, line: string): Trace {
  const trace = tryTrace(walker, line);
  if (trace === undefined) throw new Error(`${line}: an end is not there`);
  return trace;
}

/** The same; absent where the estate lacks an end, or the ends have no address family in common. */
export function tryTrace(walker: Walker, line: string): Trace | undefined {
  const { world } = walker;
  const [from = "", target = ""] = line.split(" ");
  const [, to = "", port = "443", protocol = "tcp"] =
    /^(.*?)(?::(\d+))?(?:\/(tcp|udp|icmp|esp|ah|gre|ipip))?$/.exec(target) ?? [];
  const named = findSender(world, from);
  if (named.kind !== "found") return undefined;
  const destination = findDestination(world, to.replace(/^\[(.*)\]$/, "$1"), named);
  if (destination.kind !== "found") return undefined;
  const sender = inFamilyOf(world, named, destination.address);
  if (sender === undefined) return undefined;
  const hasPorts = protocol === "tcp" || protocol === "udp";
  const flow: Flow = {
    protocol: protocol as Protocol,
    source: sender.address,
    sourcePort: undefined,
    destination: destination.address,
    destinationPort: hasPorts ? Number(port) : undefined,
    name: destination.name,
  };
  return walker.trace({ sender: sender.sender, flow, supposedIn: destination.supposedIn });
}

/** Names of the nodes of a way: `vm1 > nva > vm2`. */
export function pathOf({ hops }: Pass): string {
  return hops.map(({ node }) => node.name).join(" > ");
}

/** How a trace ends, there and back: `delivered / delivered`. */
export function endingOf({ disposition, journeys }: Trace): string {
  return `${disposition} / ${journeys[0].reply?.disposition ?? "-"}`;
}

/** The source that the far end sees; `unknown` where nobody can know it. */
export function sourceOf({ sourceSeen }: Trace): string {
  return sourceSeen === undefined ? "unknown" : formatIp(sourceSeen);
}

/** The reason of the last step there. */
export function reasonOf({ journeys }: Trace): string {
  const last = journeys[0].forward.hops.at(-1)?.steps.at(-1);
  return last?.kind === "end" ? last.reason : "no end";
}
