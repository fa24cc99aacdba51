import type { RemoveSubnetRule } from "../change.ts";
import { editResource, findResource, removeChild } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { isSqlServer, serviceKinds, withoutSubnetRule } from "./service-rules.ts";
import { sqlSubnetRules } from "./sql-rules.ts";

/** Lets a subnet in no more. */
export const removeSubnetRule: Action<RemoveSubnetRule> = {
  needs: ({ service }) => [{ id: service, kinds: serviceKinds }],
  apply: (estate, { service, subnet }) => {
    const found = findResource(estate, service);
    if (found === undefined || !isSqlServer(found)) {
      editResource(estate, service, (resource) => withoutSubnetRule(resource, subnet));
      return undefined;
    }
    for (const rule of sqlSubnetRules(estate, service, subnet)) removeChild(estate, rule.id.text);
    return undefined;
  },
};
