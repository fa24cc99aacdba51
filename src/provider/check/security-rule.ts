import { typeKeys } from "../../arm/index.ts";
import { parseIp, parsePrefix } from "../../net/index.ts";
import type { Row } from "../estate/row.ts";
import type { Check } from "../kind/kind.ts";
import type { Refusal } from "../refusal/refusal.ts";
import {
  badAddressPrefix,
  badPortRange,
  badPriority,
  parameterMissing,
  ruleConflict,
  tagInList,
  tooManyRules,
} from "../refusal/security-rule.ts";
import { objectsOf, propertyOf, textsOf } from "./properties.ts";

/** What a security rule has to be: its parameters, its priority, then its neighbors. */
export const checkSecurityRule: Check = ({ draft, row }) => {
  const refusal = checkParameters(row) ?? checkPriority(row);
  if (refusal !== undefined) return refusal;
  const rules = draft.childrenOf(row.root, typeKeys.securityRule);
  const twin = rules.find((one) => one.id.key !== row.id.key && isSamePlace(one, row));
  if (twin !== undefined) return ruleConflict(row.id.name, twin.id.name);
  return rules.length > 1000 ? tooManyRules(row.root, rules.length) : undefined;
};

const sides = ["source", "destination"] as const;

function checkParameters(row: Row): Refusal | undefined {
  for (const name of ["protocol", "access", "direction", "priority"]) {
    if (propertyOf(row, name) === undefined) return parameterMissing(row.id.text, name);
  }
  for (const side of sides) {
    const refusal = checkAddresses(row, side) ?? checkPorts(row, side);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

type Side = (typeof sides)[number];

function checkAddresses(row: Row, side: Side): Refusal | undefined {
  const one = propertyOf(row, `${side}AddressPrefix`);
  const several = textsOf(propertyOf(row, `${side}AddressPrefixes`));
  const groups = objectsOf(propertyOf(row, `${side}ApplicationSecurityGroups`));
  if (one === undefined && several.length === 0 && groups.length === 0) {
    return parameterMissing(row.id.text, `${side}AddressPrefix`);
  }
  for (const text of several) {
    // A list takes prefixes and addresses; a tag stands alone, in the singular property.
    if (isTag(text)) return tagInList(row.id.text, side, text);
    if (!isAddress(text)) return badAddressPrefix(text);
  }
  const isBad = typeof one === "string" && one.includes("/") && parsePrefix(one) === undefined;
  return isBad ? badAddressPrefix(one) : undefined;
}

function isTag(text: string): boolean {
  return text === "*" || /^[A-Za-z][\w.]*$/.test(text);
}

function isAddress(text: string): boolean {
  return parsePrefix(text) !== undefined || parseIp(text) !== undefined;
}

function checkPorts(row: Row, side: Side): Refusal | undefined {
  const one = propertyOf(row, `${side}PortRange`);
  const several = textsOf(propertyOf(row, `${side}PortRanges`));
  const all = typeof one === "string" && one !== "" ? [one, ...several] : several;
  if (all.length === 0) return parameterMissing(row.id.text, `${side}PortRange`);
  const bad = all.find((text) => !isPortRange(text));
  return bad === undefined ? undefined : badPortRange(bad);
}

function isPortRange(text: string): boolean {
  if (text === "*") return true;
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (match === null) return false;
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
  return first <= last && last <= 65_535;
}

function checkPriority(row: Row): Refusal | undefined {
  const priority = Number(propertyOf(row, "priority"));
  return priority >= 100 && priority <= 4096 ? undefined : badPriority(priority);
}

function isSamePlace(left: Row, right: Row): boolean {
  return ["priority", "direction"].every((name) => {
    const [a, b] = [propertyOf(left, name), propertyOf(right, name)];
    return String(a).toLowerCase() === String(b).toLowerCase();
  });
}
