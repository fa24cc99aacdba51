import type { Node, Run } from "../frame.ts";
import { isOnItsWay } from "./answer.ts";
import { reportCycle } from "./cycle.ts";
import { dependenciesOf } from "./dependencies.ts";

interface Step {
  readonly node: Node;
  readonly hard: ReadonlySet<Node>;
  readonly waitsFor: readonly Node[];
  next: number;
}

/**
 * Makes a node after all that it waits for, each once, in the order of the template where nothing
 * else decides. Circles are reported (`template-cycle`) and cut where they close.
 *
 * Goes through dependencies without recursion: a chain of them may be as long as a template.
 */
export function ensureMade(run: Run, root: Node, make: (node: Node) => void): void {
  if (root.state !== "waiting") return;
  const steps: Step[] = [begin(run, root)];
  try {
    for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
      const wanted = step.waitsFor[step.next];
      step.next += 1;
      if (wanted === undefined) {
        step.node.state = "making";
        make(step.node);
        end(run, step.node);
        steps.pop();
      } else if (wanted.state === "waiting") {
        steps.push(begin(run, wanted));
      } else if (isOnItsWay(wanted) && step.hard.has(wanted)) {
        reportCycle(run, wanted, `${step.node.pointer}/dependsOn`);
      }
    }
  } finally {
    // What ends early must not look as if it were still on its way.
    for (const { node } of steps.reverse()) end(run, node);
  }
}

function begin(run: Run, node: Node): Step {
  node.state = "queued";
  run.active.push(node);
  run.spend(100);
  const { hard, soft } = dependenciesOf(node);
  return { node, hard: new Set(hard), waitsFor: [...hard, ...soft], next: 0 };
}

function end(run: Run, node: Node): void {
  node.state = "made";
  if (run.active.at(-1) === node) run.active.pop();
}
