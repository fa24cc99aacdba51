// Traces made by hand, for tests of what is said about them.
import type { FilterStep } from "../../src/filter/index.ts";
import type { FirewallVerdict } from "../../src/firewall/index.ts";
import type { Disposition, Flow } from "../../src/flow/index.ts";
import { type Ip, parseIp } from "../../src/net/index.ts";
import type { EndReason, Hop, Journey, NodeKind, Pass, Step, Trace } from "../../src/walk/index.ts";

/** An address of a test. */
export function ip(text: string): Ip {
  const address = parseIp(text);
  if (address === undefined) throw new Error(`${text} is no address`);
  return address;
}

/** A flow written `SOURCE DESTINATION[:PORT]`. */
export function flowOf(text: string, name?: string): Flow {
  const [source = "", target = ""] = text.split(" ");
  const [destination = "", port = "443"] = target.split(":");
  return {
    protocol: "tcp",
    source: ip(source),
    sourcePort: undefined,
    destination: ip(destination),
    destinationPort: Number(port),
    name,
  };
}

/** A step without rules and places. */
export function bare<Act extends object>(act: Act): Act & Pick<Step, "rules" | "places"> {
  return { ...act, rules: [], places: [] };
}

/** How a walk ends. */
export function endStep(disposition: Disposition, reason: EndReason = "arrived"): Step {
  return bare({ kind: "end" as const, disposition, reason, about: [] });
}

/** What a firewall decides. */
export function inspectStep(verdict: Partial<FirewallVerdict> = {}): Step {
  return bare({
    kind: "inspect" as const,
    verdict: {
      action: "allow" as const,
      reason: "rule" as const,
      kind: "network" as const,
      group: "rcg",
      collection: "net",
      rule: "all",
      destination: undefined,
      translatesSource: false,
      missing: [],
      places: [],
      rules: [],
      assumptions: [],
      ...verdict,
    },
  });
}

/** What a filter decides. */
export function filterStep(verdict: Partial<FilterStep> = {}): Step {
  return bare({
    kind: "filter" as const,
    verdict: {
      direction: "inbound" as const,
      level: "subnet" as const,
      verdict: "allowed" as const,
      reason: "rule" as const,
      group: undefined,
      rule: { name: "all", priority: 100 },
      places: [],
      rules: [],
      assumptions: [],
      ...verdict,
    },
  });
}

/** A hop: `NAME`, or `NAME ADDRESS,ADDRESS` for what a traceroute shows. */
export function hopOf(text: string, kind: NodeKind, steps: readonly Step[] = []): Hop {
  const [name = "", addresses = ""] = text.split(" ");
  const [address, ...others] = addresses.split(",").filter((one) => one !== "");
  return {
    node: { kind, key: undefined, id: `/${kind}/${name}`, name, place: undefined },
    address: address === undefined ? undefined : ip(address),
    otherAddresses: others.map(ip),
    isVisible: address !== undefined,
    isStateful: kind === "firewall",
    steps,
  };
}

/** One direction; its hops end with `disposition`. */
export function passOf(
  flow: Flow,
  hops: readonly Hop[],
  disposition: Disposition = "delivered",
): Pass {
  const last = hops.at(-1);
  const ended =
    last === undefined
      ? hops
      : [...hops.slice(0, -1), { ...last, steps: [...last.steps, endStep(disposition)] }];
  return { flow, hops: ended, disposition, arrived: flow, isSourceKnown: true };
}

/** A trace over ways, the first of which is shown. */
export function traceOf(first: Journey, ...others: readonly Journey[]): Trace {
  const ways = [first, ...others];
  const isFine = ({ forward, reply }: Journey): boolean =>
    forward.disposition === "delivered" && (reply?.disposition ?? "delivered") === "delivered";
  return {
    flow: first.forward.flow,
    journeys: [first, ...others],
    disposition: first.forward.disposition,
    sourceSeen: isFine(first) ? first.forward.arrived.source : undefined,
    isSymmetric: ways.every(({ isSymmetric }) => isSymmetric),
    warnings: [],
    assumptions: [],
    rules: ["FWD-1"],
    confidence: "documented",
    works: ways.every(isFine),
  };
}

/** A way there and back. */
export function journeyOf(forward: Pass, reply?: Pass, isSymmetric = true): Journey {
  return { forward, reply, isSymmetric };
}
