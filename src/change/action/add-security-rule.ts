import type { AddSecurityRule } from "../change.ts";
import { keyOf } from "../estate/body.ts";
import { addChild, childrenOf, newResource } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { isSameRule, securityRuleProperties, slotOf } from "./security-rule-body.ts";

/** Adds a rule to a network security group. */
export const addSecurityRule: Action<AddSecurityRule> = {
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
};
