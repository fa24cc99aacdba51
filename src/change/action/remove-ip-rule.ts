import type { RemoveIpRule } from "../change.ts";
import { editResource, findResource, removeChild } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { isSqlServer, serviceKinds, withoutIpRule } from "./service-rules.ts";
import { sqlIpRules } from "./sql-rules.ts";

/** Lets public addresses in no more. */
export const removeIpRule: Action<RemoveIpRule> = {
  needs: ({ service }) => [{ id: service, kinds: serviceKinds }],
  apply: (estate, { service, prefix }) => {
    const found = findResource(estate, service);
    if (found === undefined || !isSqlServer(found)) {
      editResource(estate, service, (resource) => withoutIpRule(resource, prefix));
      return undefined;
    }
    for (const rule of sqlIpRules(estate, service, prefix)) removeChild(estate, rule.id.text);
    return undefined;
  },
};
