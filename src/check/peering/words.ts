import type { Model, Subnet } from "../../model/index.ts";
import { formatPrefix, type Prefix } from "../../net/index.ts";
import { listNames } from "../list-names.ts";
import { subnetName } from "../subnet-name.ts";

/** Prefixes in a sentence, at most three of them by name. */
export function listPrefixes(prefixes: readonly Prefix[]): string {
  return listNames(prefixes.map(formatPrefix));
}

/** Subnets in a sentence, at most three of them by name. */
export function listSubnets(model: Model, subnets: readonly Subnet[]): string {
  return listNames(subnets.map((subnet) => subnetName(model, subnet)));
}
