import { typeKeys } from "../../arm/index.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import { propertyOf, textsOf } from "./properties.ts";

interface Need {
  readonly direction: "Inbound" | "Outbound";
  readonly port: number;
  /** The other side: a service tag. */
  readonly remote: string;
}

// What a bastion cannot do without. Azure asks for rules that say so: the default ones do not count.
const needs: readonly Need[] = [
  { direction: "Inbound", port: 443, remote: "Internet" },
  { direction: "Inbound", port: 443, remote: "GatewayManager" },
  { direction: "Outbound", port: 22, remote: "VirtualNetwork" },
  { direction: "Outbound", port: 3389, remote: "VirtualNetwork" },
  { direction: "Outbound", port: 443, remote: "AzureCloud" },
];

/** ERR-49: whether the rules of a security group let a bastion work. */
export function hasBastionRules(estate: EstateView, group: Row): boolean {
  const rules = estate.childrenOf(group.id.key, typeKeys.securityRule);
  return needs.every((need) => rules.some((rule) => serves(rule, need)));
}

function serves(rule: Row, { direction, port, remote }: Need): boolean {
  if (propertyOf(rule, "access") !== "Allow") return false;
  if (propertyOf(rule, "direction") !== direction) return false;
  const side = direction === "Inbound" ? "source" : "destination";
  const others = [propertyOf(rule, `${side}AddressPrefix`)].map((one) => String(one).toLowerCase());
  const isRemote = others.some((one) => one === "*" || one === remote.toLowerCase());
  return isRemote && portsOf(rule).some((range) => holds(range, port));
}

function portsOf(rule: Row): readonly string[] {
  const one = propertyOf(rule, "destinationPortRange");
  const several = textsOf(propertyOf(rule, "destinationPortRanges"));
  return typeof one === "string" ? [one, ...several] : several;
}

function holds(range: string, port: number): boolean {
  if (range === "*") return true;
  const [first = 0, last = first] = range.split("-").map(Number);
  return first <= port && port <= last;
}
