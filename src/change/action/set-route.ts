import type { Resource } from "../../arm/index.ts";
import { command, type Option } from "../azure-cli/command.ts";
import type { RouteNextHop, SetRoute } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import type { Estate } from "../estate/estate.ts";
import { childrenOf, editResource, findResource } from "../estate/family.ts";
import { shortName } from "../id.ts";
import { type Telling, writtenId } from "../telling.ts";
import type { Action } from "./action.ts";
import { routeAttributes } from "./route-blocks.ts";
import {
  addressesOf,
  destinationKey,
  destinationKeyOf,
  destinationText,
  hasNextHop,
  nextHopNames,
  nextHopProperties,
  nextHopTypeOf,
  type RouteText,
  routeTextOf,
} from "./route-body.ts";
import {
  editClassicTable,
  editTable,
  nextHopOptions,
  routeConfig,
  setClassicRoute,
} from "./route-texts.ts";
import { nextHopWords } from "./words.ts";

/** Changes a route. */
export const setRoute: Action<SetRoute> = {
  stage: () => "edit",
  needs: (change) => [
    { id: change.table, kinds: ["routeTable"] },
    { id: idOfRoute(change), kinds: ["route"] },
  ],
  apply: (estate, change) => {
    const { table, name, destination } = change;
    if (destination !== undefined) {
      const key = destinationKey(destinationText(destination));
      const other = childrenOf(estate, table, "route").find(
        (route) =>
          destinationKeyOf(route) === key && route.id.name.toLowerCase() !== name.toLowerCase(),
      );
      if (other !== undefined) return { kind: "taken", id: other.id.text };
    }
    editResource(estate, idOfRoute(change), (route) => edit(route, change));
    return undefined;
  },
  describe: ({ table, name, destination, nextHop }) => {
    const covers = destination === undefined ? [] : [`cover ${destinationText(destination)}`];
    const leads = nextHop === undefined ? [] : [`lead to ${nextHopWords(nextHop)}`];
    const what = [...covers, ...leads].join(" and ");
    return `Let the route ${name} of the route table ${shortName(table)} ${what}.`;
  },
  commands: (change, telling) => {
    const id = writtenId(telling, idOfRoute(change));
    return [
      command(
        "network route-table route update",
        id,
        ["--route-table-name", writtenId(telling, change.table).name],
        ["--name", id.name],
        ...changedOptions(change, telling),
      ),
    ];
  },
  deploys: (change) => [idOfRoute(change)],
  terraform: (change, telling) => {
    const at = telling.addresses.of(idOfRoute(change));
    return texts(change, telling.after).map((route) => ({
      kind: "edit",
      at,
      body: routeAttributes(route),
    }));
  },
  powershell: (change, telling) => ({
    today: editTable(telling, change.table, (table) =>
      texts(change, telling.after).map((route) => routeConfig("Set", table, route)),
    ),
    classic: editClassicTable(telling, change.table, (table) =>
      texts(change, telling.after).map((route) => setClassicRoute(table, route)),
    ),
  }),
};

function idOfRoute({ table, name }: SetRoute): string {
  return `${table}/routes/${name}`;
}

/** The route, where it is there. */
function texts(change: SetRoute, estate: Estate): readonly RouteText[] {
  const route = findResource(estate, idOfRoute(change));
  return route === undefined ? [] : [routeTextOf(route)];
}

// An address that is not wanted any more has to be taken away by name.
function changedOptions(change: SetRoute, telling: Telling): readonly Option[] {
  const { destination, nextHop } = change;
  const [before] = texts(change, telling.before);
  const prefix: readonly Option[] =
    destination === undefined ? [] : [["--address-prefix", destinationText(destination)]];
  if (nextHop === undefined) return prefix;
  const hasAddress = before !== undefined && before.addresses.length > 0;
  const isGone = hasAddress && addressesOf(nextHop).length !== 1;
  const gone: readonly Option[] = isGone ? [["--next-hop-ip-address", "null"]] : [];
  return [...prefix, ...nextHopOptions(hopText(nextHop)), ...gone];
}

function hopText(nextHop: RouteNextHop): Pick<RouteText, "hopType" | "addresses"> {
  return { hopType: nextHopTypeOf(nextHop), addresses: addressesOf(nextHop) };
}

function edit(route: Resource, { destination, nextHop }: SetRoute): Resource {
  let edited = route;
  if (destination !== undefined) {
    const text = destinationText(destination);
    if (destinationKeyOf(route) !== destinationKey(text)) {
      edited = withProperty(edited, "addressPrefix", text);
    }
  }
  if (nextHop === undefined || hasNextHop(route, nextHop)) return edited;
  const properties = nextHopProperties(nextHop);
  return nextHopNames.reduce((at, name) => withProperty(at, name, properties[name]), edited);
}
