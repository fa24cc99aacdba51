import type { Circuit, LearnedRoute, Model } from "../../model/index.ts";
import type { Ip, Prefix } from "../../net/index.ts";
import { announcedPrefixes } from "../announced.ts";
import { azureAsn } from "../relay.ts";
import { sitesLinkedTo } from "../site.ts";
import { edgeAsn } from "./session.ts";

/** One entry of the table of Microsoft's edge routers for a circuit's private peering. */
export interface CircuitRoute {
  readonly prefix: Prefix;
  /** Absent where the input lacks it. */
  readonly nextHop: Ip | undefined;
  /** Nearest autonomous system first. */
  readonly asPath: readonly number[];
  readonly from: "azure" | "customer";
  /** Whether it is the one that is followed: the first of equal ones. */
  readonly isBest: boolean;
}

/**
 * The table of Microsoft's edge routers for a circuit (CAP-32): what connected gateways announce,
 * each prefix once for each of their instances, and what the customer's edge does. Gateways of
 * virtual hubs are not listed, since no input tells the addresses of their instances. Cost: every
 * announcement of the gateways of the circuit.
 */
export function circuitRoutesOf(model: Model, circuit: Circuit): readonly CircuitRoute[] {
  return [...fromGateways(model, circuit), ...fromCustomer(model, circuit)];
}

function fromGateways(model: Model, circuit: Circuit): readonly CircuitRoute[] {
  const connections = [...model.connections.values()].filter(
    (one) => one.circuit === circuit.key && one.isUp,
  );
  return connections.flatMap((connection) => {
    const gateway = model.gateways.get(connection.gateway);
    if (gateway === undefined) return [];
    const addresses = gateway.instances.flatMap(({ privateAddress }) => privateAddress ?? []);
    const hops = addresses.length === 0 ? [undefined] : addresses;
    return announcedPrefixes(model, gateway, connection).flatMap(({ prefix, asPath }) =>
      hops.map((nextHop, at): CircuitRoute => {
        const path = [gateway.asn ?? azureAsn, ...asPath];
        return { prefix, nextHop, asPath: path, from: "azure", isBest: at === 0 };
      }),
    );
  });
}

function fromCustomer(model: Model, { key, learned }: Circuit): readonly CircuitRoute[] {
  if (learned !== undefined) return learned.routes.flatMap(customerRoute);
  return sitesLinkedTo(model, [key]).flatMap(({ advertised, asn }) =>
    advertised.map(({ prefix }): CircuitRoute => {
      const asPath = asn === undefined ? [] : [asn];
      return { prefix, nextHop: undefined, asPath, from: "customer", isBest: true };
    }),
  );
}

// A list may have been taken at the gateway, which sees Microsoft's number in front (GW-26).
function customerRoute(route: LearnedRoute): readonly CircuitRoute[] {
  if (route.origin === "network") return [];
  const asPath = route.asPath[0] === edgeAsn ? route.asPath.slice(1) : route.asPath;
  const { prefix, nextHop } = route;
  return [{ prefix, nextHop, asPath, from: "customer", isBest: true }];
}
