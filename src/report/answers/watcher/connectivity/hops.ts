import { isFactType, parseArmId } from "../../../../arm/index.ts";
import { type Flow, isSuccess } from "../../../../flow/index.ts";
import type { Model } from "../../../../model/index.ts";
import { formatIp, type Ip } from "../../../../net/index.ts";
import type { Hop, Journey, Node } from "../../../../walk/index.ts";
import { watcherWord } from "../../../words.ts";
import { type ConnectivityIssue, issueOf } from "./issue.ts";

/** One hop of a connection, linked with those before and behind it. */
export interface ConnectivityHop {
  readonly type: string;
  readonly id: string;
  /** Absent where nobody can know it. */
  readonly address?: string;
  /** Absent for what is no resource. */
  readonly resourceId?: string;
  readonly nextHopIds: readonly string[];
  readonly links: readonly HopLink[];
  readonly previousHopIds: readonly string[];
  readonly previousLinks: readonly HopLink[];
  readonly issues: readonly ConnectivityIssue[];
}

/** A link to the hop behind; of a previous link, to the hop before. */
export interface HopLink {
  readonly nextHopId: string;
  /** Network Watcher's word for the route that leads there. */
  readonly linkType: string;
  /** Azure puts times here, which nobody can compute. */
  readonly properties: Readonly<Record<string, never>>;
  readonly context: Readonly<Record<string, never>>;
  readonly issues: readonly ConnectivityIssue[];
  readonly resourceId: string;
}

/** A hop before it has an id and neighbors. */
export interface Stop {
  readonly type: string;
  readonly address: string | undefined;
  readonly resourceId: string | undefined;
  /** Word for the way on; absent at the end. */
  readonly onward: string | undefined;
  readonly issues: readonly ConnectivityIssue[];
}

/** The stops of a way there; where it or its way back fails, one of them has the issue. */
export function stopsOf(model: Model, { forward, reply }: Journey): readonly Stop[] {
  const { hops, flow } = forward;
  const isThere = isSuccess(forward.disposition);
  const failed = isThere ? reply : forward;
  const isLost = failed !== undefined && !isSuccess(failed.disposition);
  const lostAt = isLost ? failed.hops.at(-1)?.node.id : undefined;
  const meetsLoss = hops.some(({ node }) => node.id === lostAt);
  const stops = hops.map((hop, at): Stop => {
    const isLast = at === hops.length - 1;
    const isLossHere = isLost && (meetsLoss ? hop.node.id === lostAt : isLast);
    return {
      type: at === 0 ? "Source" : typeOf(hop.node, isThere ? isLast : isEnd(hop, flow)),
      address: addressOf(hop, flow),
      resourceId: resourceOf(model, hop.node),
      onward: isLast && isThere ? undefined : linkWord(hop),
      issues: isLossHere ? [issueOf(failed)] : [],
    };
  });
  const isReached = isThere || stops.at(-1)?.address === formatIp(flow.destination);
  return isReached ? stops : [...stops, unreached(flow.destination)];
}

// Where the destination itself refuses, it was met all the same.
function isEnd({ address }: Hop, { destination }: Flow): boolean {
  return address === destination;
}

// Azure lists the destination also where nothing arrives there.
function unreached(destination: Ip): Stop {
  const address = formatIp(destination);
  return { type: "Destination", address, resourceId: undefined, onward: undefined, issues: [] };
}

function typeOf({ kind }: Node, isEnd: boolean): string {
  switch (kind) {
    case "nic":
    case "subnet":
    case "loadBalancer":
      return isEnd ? "VnetLocal" : "VirtualAppliance";
    case "firewall":
    case "routingAppliance":
      return "VirtualAppliance";
    case "gateway":
    case "virtualHub":
    case "circuit":
      return "VirtualNetworkGateway";
    case "privateEndpoint":
      return "PrivateEndpoint";
    case "service":
    case "internet":
      return "Internet";
    case "site":
    case "host":
    case "platform":
      return "Destination";
  }
}

function addressOf({ address, node }: Hop, { destination }: Flow): string | undefined {
  if (address !== undefined) return formatIp(address);
  const isOutside = node.kind === "internet" || node.kind === "service";
  return isOutside ? formatIp(destination) : undefined;
}

// A machine stands for its interface, and facts of ours are no resources of Azure.
function resourceOf({ nics }: Model, { key, id }: Node): string | undefined {
  if (key === undefined) return undefined;
  const type = parseArmId(id)?.type.toLowerCase() ?? "";
  return isFactType(type) ? undefined : (nics.get(key)?.virtualMachine ?? id);
}

function linkWord({ steps }: Hop): string {
  const step = steps.findLast((one) => one.kind === "route");
  return step?.kind === "route" ? watcherWord(step.route.nextHop) : "VirtualNetwork";
}

/** Gives stops their ids and links each with its neighbors. */
export function linkStops(stops: readonly Stop[], newId: () => string): readonly ConnectivityHop[] {
  const numbered = stops.map((stop) => ({ ...stop, id: newId() }));
  return numbered.map(({ type, id, address, resourceId, onward, issues }, at) => {
    const [before, behind] = [numbered[at - 1], numbered[at + 1]];
    return {
      type,
      id,
      ...(address === undefined ? {} : { address }),
      ...(resourceId === undefined ? {} : { resourceId }),
      nextHopIds: behind === undefined ? [] : [behind.id],
      links: behind === undefined ? [] : [linkTo(behind.id, onward)],
      previousHopIds: before === undefined ? [] : [before.id],
      previousLinks: before === undefined ? [] : [linkTo(before.id, before.onward)],
      issues,
    };
  });
}

function linkTo(nextHopId: string, word: string | undefined): HopLink {
  const linkType = word ?? "VirtualNetwork";
  return { nextHopId, linkType, properties: {}, context: {}, issues: [], resourceId: "" };
}
