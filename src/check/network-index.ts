import { type Model, perModel, type VirtualNetwork } from "../model/index.ts";
import { hostPrefix, type Ip, type Prefix, prefixKey } from "../net/index.ts";
import { createLpmTable, type LpmTable } from "../table/index.ts";

/** Networks that have all of a prefix, the one with the narrowest range first; may be several. */
export function networksWith(model: Model, prefix: Prefix): readonly VirtualNetwork[] {
  const ranges = networksByRange(model).supernets(prefix);
  return ranges.flatMap(({ value }) => value).reverse();
}

/** Networks that have an address. */
export function networksAt(model: Model, ip: Ip): readonly VirtualNetwork[] {
  return networksWith(model, hostPrefix(ip));
}

const networksByRange: (model: Model) => LpmTable<readonly VirtualNetwork[]> = perModel(
  ({ networks }) => {
    const ranges = new Map<
      string | number,
      { readonly prefix: Prefix; readonly networks: VirtualNetwork[] }
    >();
    for (const network of networks.values()) {
      for (const { prefix } of network.addressSpace) {
        const key = prefixKey(prefix);
        const range = ranges.get(key);
        if (range === undefined) ranges.set(key, { prefix, networks: [network] });
        else range.networks.unshift(network);
      }
    }
    const entries = [...ranges.values()].map((one) => [one.prefix, one.networks] as const);
    return createLpmTable(entries, { saves: "space" });
  },
);
