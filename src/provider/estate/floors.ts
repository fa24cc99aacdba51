import { formatIp, type Ip, parseIp } from "../../net/index.ts";
import { addressClaim } from "./claims.ts";

interface Floor {
  /** By the first address of a range: no address before this one is free but those in `freed`. */
  readonly next: Map<Ip, Ip>;
  /** Addresses that somebody has given back, and that may have been taken again. */
  readonly freed: Set<Ip>;
}

/**
 * Where the free addresses of subnets begin, so that nobody looks at the same taken ones again and
 * again. Cost: constant for each address that is taken or given back, over all calls.
 */
export class Floors {
  readonly #floors = new Map<string, Floor>();

  /**
   * The lowest address from `first` on that may be free, none of those before it being so.
   *
   * @param start no address before this one is free, for reasons of the caller's
   */
  lowest(
    subnet: string,
    [first, start]: readonly [first: Ip, start: Ip],
    isClaimed: (claim: string) => boolean,
  ): Ip {
    const floor = this.#floorOf(subnet);
    const isTaken = (ip: Ip): boolean => isClaimed(addressClaim(subnet, formatIp(ip)));
    let ip = floor.next.get(first) ?? start;
    if (ip < start) ip = start;
    while (isTaken(ip)) ip = after(ip);
    floor.next.set(first, ip);
    for (const one of floor.freed) {
      if (typeof one !== typeof first) continue;
      if (isTaken(one)) floor.freed.delete(one);
      else if (one >= first && one < ip) ip = one;
    }
    return ip;
  }

  /** Notes that a claim has been given up. */
  free(claim: string): void {
    const cut = claim.lastIndexOf("#");
    const ip = parseIp(claim.slice(cut + 1));
    if (ip !== undefined) this.#floors.get(claim.slice(0, cut))?.freed.add(ip);
  }

  /** The same for subnets that nobody has asked about yet. */
  freeAnyway(claim: string): void {
    this.#floorOf(claim.slice(0, claim.lastIndexOf("#")));
    this.free(claim);
  }

  #floorOf(subnet: string): Floor {
    const known = this.#floors.get(subnet);
    if (known !== undefined) return known;
    const floor: Floor = { next: new Map(), freed: new Set() };
    this.#floors.set(subnet, floor);
    return floor;
  }
}

function after(ip: Ip): Ip {
  return (typeof ip === "number" ? ip + 1 : ip + 1n) as Ip;
}
