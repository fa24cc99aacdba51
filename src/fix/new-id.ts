import { idMaker, parseArmId } from "../arm/index.ts";
import type { Named, Subnet, VirtualNetwork } from "../model/index.ts";

/** The id of a new resource of Microsoft.Network in the resource group of another one. */
export function idBeside({ id }: Named, type: string, name: string): string | undefined {
  const group = parseArmId(id);
  if (group?.subscription === undefined || group.resourceGroup === undefined) return undefined;
  const scope = `/subscriptions/${group.subscription}/resourceGroups/${group.resourceGroup}`;
  return idMaker(`Microsoft.Network/${type}`)([name], scope);
}

/** A name that none of the taken ones is, regardless of case: the wanted one, or with a number. */
export function freeName(wanted: string, taken: Iterable<string>): string {
  const lower = new Set([...taken].map((name) => name.toLowerCase()));
  if (!lower.has(wanted.toLowerCase())) return wanted;
  for (let number = 2; ; number += 1) {
    const name = `${wanted}-${number}`;
    if (!lower.has(name.toLowerCase())) return name;
  }
}

/** What a subnet is called in a sentence: `hub/app`. */
export function subnetName({ name }: Subnet, network: VirtualNetwork | undefined): string {
  return network === undefined ? name : `${network.name}/${name}`;
}

/** Names in a sentence, the first three of many: `a, b, c and 4 more`. */
export function listed(names: readonly string[]): string {
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  const [last = "", ...others] = [...shown].reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")} and ${last}`;
}
