/**
 * net: addresses, prefixes and sets of prefixes, for IPv4 and IPv6.
 *
 * Takes text, gives values; formats values as text. Imports nothing. Invariant: every `Prefix` is
 * canonical (host bits are zero), every `PrefixSet` is sorted and disjoint. Does not know Azure,
 * routes or tables.
 */

export { type Aggregate, type AggregateLimits, aggregateSet } from "./aggregate.ts";
export {
  type Bound,
  type Boundaries,
  combine,
  containsAddress,
  joinRanges,
  rangesOf,
  touchesRange,
} from "./boundaries.ts";
export { type CidrResult, formatPrefix, parseCidr, parsePrefix } from "./cidr.ts";
export { type Cover, toCovers } from "./cover.ts";
export { type Family, familyOf, formatIp, type Ip, parseIp } from "./ip.ts";
export type { Ip4 } from "./ip4.ts";
export type { Ip6 } from "./ip6.ts";
export {
  addressCount,
  comparePrefixes,
  containsIp,
  covers,
  equalPrefixes,
  firstIp,
  halves,
  hostPrefix,
  isDefault,
  lastIp,
  overlaps,
  type Prefix,
  type Prefix4,
  type Prefix6,
  prefixKey,
  prefixOf,
} from "./prefix.ts";
export {
  type AddressRange,
  coversPrefix,
  coversSet,
  equalSets,
  hasIp,
  intersect,
  isEmptySet,
  lowestIp,
  overlapsPrefix,
  overlapsSet,
  type PrefixSet,
  prefixSet,
  rangeSet,
  setSize,
  subtract,
  toPrefixes,
  toRange,
  toRanges,
  union,
  unionOf,
} from "./prefix-set.ts";
export { insideSpace, isPublicIp } from "./scope.ts";
