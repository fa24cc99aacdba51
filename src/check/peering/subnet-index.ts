import { type Key, type Model, perModel, type Subnet } from "../../model/index.ts";
import { comparePrefixes, overlaps, type Prefix } from "../../net/index.ts";

/**
 * A subnet with machines of any network but one that shares addresses with a prefix; absent when
 * there is none. Cost: logarithmic, but for the subnets of the network that is left out; the first
 * call for a model sorts its subnets.
 */
export function machinesIn(model: Model, prefix: Prefix, except: Key): Subnet | undefined {
  const entries = sortedSubnets(model);
  // One that begins earlier may reach in; subnets do not overlap, so it is the one before.
  for (let at = Math.max(0, firstNotBefore(entries, prefix) - 1); at < entries.length; at += 1) {
    const entry = entries[at] as Entry;
    if (overlaps(prefix, entry.prefix)) {
      if (entry.subnet.network !== except) return entry.subnet;
    } else if (comparePrefixes(entry.prefix, prefix) > 0) return undefined;
  }
  return undefined;
}

interface Entry {
  readonly prefix: Prefix;
  readonly subnet: Subnet;
}

const sortedSubnets: (model: Model) => readonly Entry[] = perModel(({ subnets }) =>
  [...subnets.values()]
    .filter(({ role }) => role === "workload")
    .flatMap((subnet) => subnet.prefixes.map(({ prefix }) => ({ prefix, subnet })))
    .sort((a, b) => comparePrefixes(a.prefix, b.prefix)),
);

function firstNotBefore(entries: readonly Entry[], prefix: Prefix): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comparePrefixes((entries[middle] as Entry).prefix, prefix) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
