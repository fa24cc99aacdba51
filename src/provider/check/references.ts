import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { findMentions } from "../estate/references.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Check } from "../kind/kind.ts";
import { invalidReference } from "../refusal/network.ts";
import { objectsOf, propertyOf } from "./properties.ts";

/**
 * ERR-11, ERR-47: whatever of Microsoft.Network a resource names has to be there, and in its region
 * where Azure asks for that. What other providers own is not looked for: Azure takes their ids on
 * trust here.
 */
export const checkReferences: Check = ({ draft, row }) => {
  for (const { target, steps } of findMentions(row.body)) {
    if (!isNetwork(target) || target.startsWith(`${row.root}/`)) continue;
    if (!exists(draft, target)) return invalidReference(idAt(row, steps, target), row.id.text);
    const named = draft.find(target);
    if (named !== undefined && isElsewhere(draft, row, named)) {
      return invalidReference(named.id.text, row.id.text);
    }
  }
  return undefined;
};

/**
 * The same for what a resource names of itself, once its children are there: rules that lead to a
 * front end or a pool which is not.
 */
export const checkOwnReferences: Check = ({ draft, row }) => {
  for (const { target, steps } of findMentions(row.body)) {
    if (!target.startsWith(`${row.root}/`) || exists(draft, target)) continue;
    return invalidReference(idAt(row, steps, target), row.id.text);
  }
  return undefined;
};

function isNetwork(target: string): boolean {
  return target.includes("/providers/microsoft.network/");
}

// An element of a list, such as a front end, has an id and is no resource.
function exists(estate: EstateView, target: string): boolean {
  if (estate.find(target) !== undefined) return true;
  const [list, name] = target.split("/").slice(-2);
  const owner = estate.find(target.split("/").slice(0, -2).join("/"));
  if (owner === undefined || list === undefined || name === undefined) return false;
  const elements = objectsOf(propertyOf(owner, list));
  return elements.some((one) => String(one["name"]).toLowerCase() === name);
}

function isElsewhere(estate: EstateView, row: Row, named: Row): boolean {
  if (!regional.has(named.typeKey)) return false;
  const [here, there] = [row, named].map((one) => locationOf(estate, one));
  return here !== undefined && there !== undefined && here !== there;
}

// ERR-47: these have to be in the region of what names them.
const regional: ReadonlySet<string> = new Set([
  "microsoft.network/routetables",
  "microsoft.network/networksecuritygroups",
  "microsoft.network/natgateways",
  "microsoft.network/virtualnetworks/subnets",
  "microsoft.network/publicipaddresses",
  "microsoft.network/publicipprefixes",
  "microsoft.network/applicationsecuritygroups",
  "microsoft.network/loadbalancers/backendaddresspools",
]);

function locationOf(estate: EstateView, row: Row): string | undefined {
  const { location } = (estate.find(row.root) ?? row).body;
  return typeof location === "string" ? location : undefined;
}

// As the request wrote it: the target is in lower case.
function idAt({ body }: Row, steps: readonly (string | number)[], target: string): string {
  let value: unknown = body;
  for (const step of steps) {
    if (Array.isArray(value)) value = (value as readonly unknown[])[Number(step)];
    else if (isJsonObject(value)) value = (value as JsonObject)[String(step)];
  }
  const id = isJsonObject(value) ? value["id"] : undefined;
  return typeof id === "string" ? id : target;
}
