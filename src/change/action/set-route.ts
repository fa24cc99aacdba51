import type { Resource } from "../../arm/index.ts";
import type { SetRoute } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import { childrenOf, editResource } from "../estate/family.ts";
import type { Action } from "./action.ts";
import {
  destinationKey,
  destinationKeyOf,
  destinationText,
  hasNextHop,
  nextHopNames,
  nextHopProperties,
} from "./route-body.ts";

/** Changes a route. */
export const setRoute: Action<SetRoute> = {
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
};

function idOfRoute({ table, name }: SetRoute): string {
  return `${table}/routes/${name}`;
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
