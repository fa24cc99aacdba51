import { typeKeys } from "../../arm/index.ts";
import { command } from "../azure-cli/command.ts";
import type { CreateRouteTable } from "../change.ts";
import { newResource } from "../estate/family.ts";
import { shortName } from "../id.ts";
import { quoteName, variable } from "../powershell/script.ts";
import { writtenId } from "../telling.ts";
import type { Action } from "./action.ts";
import { routeBlocks } from "./route-blocks.ts";
import { routeText } from "./route-body.ts";
import { createRouteCommand, groupOf, routeConfig, setClassicRoute } from "./route-texts.ts";
import { addRoutesTo } from "./routes.ts";
import { counted, routeWords } from "./words.ts";

/** Makes a route table. */
export const createRouteTable: Action<CreateRouteTable> = {
  stage: () => "create",
  needs: () => [],
  apply: (estate, { table, location, routes, propagates }) => {
    const resource = newResource(table, {
      location,
      properties: { disableBgpRoutePropagation: !propagates, routes: [] },
    });
    if (resource?.typeKey !== typeKeys.routeTable) {
      return { kind: "unsuitable", id: table, reason: "is not the id of a route table" };
    }
    const existing = estate.get(resource.id.key);
    if (existing === undefined) estate.set(resource);
    const obstacle = addRoutesTo(estate, (existing ?? resource).id.text, routes);
    if (obstacle !== undefined && existing === undefined) estate.delete(resource.id.key);
    return obstacle;
  },
  describe: ({ table, location, routes, propagates }) => {
    const held = routes.length === 0 ? "" : ` with ${counted("route", routes.map(routeWords))}`;
    const kept = propagates ? "" : "; its subnets get no routes from gateways";
    return `Create the route table ${shortName(table)} in ${location}${held}${kept}.`;
  },
  commands: ({ table, location, routes, propagates }, telling) => {
    const id = writtenId(telling, table);
    const create = command(
      "network route-table create",
      id,
      ["--name", id.name],
      ["--location", location],
      ...(propagates ? [] : [["--disable-bgp-route-propagation", "true"] as const]),
    );
    return [create, ...routes.map((route) => createRouteCommand(id, routeText(route)))];
  },
  deploys: ({ table }) => [table],
  terraform: ({ table, location, routes, propagates }, telling) => {
    const id = writtenId(telling, table);
    telling.addresses.declare(id.text);
    const { type, label } = telling.addresses.of(id.text);
    return [
      {
        kind: "new",
        type,
        label,
        body: [
          { name: "name", value: id.name },
          { name: "resource_group_name", value: id.resourceGroup ?? "" },
          { name: "location", value: location },
          ...(propagates ? [] : [{ name: "bgp_route_propagation_enabled", value: false }]),
        ],
      },
      ...routeBlocks(telling, id, routes.map(routeText)),
    ];
  },
  powershell: ({ table, location, routes, propagates }, telling) => {
    const id = writtenId(telling, table);
    const [variableName, name, place] = [
      variable("table", id.name),
      quoteName(id.name),
      quoteName(location),
    ];
    const flag = propagates ? "" : " -DisableBgpRoutePropagation";
    const create = `New-AzRouteTable -ResourceGroupName ${groupOf(id)} -Name ${name}`;
    const texts = routes.map(routeText);
    return {
      today: [
        `${variableName} = ${create} -Location ${place}${flag}`,
        ...texts.map((route) => routeConfig("Add", variableName, route)),
        ...(texts.length === 0 ? [] : [`Set-AzRouteTable -RouteTable ${variableName}`]),
      ],
      classic: [
        `$rt = New-AzureRouteTable -Name ${name} -Label ${name} -Location ${place}`,
        ...texts.map((route) => setClassicRoute("$rt", route)),
      ],
    };
  },
};
