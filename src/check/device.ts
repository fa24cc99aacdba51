import {
  type Firewall,
  type Frontend,
  type Gateway,
  type Key,
  keyOf,
  type LoadBalancer,
  type Nic,
  type PrivateEndpoint,
} from "../model/index.ts";
import type { View } from "../route/index.ts";
import { type FrontendReason, receiveAtFrontend } from "../translate/index.ts";
import { exampleInternetAddress, guestOf, keepsState, type NextHopFound } from "../walk/index.ts";
import type { Ground } from "./ground.ts";

/** Something that sends on what it gets for others. */
export interface Device {
  readonly kind: "nic" | "firewall" | "gateway" | "routingAppliance";
  /** One for all interfaces of a machine. */
  readonly key: Key;
  readonly name: string;
  /** Whose table decides where it sends on; absent inside a virtual hub. */
  readonly view: View | undefined;
  /** The interface that gets the packet; absent for what is no machine. */
  readonly nic: Nic | undefined;
}

/** What happens at a next hop to a packet for somebody else. */
export type Stop =
  | {
      readonly kind: "devices";
      /** Equal ones: a flow's hash decides. Never empty. */
      readonly devices: readonly Device[];
      readonly frontend: BalancedFrontend | undefined;
    }
  | {
      readonly kind: "refuses";
      readonly reason: FrontendReason;
      readonly frontend: BalancedFrontend;
      /** Names of machines that do not run. */
      readonly stopped: readonly string[];
    }
  | { readonly kind: "privateEndpoint"; readonly endpoint: PrivateEndpoint }
  /** Nobody is there, or nobody knows who. */
  | { readonly kind: "nobody" | "unknown" };

/** A front end, and the load balancer that has it. */
export interface BalancedFrontend {
  readonly balancer: LoadBalancer;
  readonly frontend: Frontend;
}

/** Who takes a packet for somebody else at a next hop. */
export function stopAt(ground: Ground, found: NextHopFound): Stop {
  switch (found.kind) {
    case "nobody":
    case "notConnected":
      return { kind: "nobody" };
    case "unknown":
      return { kind: "unknown" };
    case "hubFirewall":
      return devices([firewallDevice(found.firewall)]);
    case "holder":
      return stopOf(ground, found.owner);
  }
}

function stopOf(
  ground: Ground,
  owner: Extract<NextHopFound, { readonly kind: "holder" }>["owner"],
): Stop {
  switch (owner.kind) {
    case "nic":
      return devices([nicDevice(owner.nic)]);
    case "firewall":
      return devices([firewallDevice(owner.firewall)]);
    case "gateway":
      return devices([gatewayDevice(owner.gateway)]);
    case "routingAppliance": {
      const { key, name, subnet } = owner.appliance;
      return devices([
        { kind: "routingAppliance", key, name, view: viewOf(subnet), nic: undefined },
      ]);
    }
    case "loadBalancer":
      return stopBehind(ground, owner);
    case "privateEndpoint":
      return { kind: "privateEndpoint", endpoint: owner.endpoint };
    case "supposed":
      return { kind: "unknown" };
  }
}

function devices(all: readonly Device[], frontend?: BalancedFrontend): Stop {
  return { kind: "devices", devices: all, frontend };
}

// What a front end does with a routed packet does not depend on the packet (FWD-7).
function stopBehind({ model }: Ground, frontend: BalancedFrontend): Stop {
  const verdict = receiveAtFrontend(model, frontend.balancer, frontend.frontend, {
    protocol: "tcp",
    source: exampleInternetAddress,
    sourcePort: undefined,
    destination: exampleInternetAddress,
    destinationPort: 443,
    name: undefined,
  });
  switch (verdict.kind) {
    case "answers":
      return { kind: "unknown" };
    case "refuses":
      return verdict.reason === "membersUnknown"
        ? { kind: "unknown" }
        : { kind: "refuses", reason: verdict.reason, frontend, stopped: verdict.about };
    case "forwards": {
      const nics = verdict.members.map(({ nic }) => nic && model.nics.get(nic));
      // Of a member that only its address tells nobody knows where it sends on.
      if (verdict.unknown.length > 0 || nics.includes(undefined)) return { kind: "unknown" };
      return devices(
        nics.flatMap((nic) => (nic === undefined ? [] : [nicDevice(nic)])),
        frontend,
      );
    }
  }
}

/** An interface as a device: of one machine with the others that this has. */
export function nicDevice(nic: Nic): Device {
  const machine = nic.virtualMachine;
  const key = machine === undefined ? nic.key : keyOf(machine);
  const name = machine?.split("/").at(-1) ?? nic.name;
  return { kind: "nic", key, name, view: viewOf(nic.subnet), nic };
}

/** A firewall as a device. */
export function firewallDevice({ key, name, subnet }: Firewall): Device {
  return { kind: "firewall", key, name, view: viewOf(subnet), nic: undefined };
}

function gatewayDevice({ key, name, subnet }: Gateway): Device {
  return { kind: "gateway", key, name, view: { subnet, gateway: key }, nic: undefined };
}

function viewOf(subnet: Key | undefined): View | undefined {
  return subnet === undefined ? undefined : { subnet, gateway: undefined };
}

/** Whether a device refuses replies to flows that it has not seen begin (FWD-26, FWD-47). */
export function isStateful({ model }: Ground, { kind, nic }: Device): boolean {
  switch (kind) {
    case "firewall":
      return true;
    case "nic":
      return keepsState(model, nic && guestOf(model, nic.key)).isStateful;
    case "gateway":
    case "routingAppliance":
      return false;
  }
}
