import { type Flow, flowKey, reverseFlow } from "../../flow/index.ts";
import type { Position } from "./position.ts";

/** A translation that a device remembers, so that it can undo it for replies. */
export interface Session {
  /** Id of the node that remembers. */
  readonly device: string;
  readonly before: Flow;
  readonly after: Flow;
  /**
   * `device`: the device itself undoes it when the reply comes. `edge`: the network did it between
   * private and public addresses, and undoes it there. `member`: a front end did it, and the
   * network undoes it where the member sends.
   */
  readonly kind: "device" | "edge" | "member";
  /** Where a reply goes that meets the translation at the edge. */
  readonly back: Position | undefined;
}

/**
 * What the devices on one way remember of a flow. Immutable: ways that part at equal next hops
 * remember different things.
 */
export interface Memory {
  readonly sessions: readonly Session[];
  /** Flows that filters have let pass, by the place that judged: their replies pass (NSG-3). */
  readonly judged: ReadonlySet<string>;
  /** Back-end members that front ends have chosen, by front end and flow. */
  readonly choices: ReadonlyMap<string, string>;
}

/** Nobody remembers anything. */
export const noMemory: Memory = { sessions: [], judged: new Set(), choices: new Map() };

/** Remembers a translation, or that a flow passed unchanged. */
export function remember(memory: Memory, session: Session): Memory {
  return { ...memory, sessions: [...memory.sessions, session] };
}

/** Remembers that a filter has let a flow pass. */
export function rememberJudged(memory: Memory, place: string, flow: Flow): Memory {
  return { ...memory, judged: new Set(memory.judged).add(`${place}|${flowKey(flow)}`) };
}

/** Remembers which member a front end has chosen. */
export function rememberChoice(memory: Memory, key: string, member: string): Memory {
  return { ...memory, choices: new Map(memory.choices).set(key, member) };
}

/** Whether a filter has let the flow pass to which this one is the reply. */
export function isReplyToJudged(memory: Memory, place: string, flow: Flow): boolean {
  return memory.judged.has(`${place}|${flowKey(reverseFlow(flow))}`);
}

/** The session of a device to which a flow is the reply; absent when the device has seen none. */
export function findSession(memory: Memory, device: string, reply: Flow): Session | undefined {
  const key = flowKey(reverseFlow(reply));
  return memory.sessions.findLast(
    (session) =>
      session.device === device && session.kind === "device" && flowKey(session.after) === key,
  );
}

/** The choice of a front end that a member's reply undoes. */
export function findMemberSession(memory: Memory, reply: Flow): Session | undefined {
  const key = flowKey(reverseFlow(reply));
  return memory.sessions.findLast(
    (session) => session.kind === "member" && flowKey(session.after) === key,
  );
}

/**
 * The latest translation at the edge to which a flow replies: of what came `in` from the public
 * side, which the network undoes where the receiver answers, or of what went `out` to it, which it
 * undoes on the public side.
 */
export function findEdgeSession(
  memory: Memory,
  reply: Flow,
  way: "in" | "out",
): Session | undefined {
  const key = flowKey(reverseFlow(reply));
  return memory.sessions.findLast(
    (session) =>
      session.kind === "edge" &&
      (session.back === undefined) === (way === "in") &&
      flowKey(session.after) === key,
  );
}
