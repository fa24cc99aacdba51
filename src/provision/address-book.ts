import {
  containsIp,
  type Family,
  familyOf,
  type Ip,
  type Ip4,
  type Ip6,
  lastIp,
  type Prefix,
} from "../net/index.ts";

/** What asking for an address gave. */
export type Assignment =
  | { readonly kind: "address"; readonly address: Ip }
  /** The subnet has no free address. */
  | { readonly kind: "full" }
  /** Nobody has said which prefix of that family the subnet has. */
  | { readonly kind: "unknown" };

interface Shelf {
  readonly taken: Set<Ip>;
  ranges: readonly Range[];
}

interface Range {
  readonly prefix: Prefix;
  /** No free address stands before this one. */
  next: Ip;
}

/**
 * Addresses of subnets: which are taken, and which one Azure gives next.
 *
 * Subnets are known by key. Addresses may be noted before the prefixes of their subnet are.
 * Cost: constant for each address that is given or noted, over all calls.
 */
export class AddressBook {
  readonly #shelves = new Map<string, Shelf>();

  /** Says which prefixes a subnet has. */
  define(subnet: string, prefixes: readonly Prefix[]): void {
    const shelf = this.#shelf(subnet);
    if (equalPrefixLists(shelf.ranges, prefixes)) return;
    shelf.ranges = prefixes.map((prefix) => ({ prefix, next: firstUsable(prefix) }));
  }

  /** Notes that somebody has an address. */
  note(subnet: string, address: Ip): void {
    this.#shelf(subnet).taken.add(address);
  }

  /** Notes that nobody has an address any more. */
  release(subnet: string, address: Ip): void {
    const shelf = this.#shelf(subnet);
    if (!shelf.taken.delete(address)) return;
    for (const range of shelf.ranges) {
      const isUsable = containsIp(range.prefix, address) && address >= firstUsable(range.prefix);
      if (isUsable && address < range.next) range.next = address;
    }
  }

  /** Gives the first free address of a subnet, and notes it. */
  take(subnet: string, family: Family): Assignment {
    return this.#takeFrom(subnet, family, firstFree);
  }

  /** Gives the last usable address of a subnet, as Azure does to gateways, and notes it. */
  takeLast(subnet: string, family: Family): Assignment {
    return this.#takeFrom(subnet, family, lastFree);
  }

  #takeFrom(
    subnet: string,
    family: Family,
    find: (range: Range, taken: ReadonlySet<Ip>) => Ip | undefined,
  ): Assignment {
    const shelf = this.#shelf(subnet);
    let isKnown = false;
    for (const range of shelf.ranges) {
      if (range.prefix.family !== family) continue;
      isKnown = true;
      const address = find(range, shelf.taken);
      if (address === undefined) continue;
      shelf.taken.add(address);
      return { kind: "address", address };
    }
    return { kind: isKnown ? "full" : "unknown" };
  }

  #shelf(subnet: string): Shelf {
    const known = this.#shelves.get(subnet);
    if (known !== undefined) return known;
    const shelf = { taken: new Set<Ip>(), ranges: [] };
    this.#shelves.set(subnet, shelf);
    return shelf;
  }
}

function firstFree(range: Range, taken: ReadonlySet<Ip>): Ip | undefined {
  const last = lastUsable(range.prefix);
  let at = range.next;
  while (at <= last && taken.has(at)) at = advance(at, 1);
  range.next = at;
  return at <= last ? at : undefined;
}

// Runs once per gateway, so it need not be remembered where the last search ended.
function lastFree({ prefix }: Range, taken: ReadonlySet<Ip>): Ip | undefined {
  const first = firstUsable(prefix);
  let at = lastUsable(prefix);
  while (at >= first && taken.has(at)) at = advance(at, -1);
  return at >= first ? at : undefined;
}

// Azure keeps the first four addresses of a subnet and the last one for itself, in both families.
function firstUsable(prefix: Prefix): Ip {
  return advance(prefix.address, 4);
}

function lastUsable(prefix: Prefix): Ip {
  return advance(lastIp(prefix), -1);
}

// The sum of an address and a small number is an address, unless it leaves the family: then it is
// beyond every prefix, and only compared.
function advance(address: Ip, by: number): Ip {
  return familyOf(address) === 4
    ? (((address as Ip4) + by) as Ip4)
    : (((address as Ip6) + BigInt(by)) as Ip6);
}

function equalPrefixLists(ranges: readonly Range[], prefixes: readonly Prefix[]): boolean {
  return (
    ranges.length === prefixes.length &&
    ranges.every(({ prefix }, index) => {
      const other = prefixes[index];
      return prefix.address === other?.address && prefix.length === other.length;
    })
  );
}
