import { typeKeys } from "../../arm/index.ts";
import { keyOf, propertyOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";

/**
 * `connectionStatus` once a connection is made. Two virtual networks are connected when each side
 * has its connection; a circuit, when its provider has provisioned it. Devices outside Azure are
 * taken to be set up.
 */
export function connectionStatus(
  estate: EstateView,
  connection: Row,
): "Connected" | "NotConnected" {
  const type = String(propertyOf(connection, "connectionType")).toLowerCase();
  if (type === "vnet2vnet" && reverseOf(estate, connection) === undefined) return "NotConnected";
  const circuit = circuitOf(estate, connection);
  const state = circuit && propertyOf(circuit, "serviceProviderProvisioningState");
  return type === "expressroute" && state === "NotProvisioned" ? "NotConnected" : "Connected";
}

/** The connection of the other gateway that leads back. */
function reverseOf(estate: EstateView, connection: Row): Row | undefined {
  const [here, there] = endsOf(connection);
  if (here === undefined || there === undefined) return undefined;
  return estate
    .referrersOf(here)
    .map(({ row }) => row)
    .filter(({ typeKey }) => typeKey === typeKeys.connection)
    .find((other) => {
      const [from, to] = endsOf(other);
      return from === there && to === here;
    });
}

function endsOf(connection: Row): readonly [string | undefined, string | undefined] {
  return [
    keyOf(propertyOf(connection, "virtualNetworkGateway1")),
    keyOf(propertyOf(connection, "virtualNetworkGateway2")),
  ];
}

function circuitOf(estate: EstateView, connection: Row): Row | undefined {
  const key = keyOf(propertyOf(connection, "peer"));
  return key === undefined ? undefined : estate.find(key);
}
