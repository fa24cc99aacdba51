import type { RoutingAppliance } from "../../model/index.ts";
import { end, go, step, visitOf } from "../engine/act.ts";
import type { Emitter } from "../engine/position.ts";
import type { Visitor } from "../engine/visit.ts";
import { nodeOf } from "../node.ts";

/** The managed routing appliance sends on what it gets, by its own table, and keeps the time to live (FWD-27). */
export const visitRoutingAppliance: Visitor<"routingAppliance"> = (visiting) => {
  const { world, position, packet, memory } = visiting;
  const appliance = world.model.routingAppliances.get(position.appliance) as RoutingAppliance;
  const emitter = applianceEmitter(appliance);
  const visited = emitter ?? {
    node: nodeOf("routingAppliance", appliance),
    address: appliance.addresses[0]?.address,
    isVisible: false,
  };
  const isOwn = appliance.addresses.some((one) => one.address === packet.flow.destination);
  const next = { packet, memory, label: appliance.name };
  const about = [appliance.name];
  const outcome = isOwn
    ? end("delivered", "arrived", { about, rules: ["FWD-27"] })
    : emitter === undefined
      ? end("insufficientInfo", "missing", { about, rules: ["FWD-27"] })
      : go({ ...next, position: { kind: "leave", emitter } });
  const received = step({ kind: "receive", flow: packet.flow });
  const kept = step({ kind: "remark", code: "ttlKept", about }, ["FWD-27"]);
  const steps = isOwn ? [received] : [received, kept];
  return visitOf(visited, { steps, outcome });
};

function applianceEmitter(appliance: RoutingAppliance): Emitter | undefined {
  if (appliance.subnet === undefined) return undefined;
  const [first, ...others] = appliance.addresses.map(({ address }) => address);
  return {
    node: nodeOf("routingAppliance", appliance),
    view: { subnet: appliance.subnet, gateway: undefined },
    nic: undefined,
    isFiltered: true,
    address: first,
    otherAddresses: others,
    isVisible: false,
    isStateful: false,
  };
}
