import type { Node, Run } from "../frame.ts";
import { isOnItsWay } from "./answer.ts";
import { reportCycle } from "./cycle.ts";
import { dependenciesOf } from "./dependencies.ts";

interface Step {
  readonly node: Node;
  readonly waitsFor: readonly Node[];
  next: number;
}

/**
 * Makes a node after all that it waits for, each once. Circles are reported (`template-cycle`) and
 * cut where they close.
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
        if (step.waitsFor.some((one) => one.isFailed)) step.node.isFailed = true;
        else make(step.node);
        end(run, step.node);
        steps.pop();
      } else if (wanted.state === "waiting") {
        steps.push(begin(run, wanted));
      } else if (isOnItsWay(wanted) && dependenciesOf(step.node).hard.has(wanted)) {
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
  return { node, waitsFor: dependenciesOf(node).all, next: 0 };
}

function end(run: Run, node: Node): void {
  node.state = "made";
  if (run.active.at(-1) === node) run.active.pop();
}

/**
 * Makes all nodes as Azure does, in rounds: each round holds the nodes that wait for nothing but
 * those of earlier rounds, in the order of the template. The order decides which address each gets.
 */
export function makeAll(run: Run, nodes: readonly Node[]): void {
  const rounds = new Map<Node, number>();
  for (const node of nodes) settleRound(node, rounds);
  const order = nodes.toSorted((a, b) => (rounds.get(a) ?? 0) - (rounds.get(b) ?? 0));
  for (const node of order) run.ensure(node);
}

/** Finds the round of a node and of all that it waits for; circles are cut where they close. */
function settleRound(root: Node, rounds: Map<Node, number>): void {
  if (rounds.has(root)) return;
  const onTheWay = new Set([root]);
  const steps: Step[] = [{ node: root, waitsFor: dependenciesOf(root).all, next: 0 }];
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    const { node, waitsFor } = step;
    const wanted = waitsFor[step.next];
    step.next += 1;
    if (wanted === undefined) {
      const before = waitsFor.map((one) => (onTheWay.has(one) ? -1 : (rounds.get(one) ?? -1)));
      rounds.set(node, 1 + before.reduce((most, one) => Math.max(most, one), -1));
      onTheWay.delete(node);
      steps.pop();
    } else if (wanted.state === "waiting" && !rounds.has(wanted) && !onTheWay.has(wanted)) {
      onTheWay.add(wanted);
      steps.push({ node: wanted, waitsFor: dependenciesOf(wanted).all, next: 0 });
    }
  }
}
