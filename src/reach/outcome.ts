import { type Disposition, isSuccess } from "../flow/index.ts";
import type { Key } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { EndReason, Hop, Journey, NodeKind, Pass, Step, Trace } from "../walk/index.ts";

/** What becomes of a flow, without what belongs to the example alone. */
export interface Outcome {
  /** Whether both directions arrive, on every equal way. */
  readonly works: boolean;
  /** Whether the snapshot lacks what decides. */
  readonly isUnknown: boolean;
  readonly isSymmetric: boolean;
  /** Every equal way, the one to show first; never empty. */
  readonly ways: readonly [OutcomeWay, ...OutcomeWay[]];
  /** What the far end sees: the sender's own address, or one that was put in its place. */
  readonly seen: SeenSource;
  /** Text that outcomes share exactly when nobody could tell them apart. */
  readonly key: string;
}

/** One way there, and back where something comes back. */
export interface OutcomeWay {
  readonly there: OutcomePass;
  readonly back: OutcomePass | undefined;
}

/** One direction of a way. */
export interface OutcomePass {
  /** Nodes between the two ends, in order. */
  readonly via: readonly PassedNode[];
  readonly disposition: Disposition;
  readonly reason: EndReason;
  readonly about: readonly string[];
  readonly rules: readonly RuleId[];
  /** Whether it went through a service endpoint, with the identity of its subnet (SE-5). */
  readonly hasIdentity: boolean;
  /** Who stopped it: one of the nodes between, or one of the ends; absent where it has arrived. */
  readonly stoppedAt: PassedNode | "sender" | "receiver" | undefined;
}

/** A node that a flow passes. */
export interface PassedNode {
  readonly kind: NodeKind;
  readonly key: Key | undefined;
  readonly id: string;
  readonly name: string;
}

/** What the far end sees as the source. */
export type SeenSource =
  | { readonly kind: "own" }
  /** `address` is absent where nobody can know it. */
  | { readonly kind: "translated"; readonly address: Ip | undefined }
  /** It does not arrive. */
  | { readonly kind: "none" };

/** Tells what becomes of the flow of a trace. */
export function outcomeOf(trace: Trace): Outcome {
  const { works, isSymmetric, journeys } = trace;
  const [first, ...others] = journeys;
  const ways = [wayOf(trace, first), ...others.map((one) => wayOf(trace, one))] as const;
  const seen = seenIn(trace);
  const texts = [...new Set(ways.map(wayKey))].sort();
  return {
    works,
    isUnknown: ways.some(
      ({ there, back }) => isOpen(there) || (back !== undefined && isOpen(back)),
    ),
    isSymmetric,
    ways,
    seen,
    key: [`${isSymmetric}`, seenKey(seen), ...texts].join("\n"),
  };
}

function isOpen({ disposition }: OutcomePass): boolean {
  return disposition === "insufficientInfo";
}

function wayOf({ flow }: Trace, { forward, reply }: Journey): OutcomeWay {
  const ends = { sender: flow.source, receiver: flow.destination };
  return {
    there: passOf(forward, ends),
    back:
      reply === undefined
        ? undefined
        : passOf(reply, { ...ends, replier: forward.hops.at(-1)?.node.id }),
  };
}

interface Ends {
  readonly sender: Ip;
  readonly receiver: Ip;
  /**
   * Node at which a reply begins. A private endpoint is not shown to send: its replies begin at the
   * device that has handed it the flow.
   */
  readonly replier?: string | undefined;
}

function passOf(pass: Pass, ends: Ends): OutcomePass {
  const { hops, disposition } = pass;
  const last = hops.at(-1);
  const end = last?.steps.findLast((step): step is EndStep => step.kind === "end");
  const isThere = isSuccess(disposition);
  const between = hops.filter((hop, at) => !isEnd(hop, { ends, at, pass }));
  const stopped = isThere || last === undefined ? undefined : whereOf(last, { ends, pass });
  return {
    via: between.map(nodeOf),
    disposition,
    reason: end === undefined ? "missing" : reasonOf(end),
    about: end?.about ?? [],
    rules: end?.rules ?? [],
    hasIdentity:
      last?.steps.some((step) => step.kind === "remark" && step.code === "identity") ?? false,
    stoppedAt: stopped,
  };
}

type EndStep = Extract<Step, { readonly kind: "end" }>;

// Nobody is at an address that Azure keeps for itself either.
function reasonOf({ reason }: EndStep): EndReason {
  return reason === "addressReserved" ? "nobodyThere" : reason;
}

function whereOf(
  last: Hop,
  { ends, pass }: { readonly ends: Ends; readonly pass: Pass },
): OutcomePass["stoppedAt"] {
  const at = pass.hops.length - 1;
  if (!isEnd(last, { ends, at, pass })) return nodeOf(last);
  const isReply = pass.flow.source !== ends.sender;
  return isAtBeginning(last, at) !== isReply ? "sender" : "receiver";
}

// Two hosts of one subnet may be one hop; then the filter that has stopped it tells which of them.
function isAtBeginning({ steps }: Hop, at: number): boolean {
  const stopped = steps.findLast((step) => step.kind === "filter");
  if (stopped?.verdict.verdict === "denied") return stopped.verdict.direction === "outbound";
  return at === 0;
}

const placeless: ReadonlySet<NodeKind> = new Set(["host", "service", "internet", "platform"]);

// The ends are what the flow is between; a device may have its address and still be passed.
function isEnd(
  hop: Hop,
  { ends, at, pass }: { readonly ends: Ends; readonly at: number; readonly pass: Pass },
): boolean {
  if (at === 0 && (ends.replier === undefined || hop.node.id === ends.replier)) return true;
  if (at < pass.hops.length - 1) return false;
  if (placeless.has(hop.node.kind)) return true;
  return (
    hop.address === ends.receiver || hop.address === ends.sender || isSuccess(pass.disposition)
  );
}

function nodeOf({ node }: Hop): PassedNode {
  const { kind, key, id, name } = node;
  return { kind, key, id, name };
}

function seenIn({ flow, journeys: [{ forward }] }: Trace): SeenSource {
  if (!isSuccess(forward.disposition)) return { kind: "none" };
  if (forward.isSourceKnown && forward.arrived.source === flow.source) return { kind: "own" };
  const address = forward.isSourceKnown ? forward.arrived.source : undefined;
  return { kind: "translated", address };
}

function seenKey(seen: SeenSource): string {
  return seen.kind === "translated" ? `seen as ${seen.address ?? "?"}` : seen.kind;
}

function wayKey({ there, back }: OutcomeWay): string {
  return `${passKey(there)} / ${back === undefined ? "" : passKey(back)}`;
}

function passKey(pass: OutcomePass): string {
  const { via, reason, stoppedAt, hasIdentity } = pass;
  const at = typeof stoppedAt === "object" ? stoppedAt.id : (stoppedAt ?? "");
  const end = isPublicEnd(pass) ? "public" : `${pass.disposition} ${reason}`;
  return `${via.map(({ id }) => id).join(" > ")} ${end} ${hasIdentity ? "identity" : ""} ${at}`;
}

// Whether a public address is Azure's or not makes no difference to the way there.
function isPublicEnd({ disposition }: OutcomePass): boolean {
  return disposition === "exitsToInternet" || disposition === "deliveredToService";
}
