import type { AddRoutes } from "../change.ts";
import { keyOf } from "../estate/body.ts";
import { shortName } from "../id.ts";
import { writtenId } from "../telling.ts";
import type { Action } from "./action.ts";
import { routeBlocks } from "./route-blocks.ts";
import { routeText } from "./route-body.ts";
import {
  createRouteCommand,
  editClassicTable,
  editTable,
  routeConfig,
  setClassicRoute,
} from "./route-texts.ts";
import { addRoutesTo } from "./routes.ts";
import { counted, routeWords } from "./words.ts";

/** Adds routes to a route table. */
export const addRoutes: Action<AddRoutes> = {
  stage: () => "edit",
  needs: ({ table }) => [{ id: table, kinds: ["routeTable"] }],
  apply: (estate, { table, routes }) =>
    addRoutesTo(estate, estate.get(keyOf(table))?.id.text ?? table, routes),
  describe: ({ table, routes }) =>
    `Add ${counted("route", routes.map(routeWords))} to the route table ${shortName(table)}.`,
  commands: ({ table, routes }, telling) => {
    const id = writtenId(telling, table);
    return routes.map((route) => createRouteCommand(id, routeText(route)));
  },
  deploys: ({ table, routes }) => routes.map(({ name }) => `${table}/routes/${name}`),
  terraform: ({ table, routes }, telling) =>
    routeBlocks(telling, writtenId(telling, table), routes.map(routeText)),
  powershell: ({ table, routes }, telling) => ({
    today: editTable(telling, table, (name) =>
      routes.map((route) => routeConfig("Add", name, routeText(route))),
    ),
    classic: editClassicTable(telling, table, (name) =>
      routes.map((route) => setClassicRoute(name, routeText(route))),
    ),
  }),
};
