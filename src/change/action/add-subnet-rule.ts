import type { AddSubnetRule } from "../change.ts";
import { addChild, editResource, findResource } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { isSqlServer, serviceKinds, withSubnetRule } from "./service-rules.ts";
import { newSqlSubnetRule, sqlSubnetRules } from "./sql-rules.ts";

/** Lets a subnet in. */
export const addSubnetRule: Action<AddSubnetRule> = {
  needs: ({ service }) => [{ id: service, kinds: serviceKinds }],
  apply: (estate, { service, subnet }) => {
    const found = findResource(estate, service);
    const id = findResource(estate, subnet)?.id.text ?? subnet;
    if (found === undefined || !isSqlServer(found)) {
      editResource(estate, service, (resource) => withSubnetRule(resource, id));
      return undefined;
    }
    if (sqlSubnetRules(estate, service, subnet).length > 0) return undefined;
    const rule = newSqlSubnetRule(found.id.text, id);
    const rival = rule === undefined ? undefined : findResource(estate, rule.id.text);
    if (rival !== undefined) return { kind: "taken", id: rival.id.text };
    if (rule !== undefined) addChild(estate, rule);
    return undefined;
  },
};
