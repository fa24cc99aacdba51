import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { keyOf, propertyOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Field } from "../shape/field.ts";
import { asked, part, reference, references } from "../shape/forms.ts";

const fields: readonly Field[] = [
  reference("associatedRouteTable"),
  part("propagatedRouteTables", [asked("labels"), references("ids")]),
  part("vnetRoutes", [
    part("staticRoutesConfig", [
      asked("propagateStaticRoutes", true),
      asked("vnetLocalRouteOverrideCriteria", "Contains"),
    ]),
    asked("staticRoutes", []),
    references("bgpConnections"),
  ]),
  reference("inboundRouteMap"),
  reference("outboundRouteMap"),
];

/**
 * `routingConfiguration` of a connection to a hub. VW-3: what is not asked for leads to the default
 * route table of the hub, and is shown so.
 */
export function routingConfiguration(): Field {
  const form = part("routingConfiguration", fields);
  return {
    ...form,
    show: (kept, at) => {
      const shown = form.show(isJsonObject(kept) ? kept : {}, at);
      const table = defaultTableOf(at.estate, at.row);
      return isJsonObject(shown) && table !== undefined ? withDefaults(shown, table) : shown;
    },
  };
}

function withDefaults(shown: JsonObject, id: string): JsonObject {
  const { associatedRouteTable, propagatedRouteTables, ...rest } = shown;
  return {
    associatedRouteTable: associatedRouteTable ?? { id },
    propagatedRouteTables: propagatedRouteTables ?? { labels: ["default"], ids: [{ id }] },
    ...rest,
  };
}

// The hub is the parent, or what the parent gateway names.
function defaultTableOf(estate: EstateView, row: Row): string | undefined {
  const parent = estate.find(row.root);
  if (parent === undefined) return undefined;
  const named = keyOf(propertyOf(parent, "virtualHub"));
  const hub = named === undefined ? parent : estate.find(named);
  return hub === undefined ? undefined : `${hub.id.text}/hubRouteTables/defaultRouteTable`;
}
