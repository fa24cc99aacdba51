import type { Node, Run } from "../frame.ts";
import { reportAt } from "../report.ts";

// A circle of hundreds of resources is shown by its ends.
const shownNames = 12;

/**
 * Says that a resource waits for itself, with the way around. Diagnostic: `template-cycle`.
 *
 * @param node the one that is met again
 * @param pointer where it is asked for
 */
export function reportCycle(run: Run, node: Node, pointer: string): void {
  const from = run.active.indexOf(node);
  const around = [...run.active.slice(Math.max(from, 0)), node].map(describeNode);
  const chain =
    around.length <= shownNames
      ? around
      : [...around.slice(0, shownNames / 2), "...", ...around.slice(-shownNames / 2)];
  // Whoever meets the circle first says it; it is the same one from each of its members.
  const members = [...new Set(around)].sort().join("\n");
  if (!run.isNew(`cycle\n${members}`)) return;
  reportAt(run.active.at(-1)?.frame ?? node.frame, pointer, "template-cycle", {
    resource: describeNode(node),
    chain: chain.join(" -> "),
  });
}

/** A resource in few words: its name with those of its parents. */
export function describeNode({ names }: Node): string {
  return names.join("/");
}
