import { typeKeys } from "../../arm/index.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Check, RemovalCheck } from "../kind/kind.ts";
import { circuitInUse, parentFailed, peeringNeedsPrefixes } from "../refusal/circuit.ts";
import { checkPrefix } from "./address-space.ts";
import { propertyOf } from "./properties.ts";

/** ERR-23 of both links; a peering has IPv4 prefixes, IPv6 prefixes or both. */
export const checkCircuitPeering: Check = ({ row }) => {
  const names = ["primaryPeerAddressPrefix", "secondaryPeerAddressPrefix"];
  const prefixes = names.map((name) => propertyOf(row, name));
  for (const prefix of prefixes) {
    const refusal = typeof prefix === "string" ? checkPrefix(prefix, row.id.text) : undefined;
    if (refusal !== undefined) return refusal;
  }
  const isComplete = prefixes.every((prefix) => typeof prefix === "string");
  return isComplete || propertyOf(row, "ipv6PeeringConfig") !== undefined
    ? undefined
    : peeringNeedsPrefixes(row.id.text);
};

/** Recorded: after a failed operation, Global Reach connections of the peering take no request. */
export const checkCircuitConnection: Check = ({ draft, row, before }) => {
  const failed = [before, ...parentsOf(draft, row)].find((one) => one?.pending?.state === "Failed");
  const operation = failed?.pending?.operation;
  return operation === undefined ? undefined : parentFailed(row.id.text, operation);
};

function parentsOf(estate: EstateView, row: Row): readonly Row[] {
  const parent = row.id.parent === undefined ? undefined : estate.find(row.id.parent.toLowerCase());
  return parent === undefined ? [] : [parent, ...parentsOf(estate, parent)];
}

/** A circuit stays while connections use it. */
export const refuseCircuitInUse: RemovalCheck = ({ estate, row }) => {
  const keys = [row, ...estate.childrenOf(row.id.key, typeKeys.circuitPeering)];
  const users = keys
    .flatMap(({ id }) => estate.referrersOf(id.key))
    .filter((referrer) => referrer.row.root !== row.id.key && isConnection(referrer.row))
    .map((referrer) => referrer.row.id.text);
  return users.length === 0 ? undefined : circuitInUse(row.id.text, [...new Set(users)]);
};

function isConnection({ typeKey }: Row): boolean {
  return typeKey === typeKeys.connection || typeKey === typeKeys.expressRouteConnection;
}
