import type { RemoveSubnetRule } from "../change.ts";
import { editResource, removeChild } from "../estate/family.ts";
import { shortName } from "../id.ts";
import { writtenId } from "../telling.ts";
import type { Action } from "./action.ts";
import { serviceKinds, withoutSubnetRule } from "./service-rules.ts";
import { ruleCommand, rulesBlock } from "./service-texts.ts";
import { isSqlServerIn, sqlSubnetRules } from "./sql-rules.ts";
import { goneRuleBlock, isSqlServer, sqlCommand } from "./sql-texts.ts";
import { subnetWords } from "./subnet-texts.ts";

/** Lets a subnet in no more. */
export const removeSubnetRule: Action<RemoveSubnetRule> = {
  stage: () => "edit",
  needs: ({ service }) => [{ id: service, kinds: serviceKinds }],
  apply: (estate, { service, subnet }) => {
    if (!isSqlServerIn(estate, service)) {
      editResource(estate, service, (resource) => withoutSubnetRule(resource, subnet));
      return undefined;
    }
    for (const rule of sqlSubnetRules(estate, service, subnet)) removeChild(estate, rule.id.text);
    return undefined;
  },
  describe: ({ service, subnet }) =>
    `Let the ${subnetWords(subnet)} into ${shortName(service)} no more.`,
  commands: ({ service, subnet }, telling) => {
    const { before } = telling;
    const option = ["--subnet", writtenId(telling, subnet).text] as const;
    return isSqlServer(telling, service)
      ? sqlSubnetRules(before, service, subnet).map((rule) => sqlCommand("vnet-rule delete", rule))
      : [ruleCommand(telling, "remove", service, option)];
  },
  // A template takes no resource away, and the rules of SQL servers are such.
  deploys: ({ service }, telling) => (isSqlServer(telling, service) ? [] : [service]),
  terraform: ({ service, subnet }, telling) =>
    isSqlServer(telling, service)
      ? sqlSubnetRules(telling.before, service, subnet).map((rule) => goneRuleBlock(telling, rule))
      : [rulesBlock(telling, service)],
};
