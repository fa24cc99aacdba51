import { formatPrefix } from "../../net/index.ts";
import type { AddIpRule } from "../change.ts";
import { addChild, editResource, findResource } from "../estate/family.ts";
import { shortName } from "../id.ts";
import type { Telling } from "../telling.ts";
import type { Action } from "./action.ts";
import { ipRuleTexts, serviceKinds, withIpRule } from "./service-rules.ts";
import { ruleCommand, rulesBlock } from "./service-texts.ts";
import { isSqlServerIn, newSqlIpRule, sqlIpRules } from "./sql-rules.ts";
import { isSqlServer, madeRules, rangeOfRule, sqlCommand, sqlRuleBlock } from "./sql-texts.ts";

/** Lets public addresses in. */
export const addIpRule: Action<AddIpRule> = {
  stage: () => "use",
  needs: ({ service }) => [{ id: service, kinds: serviceKinds }],
  apply: (estate, { service, prefix }) => {
    if (!isSqlServerIn(estate, service)) {
      editResource(estate, service, (resource) => withIpRule(resource, prefix));
      return undefined;
    }
    if (sqlIpRules(estate, service, prefix).length > 0) return undefined;
    const rule = newSqlIpRule(estate, service, prefix);
    if (rule === undefined) return { kind: "unsuitable", id: service, reason: "has no valid id" };
    const rival = findResource(estate, rule.id.text);
    if (rival !== undefined) return { kind: "taken", id: rival.id.text };
    addChild(estate, rule);
    return undefined;
  },
  describe: ({ service, prefix }) => `Let ${formatPrefix(prefix)} into ${shortName(service)}.`,
  commands: (change, telling) => {
    if (!isSqlServer(telling, change.service)) {
      return ipRuleTexts(change.prefix).map((text) =>
        ruleCommand(telling, "add", change.service, ["--ip-address", text]),
      );
    }
    return made(change, telling).map((rule) => {
      const { start, end } = rangeOfRule(rule);
      const first = ["--start-ip-address", start] as const;
      return sqlCommand("firewall-rule create", rule, first, ["--end-ip-address", end]);
    });
  },
  deploys: (change, telling) =>
    isSqlServer(telling, change.service)
      ? made(change, telling).map(({ id }) => id.text)
      : [change.service],
  terraform: (change, telling) => {
    if (!isSqlServer(telling, change.service)) return [rulesBlock(telling, change.service)];
    return made(change, telling).map((rule) => {
      const { start, end } = rangeOfRule(rule);
      return sqlRuleBlock(telling, rule, [
        { name: "start_ip_address", value: start },
        { name: "end_ip_address", value: end },
      ]);
    });
  },
};

function made({ service, prefix }: AddIpRule, telling: Telling): ReturnType<typeof madeRules> {
  return madeRules(telling, (estate) => sqlIpRules(estate, service, prefix));
}
