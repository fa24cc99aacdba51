/**
 * filter: what network security groups and admin rules say about a flow at an interface.
 *
 * Takes a router and a flow with the place that it passes; gives one verdict per filter, in Azure's
 * order, and the tags that rules name, each prefix with its reason. Invariant: the last verdict
 * decides, and it names the rule and the place that made it, or says that none took part.
 * Does not know where a flow goes next, keeps no state, and judges no firewall.
 */
export type { AttachedGroup } from "./attachment.ts";
export {
  type Examination,
  type ExaminedEnd,
  type ExaminedList,
  type ExaminedRule,
  examine,
} from "./examine.ts";
export { Filters } from "./filters.ts";
export type { FilterAssumption, FilterQuestion, FilterReason, FilterStep } from "./verdict.ts";
export type { TagPrefix, TagReason } from "./virtual-network-tag.ts";
