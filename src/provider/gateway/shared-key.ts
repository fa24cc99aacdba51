import { typeKeys } from "../../arm/index.ts";
import { propertyOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import { withProperties } from "../estate/with-properties.ts";

/** The shared key of a connection, which its body does not show; empty when it has none. */
export function sharedKeyOf(connection: Row): string {
  const key = propertyOf(connection, "sharedKey");
  return typeof key === "string" ? key : "";
}

/** A connection with another shared key. */
export function withSharedKey(connection: Row, sharedKey: string): Row {
  return withProperties(connection, { sharedKey });
}

/** The connections that lead from or to a gateway. */
export function connectionsOfGateway(estate: EstateView, gateway: Row): readonly Row[] {
  const rows = estate.referrersOf(gateway.id.key).map(({ row }) => row);
  return [...new Set(rows)].filter(({ typeKey }) => typeKey === typeKeys.connection);
}
