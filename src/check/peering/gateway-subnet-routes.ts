import type { Diagnostic } from "../../diagnostic/index.ts";
import type { UserRoute } from "../../model/index.ts";
import { formatPrefix } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { gatewaySubnetFault, onlyGatewaysUse } from "./gateway-subnet.ts";
import { hopName } from "./hop-name.ts";

/** UDR-11, ERR-51: what GatewaySubnet does not take. */
export const gatewaySubnetRoutes: CheckRule = {
  code: "TR513",
  family: "peering",
  severity: "error",
  title: "A route on GatewaySubnet cuts the gateways off",
  about:
    "GatewaySubnet takes no default route and none inside itself: Azure refuses to create a gateway there, and one that exists loses its tunnels or its management.",
  rules: ["UDR-11"],
  replaces: ["route-table-misplaced"],
  begin: (ground) => ({
    finish: () =>
      said(ground, "route-table-misplaced").flatMap((diagnostic) => draftOf(ground, diagnostic)),
  }),
};

function draftOf(ground: Ground, diagnostic: Diagnostic): readonly Draft[] {
  const fault = gatewaySubnetFault(ground, diagnostic);
  const route = fault?.table.routes.find(({ place }) => place === diagnostic.related[0]);
  if (fault === undefined || route?.destination.kind !== "prefix") return [];
  const { table, subnet, name, gateways } = fault;
  const { prefix } = route.destination;
  const isAlone = onlyGatewaysUse(ground.model, table);
  return [
    {
      message: `Route '${route.name}' of ${table.name} sends ${formatPrefix(prefix)} from ${name} to ${hopName(route.nextHop)}${costOf(route)}`,
      remedy: isAlone
        ? `Remove '${route.name}'; name the prefixes of the networks behind the gateway instead.`
        : `Give ${name} a table of its own without '${route.name}'.`,
      place: route.place,
      related: [subnet.place],
      affected: [subnet.id, ...gateways.map(({ id }) => id)],
      subject: [route.name, subnet.id],
      repair: isAlone
        ? { kind: "removeRoutes", table: table.key, routes: [route.name] }
        : undefined,
    },
  ];
}

function costOf({ destination }: UserRoute): string {
  const isDefault = destination.kind === "prefix" && destination.prefix.length === 0;
  return isDefault
    ? ": Azure creates no gateway there, and one that exists is cut off from its tunnels and its management."
    : ", although the gateways stand there: packets between them and to them go astray.";
}
