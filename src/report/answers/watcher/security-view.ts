import { isJsonObject, type JsonObject } from "../../../arm/index.ts";
import type { AttachedGroup } from "../../../filter/index.ts";
import type { Nic, SecurityRule } from "../../../model/index.ts";
import {
  accessWord,
  directionWord,
  matchText,
  portRange,
  protocolWord,
  watcherRuleName,
} from "../../security-words.ts";
import { peek, peekText, readText } from "../field.ts";
import { answered } from "../outcome.ts";
import { machineOf } from "../place.ts";
import type { Answer, Asked } from "../question.ts";

/** The rules at each interface of a machine. */
export interface SecurityView {
  readonly networkInterfaces: readonly InterfaceView[];
}

/** The rules at one interface. */
export interface InterfaceView {
  readonly id: string;
  readonly securityRuleAssociations: Associations;
}

/** What is attached at an interface, and what acts there. */
export interface Associations {
  /** Only where the interface, or its subnet, has a group. */
  readonly networkInterfaceAssociation?: RulesAt;
  readonly subnetAssociation?: RulesAt;
  readonly defaultSecurityRules?: readonly JsonObject[];
  readonly effectiveSecurityRules: readonly ViewedRule[];
}

/** What is attached where, with the bodies of its written rules. */
export interface RulesAt {
  readonly id: string;
  readonly securityRules: readonly JsonObject[];
}

/** A rule as it acts; tags are not expanded. */
export interface ViewedRule {
  readonly name: string;
  readonly protocol: string;
  readonly sourcePortRange: string;
  readonly destinationPortRange: string;
  readonly sourcePortRanges: readonly string[];
  readonly destinationPortRanges: readonly string[];
  readonly sourceAddressPrefix: string;
  readonly destinationAddressPrefix: string;
  readonly sourceAddressPrefixes: readonly string[];
  readonly destinationAddressPrefixes: readonly string[];
  readonly access: string;
  readonly priority: number;
  readonly direction: string;
}

/** `POST networkWatchers/X/securityGroupView`: what groups say at the interfaces of a machine. */
export const securityView: Answer<SecurityView> = (asked, { body }) => {
  const id = readText(body, "targetResourceId");
  if (id.kind === "refused") return id;
  const machine = machineOf(asked.walker.world.model, id.value);
  if (machine.kind === "refused") return machine;
  return answered({ networkInterfaces: machine.body.map((nic) => viewOf(asked, nic)) });
};

function viewOf(asked: Asked, nic: Nic): InterfaceView {
  const { filters } = asked.walker.world;
  const { subnet } = nic;
  const groups =
    subnet === undefined ? [] : filters.groupsAt({ direction: "outbound", subnet, nic: nic.key });
  const [first] = groups;
  const defaults = first === undefined ? [] : defaultRulesOf(asked, first);
  return {
    id: nic.id,
    securityRuleAssociations: {
      ...associationOf(asked, groups, "nic"),
      ...associationOf(asked, groups, "subnet"),
      ...(first === undefined ? {} : { defaultSecurityRules: defaults }),
      effectiveSecurityRules: [
        ...effectiveRules(groups, "outbound"),
        ...effectiveRules(groups, "inbound"),
      ],
    },
  };
}

function associationOf(
  asked: Asked,
  groups: readonly AttachedGroup[],
  level: AttachedGroup["level"],
): Pick<Associations, "networkInterfaceAssociation" | "subnetAssociation"> {
  const attached = groups.find((one) => one.level === level);
  if (attached === undefined) return {};
  const rules = { id: attached.holder.id, securityRules: bodies(asked, attached, "securityRules") };
  return level === "nic" ? { networkInterfaceAssociation: rules } : { subnetAssociation: rules };
}

function bodies(
  { bodyOf }: Asked,
  { group, key }: AttachedGroup,
  list: "securityRules" | "defaultSecurityRules",
): readonly JsonObject[] {
  const rules = peek(peek(bodyOf(group?.id ?? key), "properties"), list);
  return Array.isArray(rules) ? rules.filter(isJsonObject) : [];
}

// Azure leaves out of which group they are, and with it their etag.
function defaultRulesOf(asked: Asked, group: AttachedGroup): readonly JsonObject[] {
  return bodies(asked, group, "defaultSecurityRules").map((rule) => ({
    name: rule["name"],
    id: `${nowhere}/${peekText(rule, "name") ?? ""}`,
    type: rule["type"],
    properties: rule["properties"],
  }));
}

const nowhere =
  "/subscriptions//resourceGroups//providers/Microsoft.Network/networkSecurityGroups/" +
  "/defaultSecurityRules";

// Recorded: outbound comes first, each direction opens with a rule of the platform's own, and an
// interface without any group has those two alone.
function effectiveRules(
  groups: readonly AttachedGroup[],
  direction: SecurityRule["direction"],
): readonly ViewedRule[] {
  const word = directionWord(direction);
  const rules = groups.flatMap(({ group, level }) =>
    (group?.rules ?? [])
      .filter((rule) => rule.direction === direction)
      .map((rule) => toViewedRule(rule, watcherRuleName(rule, level))),
  );
  return [{ ...denyAll, name: `Default${word}DenyAll`, direction: word }, ...rules];
}

const denyAll: Omit<ViewedRule, "direction"> = {
  name: "",
  protocol: "All",
  sourcePortRange: "0-65535",
  destinationPortRange: "0-65535",
  sourcePortRanges: ["0-65535"],
  destinationPortRanges: ["0-65535"],
  sourceAddressPrefix: "*",
  destinationAddressPrefix: "*",
  sourceAddressPrefixes: ["*"],
  destinationAddressPrefixes: ["*"],
  access: "Deny",
  priority: 65_500,
};

function toViewedRule(rule: SecurityRule, name: string): ViewedRule {
  const sourcePortRanges = rule.sourcePorts.map(portRange);
  const destinationPortRanges = rule.destinationPorts.map(portRange);
  const sourceAddressPrefixes = rule.sources.flatMap(endTexts);
  const destinationAddressPrefixes = rule.destinations.flatMap(endTexts);
  return {
    name,
    protocol: protocolWord(rule.protocol),
    sourcePortRange: joined(sourcePortRanges),
    destinationPortRange: joined(destinationPortRanges),
    sourcePortRanges,
    destinationPortRanges,
    sourceAddressPrefix: joined(sourceAddressPrefixes),
    destinationAddressPrefix: joined(destinationAddressPrefixes),
    sourceAddressPrefixes,
    destinationAddressPrefixes,
    access: accessWord(rule.access),
    priority: rule.priority,
    direction: directionWord(rule.direction),
  };
}

// An asterisk stands for both families, and the list names it once for each.
function endTexts(match: SecurityRule["sources"][number]): readonly string[] {
  return match.kind === "any" ? ["0.0.0.0/0", "0.0.0.0/0"] : [matchText(match)];
}

function joined(texts: readonly string[]): string {
  return [...new Set(texts)].join(",");
}
