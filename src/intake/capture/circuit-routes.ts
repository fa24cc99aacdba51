import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { fieldOf, textOf } from "../field.ts";
import type { AnswerForm } from "./form.ts";
import { addLearnedRoutes } from "./learned-routes.ts";

/**
 * The answer of `az network express-route list-route-tables`: what the routers of a circuit know.
 *
 * What they have from outside Azure becomes learned routes of the circuit. The address that
 * networks show as next hop is that of Microsoft's router, which the table does not tell.
 */
export const circuitForm: AnswerForm = {
  kind: "circuitRoutes",
  isRow: (value) =>
    isJsonObject(value) &&
    textOf(value, "network") !== undefined &&
    ["path", "locPrf"].some((name) => fieldOf(value, name) !== undefined),
  add: (reading, answer, subject) => {
    const rows = [...answer.rows].filter(isJsonObject).sort(byMark);
    const routes = new Map<string, JsonObject>();
    for (const row of rows) {
      const route = readOutside(row);
      if (route !== undefined && !routes.has(route.network)) routes.set(route.network, route);
    }
    addLearnedRoutes(reading, { ...answer, rows: [...routes.values()] }, subject);
  },
};

/** Numbers of Microsoft's side: gateways and hubs, the routers of ExpressRoute. */
const azureNumbers: ReadonlySet<string> = new Set(["65515", "65520", "12076"]);

// A path ends in the letter of its origin: `65001 65010 I`. One without a number is the router's
// own, and one with a number of Azure's has been in Azure before.
function readOutside(
  row: JsonObject,
): { readonly network: string; readonly [name: string]: string } | undefined {
  const network = textOf(row, "network");
  const numbers = (textOf(row, "path") ?? "").match(/\d+/g) ?? [];
  if (network === undefined || numbers.length === 0) return undefined;
  if (numbers.some((number) => azureNumbers.has(number))) return undefined;
  return { network, asPath: ["12076", ...numbers].join("-"), origin: "EBgp" };
}

// The routers mark the path that they have chosen with a star.
function byMark(one: JsonObject, other: JsonObject): number {
  return Number(isChosen(other)) - Number(isChosen(one));
}

function isChosen(row: JsonObject): boolean {
  return textOf(row, "nextHop")?.endsWith("*") ?? false;
}
