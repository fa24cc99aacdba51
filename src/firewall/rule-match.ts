import type { Flow } from "../flow/index.ts";
import type { ApplicationRule, Model, NatRule, NetworkRule } from "../model/index.ts";
import { matchAddress } from "./address-match.ts";
import { allOf, anyOf, type Match, matchOf, yes } from "./match.ts";
import { matchFqdn, matchName, type Resolve } from "./name-match.ts";
import { coversPort } from "./port-match.ts";

/** What rules are compared with. */
export interface Compared {
  readonly model: Model;
  readonly flow: Flow;
  readonly resolve: Resolve | undefined;
}

/** Whether a DNAT rule takes a flow. */
export function matchNatRule(rule: NatRule, { model, flow }: Compared): Match {
  return allOf([
    () => matchOf(coversPort(rule, flow)),
    () => matchAddress(rule.destinations, flow.destination, model),
    () => matchAddress(rule.sources, flow.source, model),
  ]);
}

/** Whether a network rule takes a flow. */
export function matchNetworkRule(rule: NetworkRule, compared: Compared): Match {
  const { model, flow, resolve } = compared;
  return allOf([
    () => matchOf(coversPort(rule, flow)),
    () => matchAddress(rule.sources, flow.source, model),
    () =>
      anyOf([
        matchAddress(rule.destinations, flow.destination, model),
        ...rule.destinationFqdns.map((fqdn) => matchFqdn(fqdn, flow, resolve)),
      ]),
  ]);
}

/** Whether an application rule takes a flow. The port tells which protocol is spoken. */
export function matchApplicationRule(rule: ApplicationRule, { model, flow }: Compared): Match {
  return allOf([
    () => matchOf(protocolOf(rule, flow) !== undefined),
    () => matchAddress(rule.sources, flow.source, model),
    () =>
      rule.destinations.length === 0
        ? yes
        : matchAddress(rule.destinations, flow.destination, model),
    () => matchName(rule, flow),
  ]);
}

/** What a flow speaks according to a rule; `undefined` when the rule does not name its port. */
export function protocolOf(
  { protocols }: ApplicationRule,
  { protocol, destinationPort }: Flow,
): "http" | "https" | "mssql" | undefined {
  if (protocol !== "tcp") return undefined;
  return protocols.find(({ port }) => port === destinationPort)?.kind;
}
