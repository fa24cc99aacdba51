import { command } from "../azure-cli/command.ts";
import type { RemoveRoutes } from "../change.ts";
import { findResource, removeChild } from "../estate/family.ts";
import { shortName } from "../id.ts";
import { quoteName } from "../powershell/script.ts";
import { type Telling, writtenId } from "../telling.ts";
import { nameOfAddress } from "../terraform/format-block.ts";
import type { Action } from "./action.ts";
import { editClassicTable, editTable } from "./route-texts.ts";
import { counted } from "./words.ts";

/** Takes routes out of a route table. */
export const removeRoutes: Action<RemoveRoutes> = {
  stage: () => "edit",
  needs: ({ table }) => [{ id: table, kinds: ["routeTable"] }],
  apply: (estate, { table, names }) => {
    for (const name of names) removeChild(estate, `${table}/routes/${name}`);
    return undefined;
  },
  describe: ({ table, names }) =>
    `Remove ${counted("route", names)} from the route table ${shortName(table)}.`,
  commands: (change, telling) => {
    const id = writtenId(telling, change.table);
    return present(change, telling).map((name) =>
      command(
        "network route-table route delete",
        id,
        ["--route-table-name", id.name],
        ["--name", name],
      ),
    );
  },
  deploys: ({ table }) => [table],
  terraform: (change, telling) =>
    present(change, telling).map((name) => {
      const at = telling.addresses.of(`${change.table}/routes/${name}`);
      return { kind: "delete", what: nameOfAddress(at) };
    }),
  powershell: (change, telling) => {
    const names = present(change, telling).map(quoteName);
    return {
      today: editTable(telling, change.table, (table) =>
        names.map((name) => `Remove-AzRouteConfig -RouteTable ${table} -Name ${name} | Out-Null`),
      ),
      classic: editClassicTable(telling, change.table, (table) =>
        names.map((name) => `Remove-AzureRoute -RouteTable ${table} -RouteName ${name}`),
      ),
    };
  },
};

/** The routes that are there, as they are written. */
function present({ table, names }: RemoveRoutes, { before }: Telling): readonly string[] {
  return names.flatMap((name) => findResource(before, `${table}/routes/${name}`)?.id.name ?? []);
}
