import type { Visitor } from "../engine/visit.ts";
import { visitBy } from "./leave.ts";

/** One of several equal ways that leads nowhere: the sender does not know. */
export const visitLost: Visitor<"lost"> = ({ position }) => {
  const { from, loss } = position;
  return visitBy(from, [], { kind: "end", ending: { ...loss, answer: undefined } });
};
