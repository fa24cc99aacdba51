import { isJsonObject, typeKeys } from "../../arm/index.ts";
import { equalPrefixes, parseIp, parsePrefix } from "../../net/index.ts";
import type { Row } from "../estate/row.ts";
import type { Check, RemovalCheck } from "../kind/kind.ts";
import { invalidPrefix, routeTableInUse } from "../refusal/network.ts";
import type { Refusal } from "../refusal/refusal.ts";
import {
  ecmpNextHops,
  nextHopMissing,
  nextHopNotAllowed,
  nextHopUnknown,
  routeConflict,
  tooManyRoutes,
  tooManyTagRoutes,
} from "../refusal/route.ts";
import { propertyOf, textsOf } from "./properties.ts";

/** ERR-23, ERR-41, ERR-42, ERR-46, ERR-43, ERR-44, ERR-45, in this order. */
export const checkRoute: Check = ({ draft, row }) => {
  const refusal = checkDestination(row) ?? checkNextHop(row);
  if (refusal !== undefined) return refusal;
  const routes = draft.childrenOf(row.root, typeKeys.route);
  const twin = routes.find((one) => one.id.key !== row.id.key && isSameDestination(one, row));
  if (twin !== undefined) return routeConflict(row.id.name, twin.id.name);
  if (routes.length > 400) return tooManyRoutes(row.root, routes.length);
  const tagged = routes.filter((one) => parsePrefix(destinationOf(one)) === undefined).length;
  return tagged > 25 ? tooManyTagRoutes(row.root, tagged) : undefined;
};

function destinationOf(row: Row): string {
  const prefix = propertyOf(row, "addressPrefix");
  return typeof prefix === "string" ? prefix : "";
}

// A name without a slash or a dot is a service tag; anything else has to be a prefix.
function checkDestination(row: Row): Refusal | undefined {
  const text = destinationOf(row);
  if (parsePrefix(text) !== undefined || /^[A-Za-z]\w*(?:\.\w+)?$/.test(text)) return undefined;
  return invalidPrefix(text, row.id.text);
}

function isSameDestination(left: Row, right: Row): boolean {
  const [a, b] = [destinationOf(left), destinationOf(right)];
  const [p, q] = [parsePrefix(a), parsePrefix(b)];
  return p === undefined || q === undefined
    ? a.toLowerCase() === b.toLowerCase()
    : equalPrefixes(p, q);
}

const nextHopTypes: ReadonlySet<string> = new Set([
  "virtualnetworkgateway",
  "vnetlocal",
  "internet",
  "virtualappliance",
  "none",
  "virtualapplianceecmp",
]);

function checkNextHop(row: Row): Refusal | undefined {
  const type = propertyOf(row, "nextHopType");
  const key = typeof type === "string" ? type.toLowerCase() : "";
  if (!nextHopTypes.has(key)) return nextHopUnknown(row.id.text, String(type));
  const address = propertyOf(row, "nextHopIpAddress");
  const hasAddress = typeof address === "string" && address !== "";
  if (key === "virtualappliance") {
    if (!hasAddress) return nextHopMissing();
    return parseIp(address) === undefined ? nextHopNotAllowed(row.id.text, key) : undefined;
  }
  if (hasAddress) return nextHopNotAllowed(row.id.text, String(type));
  return checkNextHops(row, key);
}

function checkNextHops(row: Row, key: string): Refusal | undefined {
  const several = propertyOf(row, "nextHop");
  if (key !== "virtualapplianceecmp") {
    return several === undefined ? undefined : ecmpNextHops(row.id.text);
  }
  const addresses = isJsonObject(several) ? textsOf(several["nextHopIpAddresses"]) : [];
  return addresses.length < 2 || addresses.length > 64 ? ecmpNextHops(row.id.text) : undefined;
}

/** ERR-40. */
export const refuseTableInUse: RemovalCheck = ({ estate, row }) => {
  const isUsed = estate.referrersOf(row.id.key).some((one) => one.row.typeKey === typeKeys.subnet);
  return isUsed ? routeTableInUse(row.id.name) : undefined;
};
