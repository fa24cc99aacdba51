import type { AddSubnetRule } from "../change.ts";
import { addChild, editResource, findResource } from "../estate/family.ts";
import { shortName } from "../id.ts";
import { type Telling, writtenId } from "../telling.ts";
import type { Action } from "./action.ts";
import { serviceKinds, withSubnetRule } from "./service-rules.ts";
import { ruleCommand, rulesBlock } from "./service-texts.ts";
import { isSqlServerIn, newSqlSubnetRule, sqlSubnetRules } from "./sql-rules.ts";
import { isSqlServer, madeRules, sqlCommand, sqlRuleBlock, subnetAttribute } from "./sql-texts.ts";
import { subnetWords } from "./subnet-texts.ts";

/** Lets a subnet in. */
export const addSubnetRule: Action<AddSubnetRule> = {
  stage: () => "use",
  needs: ({ service }) => [{ id: service, kinds: serviceKinds }],
  apply: (estate, { service, subnet }) => {
    const id = findResource(estate, subnet)?.id.text ?? subnet;
    if (!isSqlServerIn(estate, service)) {
      editResource(estate, service, (resource) => withSubnetRule(resource, id));
      return undefined;
    }
    if (sqlSubnetRules(estate, service, subnet).length > 0) return undefined;
    const rule = newSqlSubnetRule(estate, service, id);
    if (rule === undefined) return { kind: "unsuitable", id: service, reason: "has no valid id" };
    const rival = findResource(estate, rule.id.text);
    if (rival !== undefined) return { kind: "taken", id: rival.id.text };
    addChild(estate, rule);
    return undefined;
  },
  describe: ({ service, subnet }) => `Let the ${subnetWords(subnet)} into ${shortName(service)}.`,
  commands: (change, telling) => {
    const option = ["--subnet", writtenId(telling, change.subnet).text] as const;
    return isSqlServer(telling, change.service)
      ? made(change, telling).map((rule) => sqlCommand("vnet-rule create", rule, option))
      : [ruleCommand(telling, "add", change.service, option)];
  },
  deploys: (change, telling) =>
    isSqlServer(telling, change.service)
      ? made(change, telling).map(({ id }) => id.text)
      : [change.service],
  terraform: (change, telling) =>
    isSqlServer(telling, change.service)
      ? made(change, telling).map((rule) =>
          sqlRuleBlock(telling, rule, subnetAttribute(telling, change.subnet)),
        )
      : [rulesBlock(telling, change.service)],
};

function made({ service, subnet }: AddSubnetRule, telling: Telling): ReturnType<typeof madeRules> {
  return madeRules(telling, (estate) => sqlSubnetRules(estate, service, subnet));
}
