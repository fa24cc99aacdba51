import { formatPrefix } from "../../net/index.ts";
import type { RemoveIpRule } from "../change.ts";
import { editResource, removeChild } from "../estate/family.ts";
import { shortName } from "../id.ts";
import type { Action } from "./action.ts";
import { ipRuleTexts, serviceKinds, withoutIpRule } from "./service-rules.ts";
import { ruleCommand, rulesBlock } from "./service-texts.ts";
import { isSqlServerIn, sqlIpRules } from "./sql-rules.ts";
import { goneRuleBlock, isSqlServer, sqlCommand } from "./sql-texts.ts";

/** Lets public addresses in no more. */
export const removeIpRule: Action<RemoveIpRule> = {
  stage: () => "edit",
  needs: ({ service }) => [{ id: service, kinds: serviceKinds }],
  apply: (estate, { service, prefix }) => {
    if (!isSqlServerIn(estate, service)) {
      editResource(estate, service, (resource) => withoutIpRule(resource, prefix));
      return undefined;
    }
    for (const rule of sqlIpRules(estate, service, prefix)) removeChild(estate, rule.id.text);
    return undefined;
  },
  describe: ({ service, prefix }) =>
    `Let ${formatPrefix(prefix)} into ${shortName(service)} no more.`,
  commands: ({ service, prefix }, telling) =>
    isSqlServer(telling, service)
      ? sqlIpRules(telling.before, service, prefix).map((rule) =>
          sqlCommand("firewall-rule delete", rule),
        )
      : ipRuleTexts(prefix).map((text) =>
          ruleCommand(telling, "remove", service, ["--ip-address", text]),
        ),
  // A template takes no resource away, and the rules of SQL servers are such.
  deploys: ({ service }, telling) => (isSqlServer(telling, service) ? [] : [service]),
  terraform: ({ service, prefix }, telling) =>
    isSqlServer(telling, service)
      ? sqlIpRules(telling.before, service, prefix).map((rule) => goneRuleBlock(telling, rule))
      : [rulesBlock(telling, service)],
};
