import type { EffectiveTable } from "../../route/index.ts";

/** What a table has beside its network's own prefixes: what can carry public addresses. */
const outward: ReadonlySet<string> = new Set(["user", "gateway", "serviceEndpoint", "internet"]);

/** The groups of a table that lead out of its network, and a key that equal ones share. */
export interface Outward {
  readonly groups: EffectiveTable["groups"];
  readonly key: string;
}

// Groups are shared, so that their identity tells whether two tables carry public addresses alike.
const numbers = new WeakMap<object, number>();
let last = 0;

/**
 * The part of a table by which public addresses are carried. Prefixes of networks and peers, and
 * endpoints in them, are private addresses and left out.
 */
export function outwardOf({ groups: all }: EffectiveTable): Outward {
  const groups = all.filter(({ group }) => outward.has(group.kind));
  const parts = groups.map((one) => `${numberOf(one.group)}${one.all === undefined ? "" : "-"}`);
  return { groups, key: parts.join(" ") };
}

function numberOf(group: object): number {
  const known = numbers.get(group);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(group, last);
  return last;
}
