/**
 * servicetag: Microsoft's file of service tags as an index that answers by address and by tag.
 *
 * Takes the parsed JSON of one edition; gives an index, its compact stored form, and the difference
 * of two editions. Invariant: an index holds exactly the tags and prefixes of its edition, every
 * prefix canonical, every list sorted as `comparePrefixes` says. Does not know files, dates,
 * routes, or which prefixes the platform really uses on the wire.
 */
export { difference, type TagDifference } from "./difference.ts";
export { type ParsedServiceTags, parseServiceTags, type ServiceTagProblem } from "./parse.ts";
export { type Region, regionOf, regions } from "./regions.ts";
export {
  decodeServiceTags,
  encodeServiceTags,
  type ServiceTagIndex,
  type ServiceTagMatch,
} from "./service-tag-index.ts";
export type { ServiceTag, ServiceTagKind } from "./tag.ts";
