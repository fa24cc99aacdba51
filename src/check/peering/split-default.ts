import type { Place } from "../../diagnostic/index.ts";
import type { Key, Subnet } from "../../model/index.ts";
import {
  comparePrefixes,
  isPublicIp,
  type Prefix,
  parsePrefix,
  prefixKey,
} from "../../net/index.ts";
import {
  type EffectiveTable,
  fateOf,
  inForce,
  type Route,
  type TableGroup,
} from "../../route/index.ts";

const lowerHalf = parsePrefix("0.0.0.0/1") as Prefix;
const upperHalf = parsePrefix("128.0.0.0/1") as Prefix;

/** The two halves in which a default route can be written (GW-29). */
export const halvesOfAll: readonly Prefix[] = [lowerHalf, upperHalf];

/** Halves of a default route that gateways bring and that are in force in a table; often none. */
export function learnedHalves({ groups }: EffectiveTable): readonly Route[] {
  const gateway = groups.find(({ group }) => group.kind === "gateway");
  if (gateway === undefined) return [];
  return halvesOfAll.flatMap((half) => inForce(gateway, half) ?? []);
}

/** A user default route that is in force as a row, though longer ones may take all its packets. */
export function userDefault({ groups }: EffectiveTable): Route | undefined {
  const user = groups.find(({ group }) => group.kind === "user");
  return user && inForce(user, everything);
}

const everything = parsePrefix("0.0.0.0/0") as Prefix;

// For tests of networks, and on no map of the Internet (RFC 2544).
const benchmarking = parsePrefix("198.18.0.0/15") as Prefix;

/** Ranges of the Internet that the platform drops in a table, longer than either half (SYS-3). */
export function droppedInternet({ groups }: EffectiveTable): readonly Prefix[] {
  const drop = groups.find(({ group }) => group.kind === "drop");
  return drop === undefined ? [] : [...openRanges(drop)].sort(comparePrefixes);
}

function openRanges(drop: TableGroup): readonly Prefix[] {
  return drop.group.routes.flatMap(({ prefixes }, number) =>
    fateOf(drop, number) === undefined
      ? prefixes.filter(
          (prefix) => isPublicIp(prefix.address) && prefixKey(prefix) !== prefixKey(benchmarking),
        )
      : [],
  );
}

/** Who brings both halves, and where the first is written. */
export interface SplitDefault {
  readonly producer: Key;
  readonly routes: readonly Route[];
  readonly place: Place;
  readonly ranges: Map<number | string, Prefix>;
  readonly subnets: Subnet[];
}
