import { keyOf, propertyOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Completing, LateFailure } from "../kind/kind.ts";

/** Whether the provider of a circuit has not done its part yet. */
export function isNotProvisioned(circuit: Row | undefined): boolean {
  return (
    circuit !== undefined &&
    propertyOf(circuit, "serviceProviderProvisioningState") === "NotProvisioned"
  );
}

/** Recorded: Global Reach from a circuit that is not provisioned fails in its operation. */
export function failGlobalReach({ draft, row }: Completing): LateFailure | undefined {
  const circuit = draft.find(row.root);
  if (circuit === undefined || !isNotProvisioned(circuit)) return undefined;
  const message =
    `Put Global Reach Connection Initiating Circuit Subscription = ${row.id.subscription ?? ""}, ` +
    `ServiceKey = ${serviceKey(circuit)} is Not Provisioned. Current Status NotProvisioned`;
  return { kind: "lateFailure", code: "InitiatingCircuitNotProvisioned", message };
}

/** Recorded: a gateway in a hub cannot be connected to a circuit that is not provisioned. */
export function failUnprovisioned({ draft, row }: Completing): LateFailure | undefined {
  const circuit = circuitOfPeering(draft, row);
  if (circuit === undefined || !isNotProvisioned(circuit)) return undefined;
  const message =
    "The current cross connection provisioning state 'NotProvisioned' of this service key " +
    `'${serviceKey(circuit)}' prevents this operation.`;
  return { kind: "lateFailure", code: "ServiceProviderNotProvisioned", message };
}

function circuitOfPeering(estate: EstateView, row: Row): Row | undefined {
  const key = keyOf(propertyOf(row, "expressRouteCircuitPeering"));
  const peering = key === undefined ? undefined : estate.find(key);
  return peering === undefined ? undefined : estate.find(peering.root);
}

function serviceKey(circuit: Row): string {
  return String(propertyOf(circuit, "serviceKey"));
}
