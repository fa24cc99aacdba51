import { visitBy } from "./leave.ts";
import type { Visitor } from "./visit.ts";

/** One of several equal ways that leads nowhere: the sender does not know. */
export const visitLost: Visitor<"lost"> = ({ position }) => {
  const { from, ending } = position;
  return visitBy(from, [], { kind: "end", ending });
};
