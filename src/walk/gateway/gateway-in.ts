import type { Flow } from "../../flow/index.ts";
import type { Connection, Gateway } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { lookupRoute } from "../../route/index.ts";
import { end, go, step, visitOf } from "../engine/act.ts";
import type { Emitter } from "../engine/position.ts";
import type { Visit, Visitor, World } from "../engine/visit.ts";
import { nodeOf } from "../node.ts";
import type { Step } from "../step.ts";
import { excludes, selectorsEnd } from "./selector.ts";

/** A gateway as a sender: what it has unpacked goes on by the table that it uses (FWD-10, PE-9). */
export function gatewayEmitter(gateway: Gateway): Emitter {
  const [address, ...otherAddresses] = instanceAddresses(gateway);
  return {
    node: nodeOf("gateway", gateway),
    view: { subnet: gateway.subnet, gateway: gateway.key },
    nic: undefined,
    isFiltered: false,
    address,
    otherAddresses,
    isVisible: false,
    isStateful: false,
  };
}

/** The private addresses of a gateway's instances, as far as the input tells them. */
export function instanceAddresses({ instances }: Gateway): readonly Ip[] {
  return instances.flatMap(({ privateAddress }) => privateAddress ?? []);
}

/**
 * A packet comes from the other side of a gateway: it is unpacked and sent on with the gateway's
 * own table, which no filter judges (FWD-10).
 */
export const visitGatewayIn: Visitor<"gatewayIn"> = ({ world, position, packet, memory }) => {
  const gateway = world.model.gateways.get(position.gateway) as Gateway;
  const connection =
    position.connection === undefined
      ? undefined
      : world.model.connections.get(position.connection);
  const { flow } = packet;
  const received = step({ kind: "receive", flow });
  if (connection !== undefined && !connection.isUp) {
    const about = [connection.name];
    const places = [connection.statusPlace];
    const outcome = end("noRouteInGateway", "tunnelDown", { about, rules: ["CAP-13"], places });
    return visitAt(gateway, [received], outcome);
  }
  if (connection !== undefined && excludes(connection, flow.destination, flow.source)) {
    return visitAt(gateway, [received], selectorsEnd(connection, flow));
  }
  const remarks = connection === undefined ? [] : remarksOn(world, gateway, connection, flow);
  const emitter = gatewayEmitter(gateway);
  const outcome = go({ position: { kind: "leave", emitter }, packet, memory, label: gateway.name });
  return visitAt(gateway, [received, ...remarks], outcome);
};

function remarksOn(
  world: World,
  gateway: Gateway,
  connection: Connection,
  { destination }: Flow,
): readonly Step[] {
  if (!skipsGateway(world, gateway, connection, destination)) return [];
  const { name, place } = connection;
  return [step({ kind: "remark", code: "fastPath", about: [name] }, ["FWD-12"], [place])];
}

/**
 * Whether FastPath hands a packet straight to its receiver (FWD-12): always in the gateway's own
 * network; in peered ones, past user routes and to private endpoints only over ports of the
 * customer's own; never to front ends and firewalls of peered networks.
 */
function skipsGateway(
  { model, router, owners }: World,
  gateway: Gateway,
  { isFastPath, circuit }: Connection,
  destination: Ip,
): boolean {
  if (!isFastPath) return false;
  const isDirect = circuit !== undefined && model.circuits.get(circuit)?.isDirect === true;
  const table = router.tableOf({ subnet: gateway.subnet, gateway: gateway.key });
  const nextHop = table && lookupRoute(table.groups, destination)?.route.nextHop;
  switch (nextHop?.kind) {
    case "network":
      return true;
    case "peering": {
      const kind = owners.ownerOf(nextHop.remote, destination)?.kind;
      return isDirect && kind !== "loadBalancer" && kind !== "firewall";
    }
    case "appliance":
    case "privateEndpoint":
      return isDirect;
    default:
      return false;
  }
}

function visitAt(gateway: Gateway, steps: readonly Step[], outcome: Visit["outcome"]): Visit {
  return visitOf(gatewayEmitter(gateway), { steps, outcome });
}
