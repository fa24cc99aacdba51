import { type JsonObject, peekProperty, type Resource } from "../../arm/index.ts";
import type { SecurityRuleSpec } from "../change.ts";
import { listAt } from "../estate/body.ts";

const protocols: Readonly<Record<SecurityRuleSpec["protocol"], string>> = {
  any: "*",
  tcp: "Tcp",
  udp: "Udp",
  icmp: "Icmp",
  esp: "Esp",
  ah: "Ah",
};

/** A protocol in Azure's word. */
export function protocolText(protocol: SecurityRuleSpec["protocol"]): string {
  return protocols[protocol];
}

/** The ends of a rule: ARM's names for one value and for several, and the values. */
export function endsOf(
  rule: SecurityRuleSpec,
): readonly (readonly [one: string, many: string, values: readonly string[]])[] {
  return [
    ["sourceAddressPrefix", "sourceAddressPrefixes", rule.sources],
    ["sourcePortRange", "sourcePortRanges", rule.sourcePorts],
    ["destinationAddressPrefix", "destinationAddressPrefixes", rule.destinations],
    ["destinationPortRange", "destinationPortRanges", rule.destinationPorts],
  ];
}

/** The properties of a security rule, as ARM has them. */
export function securityRuleProperties(rule: SecurityRuleSpec): JsonObject {
  const ends = endsOf(rule).map(([one, many, values]) =>
    values.length === 1 ? [one, values[0]] : [many, values],
  );
  return {
    direction: directionText(rule),
    access: accessText(rule),
    priority: rule.priority,
    protocol: protocolText(rule.protocol),
    ...Object.fromEntries(ends),
  };
}

/** The direction of a rule in Azure's word. */
export function directionText({ direction }: Pick<SecurityRuleSpec, "direction">): string {
  return direction === "inbound" ? "Inbound" : "Outbound";
}

/** What a rule does, in Azure's word. */
export function accessText({ access }: Pick<SecurityRuleSpec, "access">): string {
  return access === "allow" ? "Allow" : "Deny";
}

/** Whether a rule that is there says what the other one is going to. */
export function isSameRule({ body }: Resource, rule: SecurityRuleSpec): boolean {
  const wanted = securityRuleProperties(rule);
  const plain = ["direction", "access", "priority", "protocol"];
  return (
    plain.every((name) => keyOfValue(peekProperty(body, name)) === keyOfValue(wanted[name])) &&
    endsOf(rule).every(([one, many, values]) => {
      const single = peekProperty(body, one);
      const written = [...(single ? [single] : []), ...listAt(body, many)];
      return keyOfValues(written) === keyOfValues(values);
    })
  );
}

/** What no two rules of a group share. */
export function slotOf({ body }: Resource): string {
  return `${peekProperty(body, "direction")} ${peekProperty(body, "priority")}`.toLowerCase();
}

function keyOfValue(value: unknown): string {
  return `${value}`.toLowerCase();
}

function keyOfValues(values: readonly unknown[]): string {
  return [...new Set(values.map(keyOfValue))].sort().join(" ");
}
