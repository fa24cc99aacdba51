import { references } from "./convert.ts";
import { either, inside, known, orElse, type Row, type Rule, reference, within } from "./fields.ts";

/**
 * The tables that a connection of a hub reads and writes: one block of the provider's, whose names
 * change from resource to resource. Azure decides where it is not written.
 */
export function hubRouting(block: string, more: readonly Row[] = []): Rule {
  return inside(known(block), [
    within("routingConfiguration", [
      reference(
        either("associated_route_table_id", "associated_route_table"),
        "associatedRouteTable",
      ),
      reference("inbound_route_map_id", "inboundRouteMap"),
      reference("outbound_route_map_id", "outboundRouteMap"),
      ["propagated_route_tables", "propagatedRouteTables.ids", references],
      inside(known("propagated_route_table"), [
        ["labels", "propagatedRouteTables.labels"],
        [either("route_table_ids", "ids"), "propagatedRouteTables.ids", references],
      ]),
      ...more,
    ]),
  ]);
}

/**
 * Whether a connection takes the default route of its hub. The provider always says it, and says no
 * where nobody asks.
 */
export const internetSecurity: Rule = orElse(
  [either("internet_security_enabled", "enable_internet_security"), "enableInternetSecurity"],
  "enableInternetSecurity",
  false,
);
