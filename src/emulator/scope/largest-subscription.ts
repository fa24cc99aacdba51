import type { Estate } from "../../provider/index.ts";

/** The subscription that holds most; `undefined` when nothing is there. */
export function largestSubscription(estate: Estate): string | undefined {
  const counts = new Map<string, number>();
  for (const { id } of estate.rows()) {
    const { subscription } = id;
    if (subscription !== undefined) counts.set(subscription, (counts.get(subscription) ?? 0) + 1);
  }
  // Of those that hold as much the first by name, so that a restart changes nothing.
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0];
}
