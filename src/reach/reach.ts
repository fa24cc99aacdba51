import type { Key, Model, VirtualNetwork } from "../model/index.ts";
import { containsIp, type Ip, type Prefix, type PrefixSet, toPrefixes } from "../net/index.ts";
import { createLpmTable, type LpmTable } from "../table/index.ts";
import { publiclyOwned } from "../translate/index.ts";
import type { Walker } from "../walk/index.ts";
import { type NetworkPlaces, placesOf } from "./places/network-places.ts";
import { type OutsideSpace, outsideSpace } from "./places/outside.ts";
import { RouteSpaces } from "./places/route-space.ts";

/**
 * What sets of flows through one model are cut by. Everything is built when first asked for and
 * kept, so that a few questions about a large estate build little.
 */
export class Reach {
  readonly walker: Walker;
  readonly model: Model;
  readonly routes: RouteSpaces;
  readonly #places = new Map<Key, NetworkPlaces | undefined>();
  #publicFaces: PrefixSet | undefined;
  #outside: OutsideSpace | undefined;
  #networks: LpmTable<readonly VirtualNetwork[]> | undefined;

  constructor(walker: Walker) {
    this.walker = walker;
    this.model = walker.router.model;
    this.routes = new RouteSpaces(this.model);
  }

  /** Who is where in a network; absent when the model lacks it. */
  placesIn(key: Key): NetworkPlaces | undefined {
    if (this.#places.has(key)) return this.#places.get(key);
    const network = this.model.networks.get(key);
    const places = network && placesOf(this.model, this.walker.world.owners, network);
    this.#places.set(key, places);
    return places;
  }

  /** Public addresses of the estate. */
  get publicFaces(): PrefixSet {
    this.#publicFaces ??= publiclyOwned(this.model);
    return this.#publicFaces;
  }

  /** What gateways, circuits, hubs and places outside Azure know of addresses. */
  get outside(): OutsideSpace {
    this.#outside ??= outsideSpace(this.model);
    return this.#outside;
  }

  /** The networks whose address space holds an address, in the order of keys. */
  networksAt(ip: Ip): readonly VirtualNetwork[] {
    this.#networks ??= networkTable(this.model);
    const match = this.#networks.lookup(ip);
    if (match === undefined) return [];
    const around = this.#networks.supernets(match.prefix).flatMap(({ value }) => value);
    return [...new Set(around)].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** The networks whose address space shares an address with a set, in the order of keys. */
  networksIn(set: PrefixSet): readonly VirtualNetwork[] {
    this.#networks ??= networkTable(this.model);
    const table = this.#networks;
    const found = toPrefixes(set).flatMap((prefix) => [
      ...table.supernets(prefix).flatMap(({ value }) => value),
      ...table.subnets(prefix).flatMap(({ value }) => value),
    ]);
    return [...new Set(found)].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Subnets in which a host may have an address; of several networks where these never meet. */
  subnetsAt(ip: Ip): readonly Key[] {
    return this.networksAt(ip).flatMap(({ subnets }) =>
      subnets.filter((key) => {
        const subnet = this.model.subnets.get(key);
        return (
          subnet?.role === "workload" &&
          subnet.prefixes.some(({ prefix }) => containsIp(prefix, ip))
        );
      }),
    );
  }

  /** The interface that has an address in a network; absent for an address that none has. */
  nicAt(network: Key, ip: Ip): Key | undefined {
    const owner = this.walker.world.owners.ownerOf(network, ip);
    return owner?.kind === "nic" ? owner.nic.key : undefined;
  }
}

function networkTable({ networks }: Model): LpmTable<readonly VirtualNetwork[]> {
  const byPrefix = new Map<string, { prefix: Prefix; networks: VirtualNetwork[] }>();
  for (const network of networks.values()) {
    for (const { prefix } of network.addressSpace) {
      const key = `${prefix.address}/${prefix.length}`;
      const known = byPrefix.get(key);
      if (known === undefined) byPrefix.set(key, { prefix, networks: [network] });
      else known.networks.push(network);
    }
  }
  return createLpmTable([...byPrefix.values()].map(({ prefix, networks: own }) => [prefix, own]));
}
