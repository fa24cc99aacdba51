import type { Model } from "../../model/index.ts";
import {
  formatIp,
  type Ip,
  intersect,
  type PrefixSet,
  rangeSet,
  toPrefixes,
} from "../../net/index.ts";
import {
  type EffectiveTable,
  lookupRoute,
  type NextHop,
  type Route,
  type Stretch,
  stretchesOf,
} from "../../route/index.ts";
import { endpointSignature, subnetSignature } from "./signature.ts";

// A table that is asked about once or twice is cut where it is asked about; after that, as a whole.
const callsBeforeWhole = 4;
const fewPrefixes = 16;

/** Tells for tables of one model which addresses a route like another's carries. */
export class RouteSpaces {
  readonly #model: Model;
  readonly #whole = new WeakMap<EffectiveTable["groups"], ReadonlyMap<string, PrefixSet>>();
  readonly #calls = new WeakMap<EffectiveTable["groups"], number>();

  constructor(model: Model) {
    this.#model = model;
  }

  /**
   * The addresses of a set that the table leads on as it does one of them: to the same next hop, by
   * a route of the same kind.
   */
  around({ groups }: EffectiveTable, set: PrefixSet, ip: Ip): PrefixSet {
    const route = lookupRoute(groups, ip)?.route;
    const key = route === undefined ? "" : this.#keyOf(route);
    const part = this.#wholeOf(groups, set)?.get(key);
    if (part !== undefined) return intersect(set, part);
    return this.#partsOf(stretchesOf({ groups }, set)).get(key) ?? set;
  }

  #wholeOf(
    groups: EffectiveTable["groups"],
    set: PrefixSet,
  ): ReadonlyMap<string, PrefixSet> | undefined {
    const known = this.#whole.get(groups);
    if (known !== undefined) return known;
    const calls = (this.#calls.get(groups) ?? 0) + 1;
    this.#calls.set(groups, calls);
    if (calls <= callsBeforeWhole && toPrefixes(set).length <= fewPrefixes) return undefined;
    const whole = this.#partsOf(stretchesOf({ groups }, everywhere));
    this.#whole.set(groups, whole);
    return whole;
  }

  #partsOf(stretches: readonly Stretch[]): ReadonlyMap<string, PrefixSet> {
    const ranges = new Map<string, Stretch["range"][]>();
    for (const { range, route } of stretches) {
      const key = route === undefined ? "" : this.#keyOf(route);
      const known = ranges.get(key);
      if (known === undefined) ranges.set(key, [range]);
      else known.push(range);
    }
    return new Map([...ranges].map(([key, own]) => [key, rangeSet(own)]));
  }

  #keyOf({ origin, source, nextHop }: Route): string {
    return `${origin} ${source} ${this.#hopKey(nextHop)}`;
  }

  #hopKey(nextHop: NextHop): string {
    switch (nextHop.kind) {
      case "network":
      case "internet":
      case "none":
        return nextHop.kind;
      case "peering":
        return `peering ${nextHop.remote}`;
      case "connectedGroup":
        return `group ${nextHop.group}`;
      case "gateway": {
        const paths = nextHop.paths.map(({ producer, address }) => `${producer} ${address ?? ""}`);
        return `gateway ${paths.join()}`;
      }
      case "appliance":
        return `appliance ${nextHop.addresses.map(formatIp).join()}`;
      case "serviceEndpoint":
        return `service ${nextHop.service}`;
      case "privateEndpoint":
        return `endpoint ${this.#endpointClass(nextHop.endpoint)}`;
    }
  }

  // What becomes of packets to several endpoints of a subnet is the same.
  #endpointClass(key: Extract<NextHop, { kind: "privateEndpoint" }>["endpoint"]): string {
    const endpoint = this.#model.privateEndpoints.get(key);
    const subnet = endpoint && this.#model.subnets.get(endpoint.subnet);
    if (endpoint === undefined || subnet === undefined) return key;
    const signature = subnetSignature(this.#model, subnet);
    return `${subnet.network} ${signature} ${endpointSignature(endpoint)}`;
  }
}

const everywhere: PrefixSet = rangeSet([
  [0, 2 ** 32],
  [0n, 1n << 128n],
]);
