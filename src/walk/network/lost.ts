import { visitOf } from "../engine/act.ts";
import type { Visitor } from "../engine/visit.ts";

/** One of several equal ways that leads nowhere: the sender does not know. */
export const visitLost: Visitor<"lost"> = ({ position }) => {
  const { from, loss } = position;
  const outcome = { kind: "end", ending: { ...loss, answer: undefined } } as const;
  return visitOf(from, { steps: [], outcome });
};
