import { command } from "../azure-cli/command.ts";
import type { SetPropagation } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import { editResource } from "../estate/family.ts";
import { shortName } from "../id.ts";
import { writtenId } from "../telling.ts";
import type { Action } from "./action.ts";
import { editTable } from "./route-texts.ts";

/** Lets the subnets of a route table receive gateway routes, or not. */
export const setPropagation: Action<SetPropagation> = {
  stage: () => "edit",
  needs: ({ table }) => [{ id: table, kinds: ["routeTable"] }],
  apply: (estate, { table, propagates }) => {
    editResource(estate, table, (resource) =>
      withProperty(resource, "disableBgpRoutePropagation", !propagates),
    );
    return undefined;
  },
  describe: ({ table, propagates }) => {
    const what = propagates ? "get routes from gateways" : "get no routes from gateways";
    return `Let the subnets of the route table ${shortName(table)} ${what}.`;
  },
  commands: ({ table, propagates }, telling) => {
    const id = writtenId(telling, table);
    const flag = ["--disable-bgp-route-propagation", `${!propagates}`] as const;
    return [command("network route-table update", id, ["--name", id.name], flag)];
  },
  deploys: ({ table }) => [table],
  terraform: ({ table, propagates }, { addresses }) => [
    {
      kind: "edit",
      at: addresses.of(table),
      body: [{ name: "bgp_route_propagation_enabled", value: propagates }],
    },
  ],
  powershell: ({ table, propagates }, telling) => ({
    today: editTable(telling, table, (name) => [
      `${name}.DisableBgpRoutePropagation = ${propagates ? "$false" : "$true"}`,
    ]),
    // The classic model has no such switch.
    classic: [],
  }),
};
