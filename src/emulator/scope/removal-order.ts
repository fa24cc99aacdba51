import type { EstateView, Row } from "../../provider/index.ts";

/**
 * The order in which resources can go: whoever names another one goes before it. Circles are cut where
 * they close. Cost: linear in the bodies of the rows and of those that name them.
 */
export function removalOrder(estate: EstateView, rows: readonly Row[]): readonly Row[] {
  const wanted = new Map(rows.map((row) => [row.id.key, row]));
  const order: Row[] = [];
  const seen = new Set<string>();
  for (const start of rows) {
    const steps: Step[] = [];
    enter(start);
    for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
      const next = step.users[step.next];
      step.next += 1;
      if (next !== undefined) {
        enter(next);
        continue;
      }
      order.push(step.row);
      steps.pop();
    }

    function enter(row: Row): void {
      if (seen.has(row.id.key)) return;
      seen.add(row.id.key);
      steps.push({ row, users: usersOf(estate, row, wanted), next: 0 });
    }
  }
  return order;
}

interface Step {
  readonly row: Row;
  readonly users: readonly Row[];
  next: number;
}

/** Who names a resource or a child of it. */
function usersOf(estate: EstateView, row: Row, wanted: ReadonlyMap<string, Row>): readonly Row[] {
  const users: Row[] = [];
  const tree = [row];
  for (let index = 0; index < tree.length; index += 1) {
    const key = tree[index]?.id.key ?? "";
    tree.push(...estate.childrenOf(key));
    for (const { row: user } of estate.referrersOf(key)) {
      const root = wanted.get(user.root);
      if (root !== undefined && root.id.key !== row.id.key) users.push(root);
    }
  }
  return users;
}
