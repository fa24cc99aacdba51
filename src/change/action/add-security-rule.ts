import { command, type Option } from "../azure-cli/command.ts";
import type { AddSecurityRule, SecurityRuleSpec } from "../change.ts";
import { keyOf } from "../estate/body.ts";
import { addChild, childrenOf, newResource } from "../estate/family.ts";
import { shortName } from "../id.ts";
import { type Telling, writtenId } from "../telling.ts";
import type { Body } from "../terraform/block.ts";
import type { Action } from "./action.ts";
import {
  accessText,
  directionText,
  endsOf,
  isSameRule,
  protocolText,
  securityRuleProperties,
  slotOf,
} from "./security-rule-body.ts";

/** Adds a rule to a network security group. */
export const addSecurityRule: Action<AddSecurityRule> = {
  stage: () => "edit",
  needs: ({ group }) => [{ id: group, kinds: ["securityGroup"] }],
  apply: (estate, { group, rule }) => {
    const id = estate.get(keyOf(group))?.id.text ?? group;
    const resource = newResource(`${id}/securityRules/${rule.name}`, {
      properties: securityRuleProperties(rule),
    });
    if (resource === undefined) return { kind: "unsuitable", id, reason: "has no valid id" };
    const present = childrenOf(estate, group, "securityRule");
    const named = present.find((other) => other.id.key === resource.id.key);
    if (named !== undefined) {
      return isSameRule(named, rule) ? undefined : { kind: "taken", id: named.id.text };
    }
    const rival = present.find((other) => slotOf(other) === slotOf(resource));
    if (rival !== undefined) return { kind: "taken", id: rival.id.text };
    addChild(estate, resource);
    return undefined;
  },
  describe: ({ group, rule }) => {
    const what = `${rule.name} (${accessText(rule)}, ${directionText(rule)}, priority ${rule.priority})`;
    return `Add the rule ${what} to the network security group ${shortName(group)}.`;
  },
  commands: ({ group, rule }, telling) => {
    const id = writtenId(telling, group);
    const options: readonly Option[] = [
      ["--nsg-name", id.name],
      ["--name", rule.name],
      ["--priority", `${rule.priority}`],
      ["--direction", directionText(rule)],
      ["--access", accessText(rule)],
      ["--protocol", protocolText(rule.protocol)],
      ["--source-address-prefixes", ...rule.sources],
      ["--source-port-ranges", ...rule.sourcePorts],
      ["--destination-address-prefixes", ...rule.destinations],
      ["--destination-port-ranges", ...rule.destinationPorts],
    ];
    return [command("network nsg rule create", id, ...options)];
  },
  deploys: ({ group, rule }) => [`${group}/securityRules/${rule.name}`],
  terraform: ({ group, rule }, telling) => {
    const { addresses } = telling;
    const home = writtenId(telling, group);
    if (hasBlocks(telling, group)) {
      const block = { block: "security_rule", body: [named(rule), ...attributes(rule)] };
      return [{ kind: "edit", at: addresses.of(home.text), body: [block] }];
    }
    const { type, label } = addresses.of(`${home.text}/securityRules/${rule.name}`);
    const nsg = addresses.refer(home.text, "name", home.name);
    const body = [
      named(rule),
      { name: "resource_group_name", value: home.resourceGroup ?? "" },
      { name: "network_security_group_name", value: nsg },
      ...attributes(rule),
    ];
    return [{ kind: "new", type, label, body }];
  },
};

// The provider does not let rules of their own stand beside blocks of the group.
function hasBlocks({ before, addresses }: Telling, group: string): boolean {
  const [known] = childrenOf(before, group, "securityRule");
  return known !== undefined && addresses.of(known.id.text).inner !== undefined;
}

function named({ name }: SecurityRuleSpec): Body[number] {
  return { name: "name", value: name };
}

function attributes(rule: SecurityRuleSpec): Body {
  const ends = endsOf(rule).map(([one, many, values]) =>
    values.length === 1
      ? { name: snakeCase(one), value: values[0] ?? "" }
      : { name: snakeCase(many), value: values },
  );
  return [
    { name: "priority", value: rule.priority },
    { name: "direction", value: directionText(rule) },
    { name: "access", value: accessText(rule) },
    { name: "protocol", value: protocolText(rule.protocol) },
    ...ends,
  ];
}

/** `sourceAddressPrefix` as `source_address_prefix`. */
function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
