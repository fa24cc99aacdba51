// Findings for tests, in few words.
import type { Finding } from "../../src/finding/index.ts";

export const network =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g/providers/Microsoft.Network";

/** What a test says of a finding; everything else is the usual. */
export interface FindingParts extends Partial<Finding> {
  /** Type and name of its resource: `routeTables/rt`. */
  readonly of?: string;
  readonly file?: string;
  readonly pointer?: string;
}

/** A finding about a route table, with what a test says otherwise. */
export function findingOf(parts: FindingParts = {}): Finding {
  const { of = "routeTables/rt", file = "main.json", pointer = "", ...more } = parts;
  return {
    code: "TR701",
    family: "limits",
    severity: "error",
    title: "A route table is full",
    message: "Route table rt has 401 routes.",
    remedy: "Use fewer routes.",
    place: { resource: `${network}/${of}`, pointer, file, filePointer: "/0" },
    related: [],
    affected: [],
    subject: [],
    rules: ["UDR-1"],
    confidence: "documented",
    assumptions: [],
    walks: [],
    repair: undefined,
    ...more,
  };
}
