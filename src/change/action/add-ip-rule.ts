import type { AddIpRule } from "../change.ts";
import { addChild, editResource, findResource } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { isSqlServer, serviceKinds, withIpRule } from "./service-rules.ts";
import { newSqlIpRule, sqlIpRules } from "./sql-rules.ts";

/** Lets public addresses in. */
export const addIpRule: Action<AddIpRule> = {
  needs: ({ service }) => [{ id: service, kinds: serviceKinds }],
  apply: (estate, { service, prefix }) => {
    const found = findResource(estate, service);
    if (found === undefined || !isSqlServer(found)) {
      editResource(estate, service, (resource) => withIpRule(resource, prefix));
      return undefined;
    }
    if (sqlIpRules(estate, service, prefix).length > 0) return undefined;
    const rule = newSqlIpRule(found.id.text, prefix);
    const rival = rule === undefined ? undefined : findResource(estate, rule.id.text);
    if (rival !== undefined) return { kind: "taken", id: rival.id.text };
    if (rule !== undefined) addChild(estate, rule);
    return undefined;
  },
};
