import type { Key, Site } from "../../model/index.ts";
import type { Memory } from "../engine/memory.ts";
import type { Packet } from "../engine/position.ts";
import type { Visit } from "../engine/visit.ts";

/** A packet at a place outside Azure. */
export interface SitePacket {
  readonly site: Site;
  /** Link over which it came, or over which its answer comes back. */
  readonly link: Key;
  readonly packet: Packet;
  readonly memory: Memory;
}

/** How a packet goes on from a place outside Azure. */
export type Passage = Pick<Visit, "steps" | "outcome" | "warnings" | "assumptions">;
