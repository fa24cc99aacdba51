/**
 * firewall: what an Azure Firewall does with a new flow.
 *
 * Takes a firewall of the model and a flow; gives allow or deny with the rule that decided, the new
 * destination, and whether the source is translated. Invariant: NAT rules come before network rules
 * and those before application rules, as Azure judges them; a rule that cannot be compared never
 * silently counts as no match. Does not know routes, sessions, or how the flow came here.
 */
export { type InspectContext, inspect } from "./inspect.ts";
export { narrowInspected } from "./narrow.ts";
export type { FirewallAssumption, FirewallReason, FirewallVerdict } from "./verdict.ts";
